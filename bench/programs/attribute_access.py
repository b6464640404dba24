# Reading and writing instance attributes, class attributes and globals.

counter = 0
STEP = 3


class Point:
    dimension = 2
    __slots__ = ()


class Particle:
    kind = "particle"
    mass = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.vx = 1
        self.vy = 2
        self.age = 0


class Heavy(Particle):
    mass = 5


def advance(p, n):
    for _ in range(n):
        p.x += p.vx
        p.y += p.vy
        p.age = p.age + 1
        if p.x > 1000:
            p.vx = -p.vx
        elif p.x < -1000:
            p.vx = -p.vx


def total_mass(particles, n):
    s = 0
    for _ in range(n):
        for p in particles:
            s += p.mass * p.age
    return s


def count_globals(n):
    global counter
    for _ in range(n):
        counter += STEP


def main():
    p = Particle(0, 0)
    q = Heavy(5, 5)
    advance(p, 1000000)
    advance(q, 1000000)
    assert (p.age, p.y) == (1000000, 2000000)
    assert (q.age, q.y) == (1000000, 2000005)
    assert -1001 <= p.x <= 1001 and -1001 <= q.x <= 1001
    assert total_mass([p, q], 1000000) == 1000000 * 7000000
    count_globals(2000000)
    assert counter == 6000000
    assert Point().dimension == 2


main()
