# _time_extras — the parts of time that only hosts have. Local time is UTC.
import time as _time

tzname = ("UTC", "UTC")
timezone = altzone = daylight = 0
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3
_days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_months = "January February March April May June July August September October November December".split()


class struct_time(tuple):
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0

    def __new__(cls, values):
        values = tuple(values)
        if len(values) < 9:
            raise TypeError("time.struct_time() takes an at least 9-sequence (%d-sequence given)" % len(values))
        return tuple.__new__(cls, values[:9])

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __reduce__(self):
        return (struct_time, (tuple(self),))


def _week(t, first):
    return (t[7] - 1 + 7 - (t[6] - first) % 7) // 7


def strftime(format, t=None):
    t = _time.localtime() if t is None else t
    out = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != "%" or i == len(format):
            out.append(c)
            continue
        c = format[i]
        i += 1
        if c == "-" and i < len(format):
            out.append(_field(format[i], t).lstrip("0") or "0")
            i += 1
        else:
            out.append(_field(c, t))
    return "".join(out)


def _field(c, t):
    hour12 = t[3] % 12 or 12
    if c in _numbers:
        index, width = _numbers[c]
        return str(t[index]).rjust(width, "0")
    if c == "y":
        return "%02d" % (t[0] % 100)
    if c == "C":
        return "%02d" % (t[0] // 100)
    if c == "I":
        return "%02d" % hour12
    if c == "l":
        return "%2d" % hour12
    if c == "e":
        return "%2d" % t[2]
    if c == "k":
        return "%2d" % t[3]
    if c == "p":
        return "PM" if t[3] >= 12 else "AM"
    if c == "P":
        return "pm" if t[3] >= 12 else "am"
    if c == "a":
        return _days[t[6]][:3]
    if c == "A":
        return _days[t[6]]
    if c in "bh":
        return _months[t[1] - 1][:3]
    if c == "B":
        return _months[t[1] - 1]
    if c == "w":
        return str((t[6] + 1) % 7)
    if c == "u":
        return str(t[6] + 1)
    if c == "U":
        return "%02d" % _week(t, 6)
    if c == "W":
        return "%02d" % _week(t, 0)
    if c in "GgV":
        import datetime

        year, week, _ = datetime.date(t[0], t[1], t[2]).isocalendar()
        return "%02d" % week if c == "V" else str(year) if c == "G" else "%02d" % (year % 100)
    if c == "Z":
        return "UTC"
    if c == "z":
        return "+0000"
    if c == "s":
        return str(_time.mktime(tuple(t)))
    if c in _shapes:
        return strftime(_shapes[c], t)
    return _literals.get(c, "%" + c)


_numbers = {"Y": (0, 1), "m": (1, 2), "d": (2, 2), "H": (3, 2), "M": (4, 2), "S": (5, 2), "j": (7, 3)}
_shapes = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "r": "%I:%M:%S %p",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "x": "%m/%d/%y",
    "X": "%H:%M:%S",
}
_literals = {"%": "%", "n": "\n", "t": "\t"}


def strptime(text, format="%a %b %d %H:%M:%S %Y"):
    import _strptime

    return _strptime._strptime_time(text, format)


def asctime(t=None):
    return strftime("%a %b %e %H:%M:%S %Y", t)


def ctime(seconds=None):
    return asctime(_time.localtime(seconds))


def tzset():
    pass


def process_time_ns():
    return int(_time.process_time() * 1000000000)


def thread_time():
    return _time.process_time()


thread_time_ns = process_time_ns


def clock_gettime(clock):
    if clock == CLOCK_REALTIME:
        return _time.time()
    return _time.monotonic() if clock == CLOCK_MONOTONIC else _time.process_time()


def clock_gettime_ns(clock):
    return int(clock_gettime(clock) * 1000000000)


def clock_getres(clock):
    return 1e-06


def get_clock_info(name):
    class info:
        implementation = name
        monotonic = name != "time"
        adjustable = name == "time"
        resolution = 1e-06

    return info
