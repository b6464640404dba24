# needs: full-level
# What libraries ask of objects to measure, copy, pickle and look into them.
import sys
class L(list): pass
print(sys.getsizeof([]) > 0, sys.getsizeof("a") > 0, sys.intern("ab" + "c") is sys.intern("abc"))
print(L([1]).__reduce__()[0] is not None, L([1]).__reduce_ex__(2)[0].__name__, L([1]).__getstate__())
print(sys._getframe().f_code.co_name, sys.getrecursionlimit() > 10, sys.getdefaultencoding(), sys.flags.optimize, sys.maxunicode)
# classes
class Root: pass
class Left(Root): pass
class Right(Root): pass
print([c.__name__ for c in Root.__subclasses__()], Left.__subclasses__(), type(Root.__dict__).__name__)
class Other: pass
class Moved(Other): pass
Moved.__bases__ = (Root,); print(Moved.__mro__ == (Moved, Root, object))
# traceback objects
def fail():
    return 1 / 0
try: fail()
except ZeroDivisionError as e:
    tb = e.__traceback__; print(tb.tb_lineno > 15, tb.tb_next.tb_next, tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_lineno > 15)
# functions
def f(a, b=1, *, c=2): return a, b, c
f.__defaults__ = (5,); f.__kwdefaults__ = {"c": 6}; print(f(0), f.__defaults__, f.__kwdefaults__, f.__closure__)
