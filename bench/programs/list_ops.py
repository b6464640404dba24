# Lists: append, pop, insert, index, slices, nesting, sieve, matrix product.


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            flags[i * i :: i] = [False] * len(range(i * i, n + 1, i))
        i += 1
    return [i for i in range(n + 1) if flags[i]]


def bubble_sort(items):
    n = len(items)
    for i in range(n - 1):
        for j in range(n - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]


def matmul(a, b):
    n = len(a)
    result = []
    for i in range(n):
        row = []
        for j in range(n):
            s = 0
            for k in range(n):
                s += a[i][k] * b[k][j]
            row.append(s)
        result.append(row)
    return result


def josephus(n, k):
    people = list(range(n))
    at = 0
    while len(people) > 1:
        at = (at + k - 1) % len(people)
        people.pop(at)
    return people[0]


def josephus_formula(n, k):
    at = 0
    for i in range(2, n + 1):
        at = (at + k) % i
    return at


def main():
    primes = sieve(2000000)
    assert len(primes) == 148933 and primes[-1] == 1999993
    items = [i * 7919 % 1500 for i in range(1500)]
    bubble_sort(items)
    assert items == list(range(1500))
    n = 120
    a = [[i + j for j in range(n)] for i in range(n)]
    identity = [[1 if i == j else 0 for j in range(n)] for i in range(n)]
    assert matmul(a, identity) == a
    assert matmul(identity, a) == a
    assert josephus(30000, 7) == josephus_formula(30000, 7)
    stack = []
    for i in range(1000000):
        stack.append(i)
        if i & 1:
            stack.pop()
    assert len(stack) == 500000 and stack[-1] == 999998


main()
