# Slices of lists and tuples with every combination of bounds and steps: read, store, delete.
ref = list(range(10))
bounds = [None, -11, -10, -3, -1, 0, 1, 4, 9, 10, 11]
steps = [None, 1, 2, 3, -1, -2, -7, 100]
total = 0
for a in bounds:
    for b in bounds:
        for s in steps:
            got = ref[a:b:s]
            assert tuple(got) == tuple(ref)[a:b:s]
            i = slice(a, b, s).indices(10)
            assert got == [ref[k] for k in range(*i)], (a, b, s)
            l = ref[:]
            del l[a:b:s]
            assert l == [x for x in ref if x not in got], (a, b, s, l)
            l = ref[:]
            l[a:b:s] = [-x for x in got]
            for k, v in enumerate(ref):
                assert l[k] == (-v if v in got else v)
            if s in (None, 1):
                l = ref[:]
                l[a:b] = iter("xyz")
                assert "".join(str(x) for x in l if isinstance(x, str)) == "xyz" and len(l) == 13 - len(got)
            total += len(got)
print(total)
l = [1, 2, 3]
l[1:1] = l; print(l)
l[:] = (x for x in l if x != 2); print(l)
l[::2] = "abc"[: len(l[::2])]; print(l)
for bad in [lambda: l.__setitem__(slice(0, 4, 2), [1]), lambda: l.__setitem__(slice(0, 1), 5), lambda: l[::0], lambda: l["a":]]:
    try: bad()
    except Exception as e: print(type(e).__name__)
class I:
    def __index__(self):
        l.clear()
        return 0
l = [1, 2, 3, 4]
try: print(l[I():3])
except IndexError: print([])
t = (1, 2, 3); print(t[:] is t, t[1:], t[::-1], t[5:])
s = slice(1, 2); print(s, slice(3), slice(None, None, -1), s.start, s.stop, s.step, s == slice(1, 2, None), slice(1) != slice(2))
print(slice(-3, None).indices(5), slice(None, None, -1).indices(4), slice(10, -10, -3).indices(7))
print(list(range(10))[-10**30:10**30:3], slice(10**30, -10**30, -1).indices(3))
