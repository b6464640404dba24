# needs: full-level
# What libraries ask of objects to measure, copy and pickle them.
import sys
class L(list): pass
print(sys.getsizeof([]) > 0, sys.getsizeof("a") > 0, sys.intern("ab" + "c") is sys.intern("abc"))
print(L([1]).__reduce__()[0] is not None, L([1]).__reduce_ex__(2)[0].__name__, L([1]).__getstate__())
print(sys._getframe().f_code.co_name, sys.getrecursionlimit() > 10, sys.getdefaultencoding(), sys.flags.optimize, sys.maxunicode)
