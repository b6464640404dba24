# range: any ints, indexing, slicing, membership, equality, hash.
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
print(range(5), range(1, 5), range(1, 5, 2), range(0), list(range(5)), list(range(5, 0, -2)), list(range(3, 3)), list(range(0, 5, 10)))
error(lambda: range()); error(lambda: range(1, 2, 0)); error(lambda: range(1.0)); error(lambda: range("a")); error(lambda: range(1, 2, 3, 4))
r = range(3, 30, 4)
print(len(r), r[0], r[-1], r[2], r.start, r.stop, r.step, bool(r), bool(range(0)))
error(lambda: r[7]); error(lambda: r[-8]); error(lambda: r["a"]); error(lambda: setattr(r, "start", 1))
print(r[1:3], r[::-1], r[::2], r[-3:], r[5:2], range(4)[1:-2:2], range(10)[::-3])
print(3 in r, 4 in r, 27 in r, 31 in r, 7.0 in r, 7.5 in r, "a" in r, True in range(2), 10**40 in r, None in r)
print(range(3) == range(0, 3), range(0) == range(5, 5), range(0, 4, 2) == range(0, 3, 2), range(3) == [0, 1, 2], range(2) != range(3))
print(hash(range(3)) == hash(range(0, 3, 1)), {range(2): 1}[range(0, 2)])
print(r.count(7), r.count(8), r.index(11)); error(lambda: r.index(12)); error(lambda: r.append)
big = range(10**20, 10**20 + 10, 3)
print(list(big), len(big), big[1], big[-1], 10**20 + 3 in big, 10**20 + 1 in big, big.index(10**20 + 6), list(reversed(big)))
huge = range(0, 10**30, 7); error(lambda: len(huge)); print(huge[10**20], 7 * 10**20 in huge, bool(huge), huge[10**25:10**25 + 2], huge[-1])
down = range(10**20, 0, -10**19); print(list(down), down[-1], down[::-1])
print(list(reversed(range(5))), list(reversed(range(0, 10, 3))), list(reversed(range(0))), list(reversed(range(5, 0, -2))))
import sys
m = sys.maxsize
print(list(range(m - 2, m)) == [m - 2, m - 1], list(range(-m, -m + 2)) == [-m, -m + 1], range(-m, m)[-1] == m - 1, list(range(m, m + 2)) == [m, m + 1])
it = iter(range(3)); print(iter(it) is it, next(it), list(it), list(it))
for i in range(3):
    for j in range(i): print(i, j, end=" ")
print()
class I:
    def __index__(self): return 4
print(list(range(I())), range(10)[I()], sum(range(101)), max(range(5)), sorted(range(3, 0, -1)), [*range(3)], 2 in range(I()))
try:
    class R(range): pass
except TypeError: print("final")
