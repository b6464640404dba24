"""A minute's tour: what this Python does, in programs of a few lines."""
import sys
import time


def primes(limit):
    """Sieve of Eratosthenes."""
    sieve = bytearray([1]) * (limit + 1)
    for n in range(2, int(limit**0.5) + 1):
        if sieve[n]:
            for multiple in range(n * n, limit + 1, n):
                sieve[multiple] = 0
    return [n for n in range(2, limit + 1) if sieve[n]]


def mandelbrot(width=64, height=20):
    for row in range(height):
        line = ""
        for column in range(width):
            c = complex(-2.2 + 3.0 * column / width, -1.2 + 2.4 * row / height)
            z = 0j
            rounds = 0
            while abs(z) < 2 and rounds < 30:
                z = z * z + c
                rounds += 1
            line += " .:-=+*#%@"[rounds // 3 if rounds < 30 else 9]
        print(line)


def describe(point):
    match point:
        case (0, 0):
            return "the origin"
        case (x, 0) | (0, x):
            return f"on an axis, {x} away"
        case (x, y) if x == y:
            return f"on the diagonal at {x}"
        case _:
            return f"somewhere at {point!r}"


start = time.ticks_us() if hasattr(time, "ticks_us") else 0
print(sys.version)
print(f"{len(primes(200_000))} primes below 200 000; the last: {primes(200_000)[-3:]}")
print("2**200 =", 2**200)
for point in [(0, 0), (3, 0), (2, 2), (1, 5)]:
    print(f"{point}: {describe(point)}")
mandelbrot()
if start:
    print(f"all of that took {time.ticks_diff(time.ticks_us(), start) / 1000:.1f} ms")
