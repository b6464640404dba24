import heapq

h = []
for v in (5, 3, 8, 1, 9, 2):
    heapq.heappush(h, v)
print(h)
print([heapq.heappop(h) for _ in range(len(h))])
a = [9, 7, 5, 3, 1, 8, 6]
heapq.heapify(a)
print(a, heapq.heapreplace(a, 4), heapq.heappushpop(a, 0), heapq.heappushpop(a, 10), a)
print(heapq.nlargest(3, [1, 8, 2, 23, 7, -4]), heapq.nsmallest(3, [1, 8, 2, 23, 7, -4]))
print(heapq.nsmallest(2, ["apple", "fig", "banana"], key=len), heapq.nlargest(1, [3, 1], key=lambda v: -v))
print(heapq.nlargest(10, range(4)), heapq.nsmallest(0, [1]), heapq.nsmallest(1, [], key=abs))
print(list(heapq.merge([1, 4, 7], [2, 5, 8], [3, 6, 9])), list(heapq.merge([7, 3], [9, 1], reverse=True)))
print(list(heapq.merge(["a", "ccc"], ["bb", "dddd"], key=len)))
try:
    heapq.heappop([])
except IndexError as e:
    print("IndexError")
