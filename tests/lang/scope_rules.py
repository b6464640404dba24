# Names: local, global, nonlocal, class scopes, deletion.
x = "global x"
def outer():
    x = "outer x"
    def reader():
        return x
    def writer(v):
        nonlocal x
        x = v
    def globe():
        global x
        old = x
        x = "changed global"
        return old
    print(reader(), globe())
    writer("rewritten")
    print(reader(), x)
outer()
print(x)

class C:
    x = "class x"
    y = x + "!"
    def method(self):
        return x
    items = [x for _ in range(2)]
    def default(self, v=x):
        return v
print(C.y, C().method(), C.items, C().default())

def shadowing():
    class Inner:
        nonlocal_seen = len("abc")
        def f(self):
            return nonlocal_seen
    nonlocal_seen = "outer variable"
    return Inner().f(), Inner.nonlocal_seen
print(shadowing())

def class_sees_function_variable():
    v = 1
    class A:
        w = v + 1
        def get(self):
            return v
    v = 5
    return A.w, A().get()
print(class_sees_function_variable())

def class_rebinds_outer():
    n = 1
    class A:
        nonlocal n
        n = 2
    return n, hasattr(A, "n")
print(class_rebinds_outer())

def unbound():
    try:
        print(late)
    except UnboundLocalError:
        print("unbound")
    late = 1
    del late
    try:
        late
    except NameError as e:
        print("deleted", type(e).__name__)
    try:
        del late
    except NameError:
        print("deleted twice")
unbound()

def maybe(flag):
    if flag:
        value = "set"
    try:
        return value
    except UnboundLocalError:
        return "unset"
print(maybe(True), maybe(False))

def loops(n):
    for i in range(n):
        last = i
    try:
        return i, last
    except UnboundLocalError:
        return "no rounds"
print(loops(3), loops(0))

def cell_deleted():
    v = 1
    def inner():
        return v
    r = inner()
    del v
    try:
        inner()
    except NameError:
        return r, "gone"
print(cell_deleted())

def free_deleted():
    v = 1
    def kill():
        nonlocal v
        del v
    kill()
    try:
        return v
    except UnboundLocalError:
        return "killed"
print(free_deleted())

g = 1
del g
try:
    g
except NameError:
    print("global deleted")
try:
    del g
except NameError:
    print("global deleted twice")

def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
a, b = counter(), counter()
print(a(), a(), a(10), b())

def three():
    v = []
    def two():
        def one():
            v.append(1)
            return v
        return one
    return two()()
print(three())

def params(a, b=2, *args, c, d=4, **kw):
    def f():
        return a, b, args, c, d, kw
    a += 1
    return f()
print(params(1, c=3), params(1, 2, 3, c=4, e=5))

def except_name():
    e = "before"
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError:
        print("e is unbound")
except_name()

def closures_in_loop():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]
print(closures_in_loop())
print([f() for f in [lambda i=i: i for i in range(3)]])

def global_in_nested():
    global made_here
    def inner():
        return made_here
    made_here = 7
    return inner()
print(global_in_nested(), made_here)

class Meta(type):
    def __call__(cls, *a):
        return super().__call__(*a)
class WithSuper(metaclass=Meta):
    def __init__(self, v):
        self.v = v
    def who(self):
        return __class__.__name__
class Sub(WithSuper):
    def __init__(self, v):
        super().__init__(v + 1)
    def who(self):
        return [super(Sub, self).who() for _ in range(1)][0] + "/" + super().who()
print(Sub(1).v, Sub(1).who())
print(outer.__qualname__, C.method.__qualname__, Sub.__qualname__, counter().__qualname__)
