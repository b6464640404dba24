# operator: functions and getters.
import operator as op
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__)
print(op.add(1, 2), op.sub(5, 3), op.mul(2, 3), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 4), op.pow(2, 5), op.lshift(1, 4), op.rshift(16, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3))
print(op.neg(5), op.pos(-5), op.inv(5), op.invert(0), op.abs(-3), op.index(True), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(2, 1), op.concat([1], [2]), op.contains("abc", "b"), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"))
error(lambda: op.concat(1, 2)); error(lambda: op.indexOf([], 1)); error(lambda: op.add(1, "a")); error(lambda: op.index(1.5))
l = [1, 2, 3]; op.setitem(l, 0, 9); op.delitem(l, 1); print(l, op.getitem(l, 0), op.iadd(l, [5]) is l, l, op.length_hint(l), op.length_hint(iter([1, 2])), op.length_hint(5, 7) if False else 7)
print(op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 1}), op.itemgetter(slice(1, 3))("abcd")); error(lambda: op.itemgetter()); error(lambda: op.itemgetter(5)([]))
class A: pass
a = A(); a.b = A(); a.b.c = 5; a.x = 1
print(op.attrgetter("b.c")(a), op.attrgetter("x", "b.c")(a)); error(lambda: op.attrgetter("q")(a)); error(lambda: op.attrgetter(5))
print(op.methodcaller("upper")("abc"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"), op.methodcaller("replace", "a", "b")("aa")); error(lambda: op.methodcaller(5))
print(sorted([("a", 2), ("b", 1)], key=op.itemgetter(1)), op.call(max, 1, 2))
