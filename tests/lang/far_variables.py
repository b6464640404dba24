# Functions with more locals than there are registers; long displays; many parameters; nesting.
n = 300
src = "def f():\n" + "".join(f"    v{i} = {i}\n" for i in range(n)) + "    return " + " + ".join(f"v{i}" for i in range(n)) + "\n"
exec(src)
print(f() == sum(range(n)))
src = ("def g():\n" + "".join(f"    v{i} = {i}\n" for i in range(n)) +
       "    def inner():\n        nonlocal v299\n        v299 += v0 + v250\n        return v299\n    r = inner()\n"
       "    del v260\n    try:\n        v260\n    except NameError:\n        r = (r, 'unset')\n"
       "    for v270 in range(3): v271 += v270\n    v272, v273 = v273, v272\n"
       "    return r, v299, v270, v271, v272, v273, [v280 for v280 in range(2)], v280\n")
exec(src)
print(g())
src = "def h(" + ", ".join(f"p{i}" for i in range(250)) + ", *, k=5):\n    return p0, p199, p200, p249, k, (lambda: p240)()\n"
exec(src)
print(h(*range(250)), h(*range(250), k=6))
src = "def y():\n" + "".join(f"    v{i} = {i}\n" for i in range(n)) + "    yield v299\n    v299 += 1\n    yield v299 + v0\n"
exec(src)
print(list(y()))
print(sum(eval("[" + ",".join(str(i) for i in range(500)) + "]")) == sum(range(500)))
k = "x"
d = eval("{" + ",".join(f"k+'{i}': {i}" for i in range(100)) + "}")
print(len(d), d["x99"])
s = eval("{" + ",".join(f"k+'{i}'" for i in range(100)) + "}")
print(len(s))
t = eval("(" + ",".join(f"k+'{i}'" for i in range(100)) + ")")
print(len(t), type(t).__name__)
print(eval("+".join(["1"] * 500)), eval("(" * 60 + "1" + ")" * 60), eval("-" * 50 + "1"))
print(eval("k" + ".strip()" * 100))
one = 1
print(eval("+".join(["one"] * 500)))
print(eval("(one+" * 60 + "one" + ")" * 60))
print(len(eval("f'" + "{one}" * 100 + "'")))
def call(*a, **kw): return len(a), len(kw)
print(eval("call(" + ",".join(["one"] * 300) + ")"), eval("call(" + ",".join(f"k{i}=one" for i in range(150)) + ")"))
