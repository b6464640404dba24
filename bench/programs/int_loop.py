# Small-integer arithmetic in for and while loops.


def sum_of_remainders(n):
    s = 0
    for i in range(n):
        s = s + i % 7
    return s


def collatz_steps(limit):
    longest = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def main():
    n = 5000000
    assert sum_of_remainders(n) == n // 7 * 21 + sum(range(n % 7))
    assert collatz_steps(20000) == 278


for _ in range(2):
    main()
