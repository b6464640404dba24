# posix — the system calls that CPython's os.py builds on, over our own os module.
import _posix
import uos as _uos
from _posix import (
    _exit,
    close,
    cpu_count,
    fsync,
    getegid,
    geteuid,
    get_inheritable,
    getgid,
    getpid,
    getppid,
    getuid,
    isatty,
    lseek,
    pipe,
    read,
    set_inheritable,
    strerror,
    umask,
    write,
)
from errno import *
from uos import system, unsetenv, urandom

error = OSError
_have_functions = ["HAVE_LSTAT"]
environ = {}
F_OK = 0
X_OK = 1
W_OK = 2
R_OK = 4
O_RDONLY = 0
O_WRONLY = 1
O_RDWR = 2
O_CREAT = 0o100
O_EXCL = 0o200
O_NOCTTY = 0o400
O_TRUNC = 0o1000
O_APPEND = 0o2000
O_NONBLOCK = 0o4000
O_SYNC = 0o4010000
O_DIRECTORY = 0o200000
O_NOFOLLOW = 0o400000
O_CLOEXEC = 0o2000000
EX_OK = 0
WNOHANG = 1
WUNTRACED = 2
P_ALL, P_PID, P_PGID = 0, 1, 2
SCHED_OTHER = 0
TMP_MAX = 238328

for _line in _posix.environ():
    _key, _sep, _value = _line.partition(b"=")
    if _sep:
        environ[_key] = _value


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        result = type(path).__fspath__(path)
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(
        "expected %s.__fspath__() to return str or bytes, not %s" % (type(path).__name__, type(result).__name__)
    )


def _attempt(function, *paths):
    try:
        return function(*[fspath(p) for p in paths])
    except OSError as e:
        _fail(e, *paths)


def _error(number):
    return {
        1: PermissionError,
        2: FileNotFoundError,
        13: PermissionError,
        17: FileExistsError,
        20: NotADirectoryError,
        21: IsADirectoryError,
    }.get(number, OSError)


def _fail(e, *paths):
    raise _error(e.errno)(e.errno, strerror(e.errno), *paths[:1]) from None


class _Fields(tuple):
    _fields = ()

    def __new__(cls, values):
        return tuple.__new__(cls, values)

    def __getattr__(self, name):
        try:
            return self[self._fields.index(name)]
        except ValueError:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))

    def __repr__(self):
        pairs = ", ".join("%s=%r" % pair for pair in zip(self._fields, self))
        return "os.%s(%s)" % (type(self).__name__, pairs)


class stat_result(_Fields):
    _fields = "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime".split()
    n_fields = n_sequence_fields = 10

    def __new__(cls, values):
        self = tuple.__new__(cls, values[:10])
        self._ns = values[10:] or tuple(v * 1000000000 for v in values[7:10])
        return self

    st_atime_ns = property(lambda self: self._ns[0])
    st_mtime_ns = property(lambda self: self._ns[1])
    st_ctime_ns = property(lambda self: self._ns[2])
    st_atime = property(lambda self: self._ns[0] / 1e9)
    st_mtime = property(lambda self: self._ns[1] / 1e9)
    st_ctime = property(lambda self: self._ns[2] / 1e9)


class statvfs_result(_Fields):
    _fields = "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax".split()


class terminal_size(_Fields):
    _fields = ("columns", "lines")


class times_result(_Fields):
    _fields = "user system children_user children_system elapsed".split()


class uname_result(_Fields):
    _fields = "sysname nodename release version machine".split()


class sched_param(_Fields):
    _fields = ("sched_priority",)

    def __new__(cls, sched_priority):
        return tuple.__new__(cls, (sched_priority,))


def _path_or_fd(path):
    return path if isinstance(path, int) else fspath(path)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    try:
        return stat_result(_posix.stat(_path_or_fd(path), follow_symlinks))
    except OSError as e:
        _fail(e, path)


def lstat(path, *, dir_fd=None):
    return stat(path, follow_symlinks=False)


def fstat(fd):
    return stat(fd)


def statvfs(path):
    return statvfs_result(_attempt(_uos.statvfs, path))


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _posix.access(fspath(path), mode)


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _attempt(lambda p: _posix.open(p, flags, mode), path)


def dup(fd):
    return _posix.dup(fd)


def dup2(fd, fd2, inheritable=True):
    return _posix.dup(fd, fd2)


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _attempt(_posix.symlink, src, dst)


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    _attempt(_posix.link, src, dst)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _attempt(lambda p: _posix.chmod(p, mode), path)


def truncate(path, length):
    _posix.truncate(_path_or_fd(path), length)


ftruncate = truncate


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if times is not None:
        ns = tuple(int(t * 1000000000) for t in times)
    _attempt(lambda p: _posix.utime(p, *(ns or (None, None))), path)


def listdir(path="."):
    return _attempt(_uos.listdir, path)


class DirEntry:
    def __init__(self, folder, name, kind, inode):
        self.name = name
        separator = b"/" if isinstance(name, bytes) else "/"
        self.path = folder + name if not folder or folder.endswith(separator) else folder + separator + name
        self._kind = kind
        self._inode = inode

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % self.name

    def inode(self):
        return self._inode

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def is_dir(self, *, follow_symlinks=True):
        return self._is(0x4000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(0x8000, follow_symlinks)

    def is_symlink(self):
        return _posix.stat(self.path, False)[0] & 0o170000 == 0o120000

    def _is(self, kind, follow_symlinks):
        if self._kind in (0x4000, 0x8000):
            return self._kind == kind
        try:
            return _posix.stat(self.path, follow_symlinks)[0] & 0o170000 == kind
        except OSError:
            return False


class _Scan:
    def __init__(self, path):
        self._folder = fspath(path)
        self._entries = _attempt(_uos.ilistdir, path)

    def __iter__(self):
        return self

    def __next__(self):
        entry = next(self._entries)
        return DirEntry(self._folder, entry[0], entry[1], entry[2])

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def close(self):
        pass


def scandir(path="."):
    return _Scan(path)


def mkdir(path, mode=0o777, *, dir_fd=None):
    _attempt(lambda p: _posix.mkdir(p, mode), path)


def rmdir(path, *, dir_fd=None):
    _attempt(_uos.rmdir, path)


def remove(path, *, dir_fd=None):
    _attempt(_uos.remove, path)


unlink = remove


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _attempt(_uos.rename, src, dst)


replace = rename


def chdir(path):
    _attempt(_uos.chdir, path)


def getcwd():
    return _uos.getcwd()


def getcwdb():
    return _uos.getcwd().encode()


def readlink(path, *, dir_fd=None):
    return _attempt(_posix.readlink, path)


def putenv(name, value):
    _uos.putenv(_text(name), _text(value))


def _text(s):
    return s.decode() if isinstance(s, bytes) else s


def uname():
    def read(name):
        fd = open("/proc/sys/kernel/" + name, O_RDONLY)
        try:
            return _posix.read(fd, 4096).decode().strip()
        finally:
            close(fd)

    return uname_result((read("ostype"), read("hostname"), read("osrelease"), read("version"), "x86_64"))


def get_terminal_size(fd=1):
    return terminal_size(_posix.get_terminal_size(fd))


def abort():
    raise SystemExit(134)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    pass


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return status >> 8 & 0xFF


def WIFSIGNALED(status):
    return ((status & 0x7F) + 1) >> 1 > 0 and status & 0x7F != 0x7F


def WTERMSIG(status):
    return status & 0x7F


def WIFSTOPPED(status):
    return status & 0xFF == 0x7F


def WSTOPSIG(status):
    return status >> 8 & 0xFF


def waitstatus_to_exitcode(status):
    return WEXITSTATUS(status) if WIFEXITED(status) else -WTERMSIG(status)
