# _thread — for programs that only guard their data: there is one thread, so a lock is a flag.
error = RuntimeError
TIMEOUT_MAX = 9223372036.0


class LockType:
    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not self._locked:
            self._locked = True
            return True
        if not blocking or timeout >= 0:
            return False
        raise RuntimeError("deadlock: the only thread waits for itself")

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    def _at_fork_reinit(self):
        self._locked = False

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *details):
        self.release()


class RLock:
    def __init__(self):
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def __enter__(self):
        self._count += 1
        return self

    def __exit__(self, *details):
        self.release()

    def _is_owned(self):
        return self._count > 0

    def _release_save(self):
        count = self._count
        self._count = 0
        return count

    def _acquire_restore(self, count):
        self._count = count

    def _at_fork_reinit(self):
        self._count = 0


class _local:
    pass


def allocate_lock():
    return LockType()


def get_ident():
    return 1


def get_native_id():
    return 1


def _set_sentinel():
    return LockType()


def _is_main_interpreter():
    return True


def _count():
    return 0


def daemon_threads_allowed():
    return True


def stack_size(size=0):
    return 0


def start_new_thread(function, args, kwargs={}):
    raise RuntimeError("can't start new thread")


def interrupt_main(signum=2):
    raise KeyboardInterrupt


def exit():
    raise SystemExit


class _ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def _excepthook(args):
    import sys

    sys.print_exception(args[1])


allocate = allocate_lock
start_new = start_new_thread
exit_thread = exit
