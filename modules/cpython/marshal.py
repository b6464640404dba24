# marshal — plain data to bytes and back, in the form repr() gives it; code objects have no portable form here.
version = 4


def dumps(value, version=4):
    _check(value)
    return repr(value).encode()


def _check(value):
    if isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            _check(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(key)
            _check(item)
    elif value is not None and value is not ... and not isinstance(value, (bool, int, float, complex, str, bytes)):
        raise ValueError("unmarshallable object")


def loads(data):
    return eval(bytes(data).decode(), {})


def dump(value, file, version=4):
    file.write(dumps(value, version))


def load(file):
    return loads(file.read())
