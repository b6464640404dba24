import bisect

a = [1, 2, 2, 2, 5, 9]
for x in (0, 1, 2, 3, 9, 10):
    print(x, bisect.bisect(a, x), bisect.bisect_left(a, x), bisect.bisect_right(a, x))
print(bisect.bisect_left(a, 2, 2), bisect.bisect_left(a, 2, 0, 2), bisect.bisect_right(a, 2, lo=1, hi=3))
bisect.insort(a, 3)
bisect.insort_left(a, 2)
bisect.insort_right(a, 5)
print(a)
words = ["fig", "apple", "banana"]
words.sort(key=len)
print(bisect.bisect(words, 5, key=len))
bisect.insort(words, "kiwi", key=len)
print(words)
try:
    bisect.bisect(a, 1, -1)
except ValueError as e:
    print(e)
print("".join("FDCBA"[bisect.bisect([60, 70, 80, 90], s)] for s in (33, 99, 77, 70, 89, 90, 100)))
