"""Heap bytes per object, all overhead included, against the budgets of docs/performance.md.

Each row makes many objects of one kind and divides what the heap grew by. Run on ours only:
    build/unix/micropython bench/object_sizes.py
Exit status 1 if a budget is passed.
"""
import gc
import sys

COUNT = 2000
WORD = 8 if sys.maxsize > 2**32 else 4


class Empty:
    pass


class Three:
    def __init__(self):
        self.a = 1
        self.b = 2
        self.c = 3


class Method:
    def m(self):
        pass


def closure():
    variable = 1

    def inner():
        return variable

    return inner


def generator(x):
    yield x


def float_in_window(i):
    return i * 0.5


def big_integer(i):
    return (1 << 63) + i


a_method = Method()
Three(), Three()  # the class learns how many slots its instances need

# (name, factory, budget on 32-bit words, on 64-bit words)
ROWS = [
    ("float in window", float_in_window, 0, 0),
    ("big integer of 64 bits", big_integer, 16, 32),
    ("instance without attributes", lambda i: Empty(), 8, 16),
    ("instance with 3 attributes", lambda i: Three(), 24, 48),
    ("tuple of 3", lambda i: (i, i, i), 24, 48),
    ("empty list", lambda i: [], 16, 32),
    ("list of 3", lambda i: [i, i, i], 32, 64),
    ("empty dict", lambda i: {}, 16, 32),
    ("dict of 3", lambda i: {1: i, 2: i, 3: i}, 40, 80),
    ("dict of 20", lambda i: dict.fromkeys(TWENTY), 240, 480),
    ("str of 10", lambda i: "%010d" % i, 24, 32),
    ("bytes of 10", lambda i: bytes(10), 24, 32),
    ("closure over one variable", lambda i: closure(), 32, 64),
    ("bound method", lambda i: a_method.m, 16, 32),
    ("generator (one local)", lambda i: generator(i), 40, 80),
    ("exception with one argument", lambda i: ValueError(i), 24, 48),
]
TWENTY = list(range(20))


def measure(factory):
    keep = [None] * COUNT
    factory(0)
    gc.collect()
    before = gc.mem_alloc()
    for i in range(COUNT):
        keep[i] = factory(i)
    gc.collect()
    return (gc.mem_alloc() - before) / COUNT


failed = 0
print("%-30s %8s %8s" % ("object", "bytes", "budget"))
for name, factory, budget32, budget64 in ROWS:
    budget = budget64 if WORD == 8 else budget32
    size = measure(factory)
    verdict = ""
    if size > budget + 0.5:
        verdict = "  over"
        failed += 1
    print("%-30s %8.1f %8d%s" % (name, size, budget, verdict))
print("%d passed, %d failed" % (len(ROWS) - failed, failed))
sys.exit(1 if failed else 0)
