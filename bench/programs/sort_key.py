# Sorting: ints, floats, strings, tuples, objects by key, reversed, nearly sorted, with many equals.


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


class Person:
    def __init__(self, name, age):
        self.name = name
        self.age = age


def is_sorted(items):
    return all([items[i] <= items[i + 1] for i in range(len(items) - 1)])


def main():
    r = Random(42)
    n = 80000
    numbers = [r.below(1000000) for _ in range(n)]
    total = sum(numbers)
    a = sorted(numbers)
    assert is_sorted(a) and sum(a) == total
    a.sort(reverse=True)
    assert is_sorted(a[::-1])
    floats = sorted([x / 7.0 for x in numbers])
    assert is_sorted(floats)
    words = ["w" + str(x) for x in numbers[: n // 2]]
    assert is_sorted(sorted(words))
    people = [Person("p" + str(x), x % 90) for x in numbers]
    people.sort(key=lambda p: p.age)
    assert is_sorted([p.age for p in people])
    people.sort(key=lambda p: (p.age, p.name))
    assert is_sorted([(p.age, p.name) for p in people])
    pairs = sorted([(x % 100, i) for i, x in enumerate(numbers)], key=lambda p: p[0])
    assert is_sorted(pairs)  # stable: equal keys keep the order of their indices
    nearly = list(range(n))
    for i in range(0, n - 10, 100):
        nearly[i], nearly[i + 5] = nearly[i + 5], nearly[i]
    nearly.sort()
    assert nearly == list(range(n))
    assert sorted(range(n), key=lambda x: -x)[0] == n - 1
    nearest = min(numbers, key=lambda x: abs(x - 500000))
    assert abs(nearest - 500000) == min([abs(x - 500000) for x in numbers])


main()
