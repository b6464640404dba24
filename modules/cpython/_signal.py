# _signal — names and numbers; only Ctrl-C is ever delivered, as KeyboardInterrupt.
_numbers = (
    "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU "
    "URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS"
).split()
for _i, _n in enumerate(_numbers):
    globals()["SIG" + _n] = _i + 1
SIGIOT = SIGABRT
SIGCLD = SIGCHLD
SIGPOLL = SIGIO
SIGRTMIN = 34
SIGRTMAX = 64
NSIG = 65
SIG_DFL = 0
SIG_IGN = 1
SIG_BLOCK = 0
SIG_UNBLOCK = 1
SIG_SETMASK = 2
ITIMER_REAL = 0
ITIMER_VIRTUAL = 1
ITIMER_PROF = 2
ItimerError = OSError


def default_int_handler(signum, frame):
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler}


def signal(signum, handler):
    if not 1 <= signum < NSIG:
        raise ValueError("signal number out of range")
    before = _handlers.get(signum, SIG_DFL)
    _handlers[signum] = handler
    return before


def getsignal(signum):
    if not 1 <= signum < NSIG:
        raise ValueError("signal number out of range")
    return _handlers.get(signum, SIG_DFL)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signum, flag):
    pass


def raise_signal(signum):
    handler = getsignal(signum)
    if callable(handler):
        handler(signum, None)


def valid_signals():
    return set(range(1, NSIG))


def strsignal(signum):
    return _numbers[signum - 1] if signum <= len(_numbers) else None
