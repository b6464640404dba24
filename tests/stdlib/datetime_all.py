# needs: double-floats
from datetime import MINYEAR, date, datetime, time, timedelta, timezone

d = date(2024, 2, 29)
print(d, repr(d), d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.toordinal(), d.timetuple()[:8], d.strftime("%Y/%m/%d %a %b %j"), d.replace(year=2023, day=1), date.fromordinal(738000), date.fromisoformat("2020-01-02"))
t = time(13, 5, 9, 123456)
print(t, repr(t), t.isoformat("minutes"), t.replace(hour=1), time.fromisoformat("04:23:01.000384"), t.strftime("%H-%M-%S.%f %I%p"))
dt = datetime(2024, 12, 31, 23, 59, 59, 5)
print(dt, repr(dt), dt.date(), dt.time(), dt.isoformat(" ", "seconds"), dt.ctime(), dt + timedelta(seconds=1), dt - datetime(2024, 1, 1))
td = timedelta(days=1, hours=2, minutes=3, seconds=4, microseconds=5)
print(td, repr(td), td.total_seconds(), td * 2, td / 2, td // 3, -td, abs(-td), td.days, td.seconds, td > timedelta(1), divmod(td, timedelta(hours=5)), str(timedelta(-1, 3)))
z = timezone(timedelta(hours=5, minutes=30), "IST")
a = datetime(2024, 5, 6, 12, 0, tzinfo=timezone.utc)
print(a, a.astimezone(z), a.astimezone(z).tzname(), a.utcoffset(), a == a.astimezone(z), a.timestamp(), datetime.fromtimestamp(0, timezone.utc), timezone.utc, repr(z))
print(datetime.fromisoformat("2011-11-04T00:05:23+04:00"), datetime.strptime("21/11/06 16:30", "%d/%m/%y %H:%M"), datetime.strptime("Mon Feb 03 2020", "%a %b %d %Y"))
print(date.min, date.max, datetime.min, timedelta.max, timedelta.resolution, MINYEAR, hash(d) == hash(date(2024, 2, 29)), d < date(2024, 3, 1), sorted([date(2020, 1, 2), date(2019, 1, 1)]))
for bad in (lambda: date(2023, 2, 29), lambda: time(25), lambda: timedelta(days=10 ** 10), lambda: date.fromisoformat("x"), lambda: a < dt, lambda: datetime.strptime("x", "%Y")):
    try:
        bad()
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__)  # the text is that of C in CPython
print(f"{d:%d.%m.%Y}", "{:%H:%M}".format(dt), dt.replace(tzinfo=z).isoformat(), datetime.combine(d, t), isinstance(dt, date), timedelta(weeks=1, milliseconds=5))
