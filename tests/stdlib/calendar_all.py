import calendar

print(calendar.month(2024, 2))
print(calendar.TextCalendar(6).formatmonth(2023, 5))
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2020), calendar.weekday(2024, 5, 6), calendar.monthrange(2024, 2), calendar.timegm((1970, 1, 2, 0, 0, 0)))
print(calendar.monthcalendar(2024, 2), list(calendar.day_name), list(calendar.month_abbr), calendar.firstweekday())
print(list(calendar.Calendar().itermonthdays2(2024, 2))[:5], len(calendar.calendar(2024).splitlines()))
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:120])
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as e:
    print(e)
