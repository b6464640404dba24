def f(*a): return a
def g(*a, **k): return a, k
def h(**k): return k
def s(i): return "s" + str(i)
print(f(s(1), s(2), s(3), s(4), s(5), s(6), s(7), s(8), s(9), s(10), s(11), s(12)))
print(g(s(1), s(2), s(3), s(4), s(5), s(6), s(7), s(8), s(9), a=s(10), b=s(11), c=s(12)))
print(h(z=s(1), y=s(2), x=s(3), w=s(4), v=s(5), u=s(6), a=s(10), b=s(11), c=s(12)))
class A:
    def __init__(self, *a, **k): self.a = a, k
    def m(self, *a, **k): return a, k
print(A(s(1), s(2), s(3), s(4), s(5), s(6), s(7), a=s(8), b=s(9)).a)
m = A().m
print(m(s(1), s(2), s(3), s(4), s(5), s(6), s(7), a=s(8), b=s(9)))
print(f(*[s(i) for i in range(20)]), g(*[s(1), s(2)], **{s(i): s(i) for i in range(9)}))
print(m(*[s(i) for i in range(20)], **{s(i): s(i) for i in range(9)}))


# Arguments of C functions must outlive the Python code those call.
class Source:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        return iter([str(x) * 2 for x in self.items])

    def __repr__(self):
        return "|".join(str(i) + s(i) for i in self.items)


def lists():
    return [Source(1, 2, 3), Source(4, 5, 6), Source(7, 8), [s(1), s(2), s(3)]]


print(list(zip(*lists())))
print(*lists()[:3], **{"sep": s(5), "end": s(6) + "\n"})
print(max(*[Source(i) for i in range(5)], key=lambda x: len(repr([repr(x)] * 5))))
print(list(map(*[lambda a, b: a + b, Source(1, 2), Source(3, 4)])))
print("{} {} {k}".format(*lists()[:2], **{"k": Source(9)}))


class Plain:
    pass


print(type(Plain(*[])).__name__, dict(*[[(1, 2)]], **{"x": 3}), sorted(*[[3, 1, 2]], **{"reverse": True}))
print((lambda a, b=2, *c, d, e=5, **f: (a, b, c, d, e, f))(*(s(1),), **{"d": s(2), "g": s(3)}))
