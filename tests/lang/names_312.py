# Comprehensions in class bodies and nested quotes in f-strings.
class C:
    n = 2
    rows = [[i * j for j in range(2)] for i in range(n)]
print(C.rows)
d = {"k": 1}
print(f"{d["k"]}{"nested " + f"{d["k"] + 1}"}")
print(f"{
    d["k"]  # comment
}")
