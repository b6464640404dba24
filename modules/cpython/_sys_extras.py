# _sys_extras — attributes of sys that only CPython's own library asks for; sys looks here last.
import sys as _sys

api_version = 1013
hexversion = 0x030D00F0
copyright = "the copyright of each module is stated in it"
warnoptions = []
_xoptions = {}
abiflags = ""
platlibdir = "lib"
prefix = exec_prefix = base_prefix = base_exec_prefix = "/usr"
executable = ""
_base_executable = ""
_framework = ""
_home = None
dont_write_bytecode = True
pycache_prefix = None
float_repr_style = "short"
meta_path = []
path_hooks = []
path_importer_cache = {}
ps1 = ">>> "
ps2 = "... "
_git = ("MicroPython", "", "")
orig_argv = list(_sys.argv)
builtin_module_names = (
    "_abc _ast _bisect _codecs _collections _contextvars _csv _functools _heapq _imp _io _operator _random _signal _sre "
    "_string _struct _thread _weakref array atexit binascii builtins errno gc itertools marshal math posix re select "
    "sys time"
).split()
builtin_module_names = tuple(builtin_module_names)
stdlib_module_names = frozenset(builtin_module_names)


class _Record(tuple):
    _names = ()

    def __new__(cls, *values):
        return tuple.__new__(cls, values)

    def __getattr__(self, name):
        try:
            return self[self._names.index(name)]
        except ValueError:
            raise AttributeError(name)

    def __repr__(self):
        parts = ["%s=%r" % pair for pair in zip(self._names, self)]
        return "sys.%s(%s)" % (type(self).__name__, ", ".join(parts))


class _float_info(_Record):
    _names = "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds".split()


class _int_info(_Record):
    _names = "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold".split()


class _hash_info(_Record):
    _names = "width modulus inf nan imag algorithm hash_bits seed_bits cutoff".split()


class _thread_info(_Record):
    _names = "name lock version".split()


float_info = _float_info(
    1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1
)
int_info = _int_info(32, 4, 4300, 640)
hash_info = _hash_info(64, (1 << (47 if _sys.maxsize >> 32 else 29)) - 1, 314159, 0, 1000003, "fnv", 29, 0, 0)
thread_info = _thread_info("none", None, None)
__stdin__ = _sys.stdin
__stdout__ = _sys.stdout
__stderr__ = _sys.stderr


def getfilesystemencoding():
    return "utf-8"


def getfilesystemencodeerrors():
    return "surrogateescape"


def getrefcount(obj):
    return 2


def getswitchinterval():
    return 0.005


def setswitchinterval(seconds):
    pass


def get_int_max_str_digits():
    return 0


def set_int_max_str_digits(n):
    pass


def is_finalizing():
    return False


def gettrace():
    return None


def settrace(function):
    pass


def getprofile():
    return None


def setprofile(function):
    pass


def audit(event, *args):
    pass


def addaudithook(hook):
    pass


def getallocatedblocks():
    return 0


def get_asyncgen_hooks():
    return (None, None)


def set_asyncgen_hooks(firstiter=None, finalizer=None):
    pass


def get_coroutine_origin_tracking_depth():
    return 0


def set_coroutine_origin_tracking_depth(depth):
    pass


def displayhook(value):
    if value is not None:
        import builtins

        print(repr(value))
        builtins._ = value


def excepthook(kind, value, traceback):
    _sys.print_exception(value, _sys.stderr)


def unraisablehook(args):
    _sys.print_exception(args.exc_value, _sys.stderr)


def breakpointhook(*args, **kwargs):
    import pdb

    pdb.set_trace()


__displayhook__ = displayhook
__excepthook__ = excepthook
__unraisablehook__ = unraisablehook
__breakpointhook__ = breakpointhook
