# needs: full-level
# What super objects and iterators say about themselves on hosts.
class A: pass
class B(A):
    def rep(self): return super().__thisclass__ is B, super().__self__ is self
print(B().rep())
print([].__iter__().__length_hint__(), {1, 2}.__iter__().__length_hint__(), reversed([1]).__length_hint__())
print(object().__lt__(1), object.__subclasshook__(int))
