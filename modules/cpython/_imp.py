# _imp — nothing here is frozen or loaded from shared objects.
check_hash_based_pycs = "default"


def acquire_lock():
    pass


def release_lock():
    pass


def lock_held():
    return False


def is_builtin(name):
    return 0


def is_frozen(name):
    return False


def is_frozen_package(name):
    return False


def extension_suffixes():
    return []


def source_hash(key, source):
    return b"\0" * 8


def _fix_co_filename(code, path):
    pass


def create_builtin(spec):
    return __import__(spec.name)


def exec_builtin(module):
    return 0


def create_dynamic(spec, file=None):
    raise ImportError("there are no shared objects to load")


def exec_dynamic(module):
    return 0


def get_frozen_object(name, data=None):
    raise ImportError("No such frozen object named " + name)


def init_frozen(name):
    return None


def find_frozen(name, *, withdata=False):
    return None


def _frozen_module_names():
    return []


def _override_frozen_modules_for_tests(override):
    pass
