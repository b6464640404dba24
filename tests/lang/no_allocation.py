# Operations that must work with the heap locked.
import micropython, gc
lock, unlock = micropython.heap_lock, micropython.heap_unlock
class A:
    cls = 5
    def __init__(self): self.x = 1; self.y = 2
    def m(self, a=1, *, k=2): return a
    def get(self): return self.x
    def put(self, v): self.x = v
    def __call__(self, a=0, b=0, c=0): return a
    def __len__(self): return 3
    def __eq__(self, o): return True
    def __lt__(self, o): return True
    def __bool__(self): return True
    def __getitem__(self, i): return i
    def __contains__(self, i): return True
    def __add__(self, o): return 7
    def __iter__(self): return self.it
    @property
    def p(self): return self.x
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls, a): return a
class B(A):
    def m(self, a=1): return super().m(a)
    def get(self): return super().get()
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise STOP
        return self.n
STOP = StopIteration()
a, b = A(), B()
lst = [1, 2, 3]; tup = (1, 2, 3); dct = {"a": 1, 2: 3}; st = {1, 2, 3}; fs = frozenset(st); by = b"abc"; ba = bytearray(b"abcdef"); mv = memoryview(ba); s = "abc"
import array
arr = array.array("i", [1, 2, 3])
g = 1
def f0(): return 1
def f2(x, y=2): return x
def fk(x, *, k=1): return k
def closure():
    v = 5
    def inner(): return v
    return inner
inner = closure()
bound = a.m
e = ValueError("preallocated")
def gen():
    yield 1
    yield 2
def gen_from(it):
    yield from it
def gen_loop(n):
    for i in range(n): yield i
def chk(name, f, *args):
    gc.collect()
    f(*args)
    lock()
    try:
        f(*args)
        ok = True
    except MemoryError:
        ok = False
    unlock()
    print(name, "ok" if ok else "ALLOCATES")
def calls():
    f0(); f2(1); f2(1, 3); f2(1, y=3); f2(x=1, y=2); fk(1); fk(1, k=3); inner(); bound(3); a.m(); a.m(1, k=3); a.get(); a.put(4); a(); a(1); a(1, 2); a(1, 2, 3); a.s(1); a.c(1); A.s(1); A.c(2); a.p; A.get(a)
def supers(): b.m(3); b.get()
def arith():
    x = 5; y = x + 3 - 2 * 7 // 2 % 5; y = x << 3 | 1 & 7 ^ 2; y = -x; y = ~x; x += 1; x < y; x == y; x >= 3; x ** 2; not x; x and y; x if y else 3; 100000 * 1000
def constants(): x = (1, 2, (3, "a")); y = b"bytes"; z = "str"; w = 12345; v = None; u = ...; return x
def stores():
    global g
    g = 2; a.x = 5; lst[0] = 9; dct["a"] = 5; dct[2] = 1; ba[0] = 65; arr[1] = 7; mv[2] = 66; lst[-1] = 3
def loops():
    for x in range(5): pass
    for x in lst: pass
    for x in tup: pass
    for x in dct: pass
    for x in st: pass
    for x in fs: pass
    for x in by: pass
    for x in ba: pass
    for x in arr: pass
    for x in range(3, 0, -1): pass
    while x != "": x = ""
def membership(): 2 in lst; 2 in tup; "a" in dct; 2 in st; 2 in fs; 97 in by; 97 in ba; 2 in arr; 2 in rng; "b" in s; b"b" in by; 7 in lst; 9 not in tup
def unpacking(): x, y, z = tup; x, y, z = lst; x, (y, z) = nested; x, y = y, x
nested = (1, (2, 3)); rng = range(5); rng40 = 40; int_str = (int, str)
def builtins(): all(tup); any(tup); min(tup); max(tup); sum(tup); len(lst); len(s); isinstance(a, A); isinstance(1, int_str); hasattr(a, "x"); getattr(a, "x"); setattr(a, "x", 1); callable(a); abs(-5); ord("a"); bool(a); int(5); min(1, 2); max(3, 4); type(a); issubclass(B, A); divmod
def attributes(): a.x; a.cls; A.cls; micropython.heap_lock; a.x = 3; del dct2["k"]; dct2["k"] = 1
dct2 = {"k": 1}
def specials(): len(a); a == a; a < a; bool(a); a[3]; 5 in a; a + 1
def slices(): ba[0:2] = b"xy"; mv[1:3] = b"zw"; ba[2:4] = by2
by2 = b"qq"; two = bytearray(b"ab")
def strings(): "" + s; s + ""; b"" + by; s.replace("q", "z"); s.strip(); s == "abc"; s != "x"; s < "b"; s.startswith("a"); s.endswith("c"); s.find("b"); s.index("c"); s.count("a"); s is s; s.isdigit(); by.find(b"b"); str(s)
def raising():
    try: raise e
    except ValueError: pass
    try:
        try: raise e
        finally: pass
    except ValueError as err: pass
    try:
        raise_it()
    except errors: pass
errors = (KeyError, ValueError)
def raise_it(): raise e
def from_bytes(): int.from_bytes(by, "big"); int.from_bytes(two, "little"); int.from_bytes(b"\0\0\0\0\0\0\0\0\0\0\0\1", "big")
def prints(): print(1, -5, "text", end=" "); print((1, "a", (2, 3)), None, True, sep=" ")
def list_methods(): lst.append(1); lst.pop(); lst.index(2); lst.count(1); lst.reverse(); lst.sort(); lst.reverse(); dct.get("a"); dct.get("zz"); st.add(1); st.discard(99); len(st); ba.append(1); del ba[-1]; dct.pop("zz", None); dct.setdefault("a", 1)
def compare(): tup == (1, 2, 3); lst == lst; tup < tup; (1, 2) == (1, 3); None is None; 1 == "a"; by == ba; st == st; 1.5 == 1.5
def globals_(): len; print; A; f0
chk("calls", calls); chk("supers", supers); chk("arith", arith); chk("constants", constants); chk("stores", stores); chk("loops", loops); chk("membership", membership); chk("unpacking", unpacking); chk("builtins", builtins); chk("attributes", attributes); chk("specials", specials); chk("slices", slices); chk("strings", strings); chk("raising", raising); chk("from_bytes", from_bytes); chk("prints", prints); chk("list_methods", list_methods); chk("compare", compare); chk("globals", globals_)
# existing generators and user iterators
gens = [gen_loop(10), gen_from(gen_loop(10)), gen_from(It()), gen_from([1, 2, 3, 4, 5]), gen_loop(5)]
for x in gens: next(x)
it = It(); it2 = It(); holder = A(); holder.it = it2
lock()
try:
    r = 0
    for x in gens[0]: r += x
    for i in range(4): r += next(gens[1])
    for i in range(1): r += next(gens[2])
    r += next(gens[3]); r += gens[4].send(None)
    for x in it: r += x
    for x in holder: r += x
    r += 2 in gens[1]
    result = r
except MemoryError:
    result = "ALLOCATES"
unlock()
print("generators", result)
# float arithmetic where floats are immediate
def floats():
    x = 1.5; y = x * 2.0 + 1 - 0.5 / 3; z = -y; w = x < y; v = abs(x); u = int(x); t = x // 1.0; r = x ** 2; q = float(3); p = x == 1.5; x += 1; round(x); max(x, y); x > 3
    for i in range(10): x = x * 0.5 + i
import sys
if sys.maxsize > 2**32: # elsewhere floats may be objects
    chk("floats", floats)
else:
    print("floats ok")
# what fails does so cleanly
many = tuple(range(64))
def attempt(name, f):
    error = None
    lock()
    try:
        f()
    except MemoryError as m:
        error = m
    unlock()
    print(name, error)
big = [1] * 8
copy = list(big); cba = bytearray(b"12345678"); cd = {i: i for i in range(8)}; cs = set(range(8))
attempt("list", lambda: [1, 2, f0()]); attempt("tuple", lambda: (f0(), 1)); attempt("dict", lambda: {f0(): 1}); attempt("set", lambda: {f0()}); attempt("closure", lambda: closure()); attempt("str", lambda: s + "x"); attempt("bytes", lambda: by + b"x"); attempt("instance", lambda: A()); attempt("slice", lambda: lst[0:2]); attempt("bigint", lambda: 10 ** rng40); attempt("view", lambda: memoryview(by)); attempt("keys", lambda: dct.keys()); attempt("comprehension", lambda: [x for x in tup]); attempt("compile", lambda: compile("x = 1", "f", "exec")); attempt("eval", lambda: eval("1 + 1")); attempt("format", lambda: "%d" % 5); attempt("bytearray", lambda: bytearray(100)); attempt("genexp", lambda: (x for x in tup)); attempt("generator", lambda: gen()); attempt("bound", lambda: [a.m])
def grow_list():
    while True: big.append(2)
def grow_ba():
    while True: cba.extend(b"12345678")
def grow_d():
    i = 100
    while True: i += 1; cd[i] = i
def grow_s():
    i = 100
    while True: i += 1; cs.add(i)
for name, f in (("grow list", grow_list), ("grow bytearray", grow_ba), ("grow dict", grow_d), ("grow set", grow_s), ("slice growth", lambda: cba.__setitem__(slice(0, 0), b"x" * 1000) if False else big.extend(range(100)))):
    attempt(name, f)
print(big[:8] == copy, set(big[8:]) <= {2}, bytes(cba[:8]), all(k == v for k, v in cd.items()), len(cs) == len(list(cs)))
big.append(3); cba.append(3); cd["new"] = 1; cs.add("new"); print(big[-1], cba[-1], cd["new"], "new" in cs)
lock()
try:
    raise ValueError("new while locked")
except ValueError as v:
    kept = v
unlock()
print(type(kept).__name__, kept.args)
lock()
try:
    raise ValueError(*many)
except ValueError as v:
    kept = v
unlock()
print(type(kept).__name__, kept.args)
lock(); lock(); print(unlock(), micropython.heap_locked(), unlock())
