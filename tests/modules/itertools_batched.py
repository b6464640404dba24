from itertools import batched
print(list(batched("abcdefg", 3)), list(batched([], 2)))
try: list(batched("abc", 2, strict=True))
except ValueError as e: print(e)
try: batched("a", 0)
except ValueError as e: print(e)
