# _contextvars — context variables. There is one current context; run() puts another in its place meanwhile.
_missing = object()


class Token:
    MISSING = _missing

    def __init__(self, context, var, old):
        self._context = context
        self.var = var
        self.old_value = old
        self._used = False


class Context:
    def __init__(self):
        self._values = {}
        self._entered = False

    def run(self, function, *args, **kwargs):
        global _current
        if self._entered:
            raise RuntimeError("cannot enter context: %r is already entered" % self)
        before = _current
        self._entered = True
        _current = self
        try:
            return function(*args, **kwargs)
        finally:
            _current = before
            self._entered = False

    def copy(self):
        c = Context()
        c._values.update(self._values)
        return c

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def get(self, var, default=None):
        return self._values.get(var, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


_current = Context()
_current._entered = True


class ContextVar:
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    name = property(lambda self: self._name)

    def __class_getitem__(cls, item):
        return cls

    def get(self, default=_missing):
        value = _current._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        token = Token(_current, self, _current._values.get(self, _missing))
        _current._values[self] = value
        return token

    def reset(self, token):
        if token._used:
            raise RuntimeError("%r has already been used once" % token)
        if token.var is not self:
            raise ValueError("%r was created by a different ContextVar" % token)
        if token._context is not _current:
            raise ValueError("%r was created in a different Context" % token)
        token._used = True
        if token.old_value is _missing:
            _current._values.pop(self, None)
        else:
            _current._values[self] = token.old_value


def copy_context():
    return _current.copy()
