# _functools — the parts of our functools that CPython's takes from C.
from ufunctools import cmp_to_key, partial, reduce
