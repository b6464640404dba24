# tuple: construction, operators, methods, hash, subclasses.
def error(f):
    try: f()
    except Exception as e: print(type(e).__name__)
    else: print("no error")
t = (1, 2, 3)
print((), (1,), t, tuple(), tuple("ab"), tuple([1]), tuple(t) is t, tuple([]) is tuple(""))
print(t + (4,), t * 2, 2 * t, t * 0, t * -1, t + () is t, len(t), 2 in t, 9 in t)
print(t[0], t[-1], t[1:], t[::-1]); error(lambda: t[3]); error(lambda: t["a"])
error(lambda: t + [1]); error(lambda: t * "a"); error(lambda: tuple(1)); error(lambda: tuple(1, 2)); error(lambda: tuple(x=1))
def store(): t[0] = 1
def delete(): del t[0]
error(store); error(delete)
print(t.count(2), t.index(3), (1, 1.0, True).count(1)); error(lambda: t.index(9)); error(lambda: t.index(1, 1))
print(t == (1, 2, 3), t != (1,), t < (1, 3), t <= t, (2,) > t, (1, 2) >= (1, 2), t == [1, 2, 3]); error(lambda: t < [1])
print(hash((1, "a", 2.5)) == hash((1, "a", 2.5)), hash(()) == hash(()), hash((1, 2)) != hash((2, 1)), {(1, 2): 3}[(1.0, 2)])
error(lambda: hash((1, [])))
l = []; u = (l,); l.append(u); print(u)
class T(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
s = T(1, 2); s.x = 1
print(s, s == (1, 2), (1, 2) == s, hash(s) == hash((1, 2)), type(s + ()) is tuple, type(s[:]) is tuple, type(s * 1) is tuple, s.x, isinstance(s, T))
a = (); b = (0,)
for i in range(20): a += (i,)
print(a, a[3:9:2], max(a), min(a), sum(a), any(()), all(()), any((0, 1)), all(b))
deep = ()
for i in range(100): deep = (deep,)
print(deep == deep, hash(deep) == hash(deep))
