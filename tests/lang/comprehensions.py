print([x * x for x in range(5)])
print([x for x in range(20) if x % 2 if x % 3])
print([(x, y) for x in range(3) for y in range(x)])
print({x % 3 for x in range(10)} == {0, 1, 2})
print({k: v for k, v in zip("abc", range(3))})
print(sorted({k: v for v, k in enumerate("xyz")}.items()))
x = "untouched"
[x for x in range(3)]
print(x)
print([[y for y in range(x)] for x in range(3)])
print([a + b for a, b in [(1, 2), (3, 4)]])
print([a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]])
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
def nested():
    k = 10
    return [lambda: i + k for i in range(2)][1]()
print(nested())
def each_has_own():
    def make(n):
        return [lambda: j for j in range(n)]
    p, q = make(2), make(5)
    return p[0](), q[0]()
print(each_has_own())
g = (x * 2 for x in range(3))
print(next(g), list(g), sum(x for x in range(10)))
print([last := y for y in range(4)], last)
def walrus():
    total = 0
    r = [total := total + v for v in range(5)]
    return r, total
print(walrus())
def walrus_in_genexpr():
    any((seen := v) > 2 for v in range(10))
    return seen
print(walrus_in_genexpr())
print([y for x in range(4) for y in [x * x] if y])
print([z for x in [[1, 2], [3]] for y in [x] for z in y])
class K:
    n = 3
    first_only = [i for i in range(n)]
    lam = [lambda: i for i in range(2)][0]()
print(K.first_only, K.lam, hasattr(K, "i"))
def order():
    log = []
    def t(v):
        log.append(v)
        return v
    {t(i): t(i * 10) for i in range(2)}
    {t(5): t(6)}
    return log
print(order())
def unset():
    try:
        return [y for x in range(3) if y or True for y in range(2)]
    except UnboundLocalError:
        return "unset variable"
print(unset())
def outer_var_in_condition(limit):
    return [v for v in range(10) if v < limit]
print(outer_var_in_condition(4))
def cond_assigned(n):
    res = [v for v in range(n)]
    v = 5
    return res, v
print(cond_assigned(2))
print([[(i, j, k) for i in range(2)] for j in range(2) for k in range(2) if j != k])
print(len([0 for a in range(7) for b in range(7) for c in range(7)]))
print(list(x for x in [1, 2, 3] if x != 2), tuple(c for c in "ab"))
def gen_closure():
    n = 3
    it = (n + i for i in range(3))
    n = 100
    return list(it)
print(gen_closure())
print([f"{x}{y}" for x in "ab" for y in "cd"])
print([i for i in range(5) if (i > 1 and i < 4) or i == 0])
print([not i for i in range(2)], [i if i else None for i in range(2)])
