class Shape:
    n_sides = 0

    def __init__(self, name, *sizes, **options):
        self.name = name
        self.sizes = sizes
        for key in options:
            setattr(self, key, options[key])

    def __repr__(self):
        return "<%s %r>" % (self.name, self.sizes)

    def __eq__(self, other):
        return self.sizes == other.sizes

    def __hash__(self):
        return hash(self.sizes)

    def __getattr__(self, name):
        if name.startswith("is_"):
            return lambda: name
        raise AttributeError(name)

    @property
    def area(self):
        return self.sizes[0] * self.sizes[1]

    @classmethod
    def unit(cls):
        return cls("unit", 1, 1)

    @staticmethod
    def kinds():
        return ["square", "circle"]


class Square(Shape):
    __slots__ = ()
    n_sides = 4

    def __init__(self, size):
        super().__init__("square", size, size, colour="red", weight=3.5)

    def __del__(self):
        pass


class Mixed(Square, dict):
    def __init__(self, size):
        Square.__init__(self, size)
        self["size"] = size


s = Square(3)
print(s, s.area, s.colour, s.weight, s.is_big())
print(Shape.unit(), Shape.kinds())
m = Mixed(4)
print(m["size"], m.area, len(m), isinstance(m, Square), Mixed.__mro__[1].__name__)
for i in range(10):
    setattr(m, "attribute_%d" % i, i)
print(sorted(m.__dict__)[:4], {s: 1, Square(3): 2}[Square(3)])
try:
    s.missing
except AttributeError as e:
    print("AttributeError", e)
del m.attribute_3
print(hasattr(m, "attribute_3"), hasattr(m, "attribute_4"))
D = type("D", (Shape,), {"n_sides": 9})
print(D("d", 1).n_sides)
