# _struct — our struct under the name CPython's struct.py expects.
from ustruct import *


def _clearcache():
    pass


if "error" not in globals():
    error = ValueError
