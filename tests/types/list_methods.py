# Methods of list, their edges and their errors.
def error(f, *args, **kw):
    try:
        f(*args, **kw)
    except Exception as e:
        print(type(e).__name__)
    else:
        print("no error")

l = [1, 2, 3]
l.append(4); print(l)
l.extend((5, 6)); print(l)
l.extend(x * x for x in range(3)); print(l)
l.extend(l); print(len(l), l)
l.insert(0, "a"); l.insert(100, "z"); l.insert(-1, "y"); l.insert(-100, "b"); print(l)
print(l.pop(), l.pop(0), l.pop(-1), l)
l.remove(3); print(l)
print(l.index(2), l.index(0, 4), l.index(5, -100, 100), l.count(1), l.count("q"))
error(l.index, 99); error(l.index, 1, 3, 4); error(l.remove, 99)
error(l.pop, 100); error([].pop); error(l.pop, "x"); error(l.insert, "x", 1)
l.reverse(); print(l)
c = l.copy(); c.append(1); print(len(c) - len(l), c is l)
l.clear(); print(l, bool(l), bool(c))
l.append(l); print(l)
l.append([l]); print(l)
print([] + [1], [1, 2] * 2, 3 * [0], [1] * 0, [1] * -5)
error(lambda: [1] + (2,)); error(lambda: [1] * 1.5); error(lambda: [1] - [1])
m = [1]; n = m; m += (2,); m += "ab"; m *= 2; print(m, n is m)
error(lambda: [1].extend(5)); error(lambda: hash([])); error(list, 1, 2); error(list, 5); error(list, a=1)
print(list(), list("abc"), list(range(4)), list({1: 2}), list((1, 2)))
print([1, 2] == [1, 2], [1, 2] != [1, 3], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 5], [] <= [], [1, 2] >= [1, 2, 3])
print([1] == (1,), [1] != (1,))
error(lambda: [1] < (1,)); error(lambda: [1] < ["a"])
nan = float("nan"); print([nan] == [nan], nan in [nan], [nan].count(nan), [nan].index(nan))
a = [0, 1, 2, 3]
print(a[0], a[-1], a[True]); error(lambda: a[4]); error(lambda: a[-5]); error(lambda: a["x"]); error(lambda: a[1.0])
a[1] = "x"; a[-1] = "y"; print(a); del a[0]; del a[-1]; print(a)
def bad(): a[7] = 1
error(bad)
class I:
    def __index__(self): return 1
a = [10, 20, 30]; print(a[I()], a[I():], a * I(), I() * a); a[I()] = 5; print(a)
class L(list): pass
s = L([1, 2]); s.x = 5
print(s, s.x, type(s + [1]) is list, type(s * 2) is list, type(s[:]) is list, s == [1, 2], isinstance(s, list), L() == [])
class E:
    def __eq__(self, o): big.clear(); return False
big = [E() for i in range(5)]; print(1 in big, big)
print(2 in [1, 2], 5 not in [1, 2])
big = list(range(1000))
while big: big.pop(); big.pop(0)
print(big)
