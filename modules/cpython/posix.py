# posix — the system calls that CPython's os.py builds on, over our own os module.
import uos as _uos
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

try:
    for _line in open("/proc/self/environ", "rb").read().split(b"\0"):
        _key, _sep, _value = _line.partition(b"=")
        if _sep:
            environ[_key] = _value
except OSError:
    pass


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


_messages = {
    1: "Operation not permitted",
    2: "No such file or directory",
    13: "Permission denied",
    17: "File exists",
    18: "Invalid cross-device link",
    20: "Not a directory",
    21: "Is a directory",
    22: "Invalid argument",
    39: "Directory not empty",
    40: "Too many levels of symbolic links",
}


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


def strerror(number):
    return _messages.get(number) or "Unknown error %d" % number


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
    st_atime_ns = property(lambda self: self[7] * 1000000000)
    st_mtime_ns = property(lambda self: self[8] * 1000000000)
    st_ctime_ns = property(lambda self: self[9] * 1000000000)


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


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_attempt(_uos.stat, path))


def lstat(path, *, dir_fd=None):
    return stat(path)


def statvfs(path):
    return statvfs_result(_attempt(_uos.statvfs, path))


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    try:
        bits = _uos.stat(fspath(path))[0]
    except OSError:
        return False
    return all(bits & (bit * 0o111) for bit in (1, 2, 4) if mode & bit)


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
        return self._is(0x4000)

    def is_file(self, *, follow_symlinks=True):
        return self._is(0x8000)

    def is_symlink(self):
        return False

    def _is(self, kind):
        if self._kind:
            return self._kind == kind
        try:
            return stat(self.path).st_mode & 0o170000 == kind
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
    _attempt(_uos.mkdir, path)


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
    raise OSError(22, strerror(22), path)


def putenv(name, value):
    _uos.putenv(_text(name), _text(value))


def _text(s):
    return s.decode() if isinstance(s, bytes) else s


def getpid():
    for line in open("/proc/self/stat"):
        return int(line.split()[0])


def getppid():
    for line in open("/proc/self/stat"):
        return int(line.rpartition(")")[2].split()[1])


def _status(name, column):
    for line in open("/proc/self/status"):
        if line.startswith(name):
            return int(line.split()[column])


def getuid():
    return _status("Uid:", 1)


def geteuid():
    return _status("Uid:", 2)


def getgid():
    return _status("Gid:", 1)


def getegid():
    return _status("Gid:", 2)


def uname():
    def read(name):
        return open("/proc/sys/kernel/" + name).read().strip()

    import platform as p

    return uname_result((read("ostype"), read("hostname"), read("osrelease"), read("version"), "x86_64"))


def cpu_count():
    return sum(line.startswith("processor") for line in open("/proc/cpuinfo")) or None


def isatty(fd):
    return False


def get_terminal_size(fd=1):
    raise OSError(25, "Inappropriate ioctl for device")


def umask(mask):
    return 0o022


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


def get_inheritable(fd):
    return False


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
