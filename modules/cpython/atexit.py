# atexit — functions to call at the end, on the one hook that sys offers.
import sys

_entries = []


def _run_exitfuncs():
    while _entries:
        function, args, kwargs = _entries.pop()
        try:
            function(*args, **kwargs)
        except SystemExit:
            raise
        except BaseException as e:
            sys.print_exception(e)


def register(function, *args, **kwargs):
    if not callable(function):
        raise TypeError("the first argument must be callable")
    if not _entries:
        sys.atexit(_run_exitfuncs)
    _entries.append((function, args, kwargs))
    return function


def unregister(function):
    _entries[:] = [e for e in _entries if e[0] != function]


def _clear():
    _entries.clear()


def _ncallbacks():
    return len(_entries)
