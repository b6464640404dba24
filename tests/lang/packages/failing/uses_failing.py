try:
    from . import mod
except ZeroDivisionError:
    caught = True
