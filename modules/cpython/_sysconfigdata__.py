# _sysconfigdata__ — as Debian's sysconfig calls it.
from _sysconfigdata__linux_ import build_time_vars
