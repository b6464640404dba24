# A chaos game: random affine maps draw a fern, a cubic B-spline bends the picture; floats, tuples, lists.


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self):
        self.state = (self.state * 16807) % 2147483647
        return self.state / 2147483647.0


class Spline:
    def __init__(self, points, degree, knots):
        self.points = points
        self.degree = degree
        self.knots = knots

    def span(self, u):
        for i in range(self.degree, len(self.knots) - self.degree - 1):
            if self.knots[i] <= u < self.knots[i + 1]:
                return i
        return len(self.knots) - self.degree - 2

    def __call__(self, u):
        k = self.span(u)
        p = self.degree
        d = [self.points[j + k - p] for j in range(p + 1)]
        for r in range(1, p + 1):
            for j in range(p, r - 1, -1):
                low = self.knots[j + k - p]
                a = (u - low) / (self.knots[j + 1 + k - r] - low)
                x0, y0 = d[j - 1]
                x1, y1 = d[j]
                d[j] = (x0 * (1.0 - a) + x1 * a, y0 * (1.0 - a) + y1 * a)
        return d[p]


MAPS = [
    (0.01, 0.0, 0.0, 0.0, 0.16, 0.0),
    (0.86, 0.85, 0.04, -0.04, 0.85, 1.6),
    (0.93, 0.2, -0.26, 0.23, 0.22, 1.6),
    (1.0, -0.15, 0.28, 0.26, 0.24, 0.44),
]


def fern(n, width, height, bend):
    random = Random(12345)
    picture = [[0] * width for _ in range(height)]
    x = y = 0.0
    for _ in range(n):
        choice = random()
        for limit, a, b, c, d, f in MAPS:
            if choice < limit:
                x, y = a * x + b * y, c * x + d * y + f
                break
        bx, by = bend(min(max(y / 10.0, 0.0), 0.999))
        px = int((x + 3.0 + bx) * width / 8.0)
        py = int((y + by) * height / 12.0)
        if 0 <= px < width and 0 <= py < height:
            picture[py][px] += 1
    return picture


def main():
    bend = Spline(
        [(0.0, 0.0), (0.2, 0.1), (-0.3, 0.4), (0.6, 0.2), (1.0, 0.5), (0.8, 0.9)],
        3,
        [0.0, 0.0, 0.0, 0.0, 0.33, 0.66, 1.0, 1.0, 1.0, 1.0],
    )
    x, y = bend(0.0)
    assert abs(x) < 1e-12 and abs(y) < 1e-12
    n = 100000
    picture = fern(n, 160, 240, bend)
    assert sum([sum(row) for row in picture]) == n
    covered = sum([1 for row in picture for v in row if v])
    assert 8900 < covered < 9100


main()
