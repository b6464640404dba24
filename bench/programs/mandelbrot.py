# The Mandelbrot set: float loops with an early exit, and the same with complex numbers.


def row_of(y, width, limit):
    out = bytearray()
    for px in range(width):
        cr = 3.0 * px / width - 2.0
        x = z = 0.0
        n = 0
        while n < limit:
            x2 = x * x
            z2 = z * z
            if x2 + z2 > 4.0:
                break
            z = 2.0 * x * z + y
            x = x2 - z2 + cr
            n += 1
        out.append(n & 0xFF)
    return out


def inside_complex(c, limit):
    z = 0j
    for _ in range(limit):
        z = z * z + c
        if z.real * z.real + z.imag * z.imag > 4.0:
            return False
    return True


def main():
    height, width, limit = 260, 360, 120
    rows = [row_of(2.4 * py / height - 1.2, width, limit) for py in range(height)]
    inside = sum([row.count(bytes([limit])) for row in rows])
    area = inside * (3.0 / width) * (2.4 / height)
    assert abs(area - 1.53) < 0.05
    # The set is symmetric about the real axis.
    for py in range(1, height // 2):
        assert abs(rows[py].count(bytes([limit])) - rows[height - py].count(bytes([limit]))) <= 3
    hits = 0
    for i in range(120):
        for k in range(90):
            hits += inside_complex(complex(-2.0 + 3.0 * i / 120, -1.2 + 2.4 * k / 90), 50)
    assert abs(hits * (3.0 / 120) * (2.4 / 90) - 1.6) < 0.15


for _ in range(2):
    main()
