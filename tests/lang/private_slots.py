# needs: full-level
# Private names in __slots__, seen from inside and outside of the class.
class A:
    __slots__ = ("__x", "_A__y", "z")

    def __init__(self):
        self.__x = 1
        self.__y = 2

    def get(self):
        return self.__x, self.__y


a = A()
print(a.get(), a._A__x, a._A__y)
a._A__x = 5
print(a.get())
try:
    a._A__w = 1
except AttributeError:
    print("AttributeError")
