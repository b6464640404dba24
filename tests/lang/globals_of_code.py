# One code object, several functions with different globals; objects that take the place of dead ones.
def f():
    return v
v = "mine"
for i in range(10):
    f()
g = type(f)(f.__code__, {"v": "other"})
print(f(), g(), f(), g())
v = "changed"
print(f(), g())
c = compile("def h(): return w\ndef s():\n  global w\n  w = w + '!'\ndef b(): return len([1])\nclass K:\n  def m(self): return w", "x", "exec")
import sys
Module = type(sys)
modules = [Module("m%d" % i) for i in range(3)]
for m in modules:
    m.w = m.__name__
    exec(c, m.__dict__)
for i in range(10):
    for m in modules:
        m.h(), m.b(), m.K().m()
    modules[0].s()
modules[1].len = lambda x: "own len"
print([(m.h(), m.b(), m.K().m()) for m in modules])
for m in modules:
    m.s()
print([m.w for m in modules])
# functions made again and again, of one code
def make(n):
    def inner():
        return n, v
    return inner
print([make(i)() for i in range(12)][-1])
# classes and shapes that die and are replaced, seen by the same code
import gc
def read(o):
    return o.x
def write(o, value):
    o.y = value
    return o.y
def call(o):
    return o.m()
def attribute(c):
    return c.k
total = 0
for i in range(300):
    if i % 3 == 0:
        class A:
            k = 1
            def __init__(self):
                self.x = 1
            def m(self):
                return 10
    elif i % 3 == 1:
        class A:
            k = 2
            def __init__(self):
                self.a = self.b = self.x = 2
            def m(self):
                return 20
    else:
        A = type("A", (), {"k": 3, "x": 3, "m": lambda self: 30})
    o = A()
    for j in range(5):
        total += read(o) + write(o, i % 7) + call(o) + attribute(A)
    if i % 4 == 0:
        del o.y
        total += read(o) + write(o, 5) + len(o.__dict__)
    if i % 10 == 0:
        gc.collect()
print(total)
