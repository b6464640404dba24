# if, while, for, break, continue, else, assert, conditional expressions, chained comparison, walrus.
def classify(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    else:
        return "positive"


print([classify(n) for n in (-3, 0, 9)])

i = 0
while i < 10:
    i += 1
    if i == 3:
        continue
    if i == 6:
        break
    print("round", i)
else:
    print("not reached")

while i > 4:
    i -= 1
else:
    print("else of while", i)

for n in range(2, 30):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=" ")
print()

for x in range(10, 0, -3):
    print(x, end=",")
print()
for x in []:
    pass
else:
    print("else of for")

print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 0 != 5)
print("yes" if 0 else "no", 0 or "or", 1 and "and", not 1, not 0, None or 0 or [])
if (n := len("walrus")) > 3 and n:
    print("walrus", n)
total = 0
while (total := total + 3) < 10:
    pass
print(total)
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print("assert", e)
assert True
del total
try:
    total
except NameError:
    print("deleted")
a, b = 1, 2
a, b = b, a
print(a, b)
x = y = [1]
x.append(2)
print(y, x is y, x is not None)
print([1, 2] in [[1, 2]], 3 not in (1, 2), "b" in "abc", 5 in range(10))
a, *b, c = range(6)
print(a, b, c)
(a, b), [c, *d] = (1, 2), "xyz"
print(a, b, c, d)
for k, (v, w) in [(1, (2, 3)), (4, (5, 6))]:
    print(k, v, w)
global_value = 1


def change():
    global global_value
    global_value += 1
    return global_value


print(change(), change(), global_value)
if True: pass; print("same line")
x = 7
x += 1; x -= 2; x *= 3; x //= 2; x %= 5; x <<= 3; x |= 1; x ^= 3; x &= 0xff; x >>= 1; x **= 2
print(x)
