try:
    from micropython import const
except ImportError:
    const = lambda x: x
A = const(5)
B = const(A * 2 + 1)
C: int = const(1 << 10)
T = const((1, "a", (A, None)))
N = const(-A)
S = const("x" * 3)
print(A, B, C, T, N, S)
def uses():
    return A + B, [A for _ in range(A - 3)], {A: B}, A if A > 3 else B, -A, not A
print(uses())
def shadows(A, *B):
    return A, B
print(shadows(1, 2))
def local():
    A = 10
    A += 1
    return A
print(local(), A)
class K:
    LIMIT = const(7)
    def m(self): return LIMIT if False else self.LIMIT
    A = "class attribute"
    copy = A
print(K().m(), K.copy, K.A)
def folded():
    return 1 + 2 * 3, "a" + "b", (1, 2, (3, 4)), 7 // 2, 7 % 3, -7 // 2, 2 ** 10, 1 << 4, ~5, not 0, 5 and 6, 0 or 7, 1.5 * 2, "ab" * 2, 3 < 4
print(folded())
def kept_errors():
    out = []
    for f in (lambda: 1 // 0, lambda: 1 << -1, lambda: "a" + 1, lambda: 2.0 ** 100000):
        try: f()
        except Exception as e: out.append(type(e).__name__)
    return out
print(kept_errors())
print(1 == 1.0 == True, [type(x).__name__ for x in (1, 1.0, True, 0.0, -0.0, 0)], str(-0.0), str(0.0), (0.0, -0.0))
print((1, 1.0), (1.0, 1), (True, 1), (1, (2, 3.0)), (1, (2, 3)))
def same():
    return (1, 2), (1, 2)
print(same()[0] is same()[0], same() is same())
if 0: print("never")
elif 1: print("folded elif")
else: print("never")
while 0: print("never")
else: print("while else")
while 1:
    print("once")
    break
print(__debug__, "debug" if __debug__ else "optimised")
print(1000000000000000000000 + 1, 0xffffffffffffffff & 0xff, -(2 ** 62), 2 ** 64 - 1)
B = 3
print(B)
