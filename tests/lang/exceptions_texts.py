# Where our exceptions differ from CPython on purpose: repr, OSError texts, errno matching, aliases.
import errno
print(repr(ValueError(1)), repr(ValueError("a")), repr(ValueError()), repr(ValueError(1, 2)), repr(KeyError("k")))
print([ValueError(1)], str(ValueError(KeyError("x"))))
print(OSError(errno.ENOENT), OSError(2, "detail"), OSError(2, "detail", "file"), OSError(99999), OSError(99999, "detail"), OSError(), OSError("x"), OSError("a", "b"), OSError(1, 2, 3))
print(repr(OSError(2)), repr(OSError(2, "d")))
class MyOS(OSError):
    pass
print(MyOS(2), MyOS(2, "x"))
print(type(OSError(2)).__name__, type(OSError(2, "x")).__name__)
for cls, code in ((FileNotFoundError, errno.ENOENT), (FileExistsError, errno.EEXIST), (PermissionError, errno.EACCES), (IsADirectoryError, errno.EISDIR),
                  (ConnectionRefusedError, errno.ECONNREFUSED), (TimeoutError, errno.ETIMEDOUT), (BlockingIOError, errno.EAGAIN), (ConnectionError, errno.ECONNRESET)):
    e = OSError(code)
    print(cls.__name__, isinstance(e, cls), isinstance(e, KeyError), isinstance(OSError(errno.EIO), cls))
    try:
        raise e
    except cls:
        print("caught")
try:
    raise OSError(errno.ENOENT)
except (ValueError, FileNotFoundError) as e:
    print("caught in tuple", e)
try:
    try:
        raise OSError(errno.EIO)
    except FileNotFoundError:
        print("wrong")
except OSError as e:
    print(e.errno)
print(RecursionError is RuntimeError, repr(RecursionError("x")))
print(ValueError(5).value, ValueError(5).errno, ValueError().value, KeyError("k").value)
try:
    import nonexistent_module
except ModuleNotFoundError as e:
    print(type(e).__name__, e)
def f():
    f()
try:
    f()
except RuntimeError as e:
    print(repr(e))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
print(ViperTypeError.__mro__[1])
print(str(KeyError("k")), str(KeyError(1)), str(KeyError("a", "b")))
e = Exception("a")
try:
    raise e
except Exception:
    pass
e.__traceback__ = None
print(e.__traceback__)
