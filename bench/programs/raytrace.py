# A small ray tracer: spheres over a chequered floor, shadows and reflections; objects full of floats.


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def length(self):
        return self.dot(self) ** 0.5

    def unit(self):
        return self.scale(1.0 / self.length())

    def reflect(self, normal):
        return self - normal.scale(2.0 * self.dot(normal))


class Sphere:
    def __init__(self, centre, radius, colour, shine):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.shine = shine

    def hit(self, origin, direction):
        to_centre = self.centre - origin
        along = to_centre.dot(direction)
        gap = self.radius * self.radius - (to_centre.dot(to_centre) - along * along)
        if gap < 0.0:
            return None
        t = along - gap**0.5
        return t if t > 1e-6 else None

    def normal_at(self, point):
        return (point - self.centre).unit()

    def colour_at(self, point):
        return self.colour


class Floor:
    shine = 0.1
    up = Vector(0.0, 1.0, 0.0)

    def hit(self, origin, direction):
        if direction.y > -1e-6:
            return None
        t = -origin.y / direction.y
        return t if t > 1e-6 else None

    def normal_at(self, point):
        return self.up

    def colour_at(self, point):
        return 0.9 if (int(point.x // 1.0) + int(point.z // 1.0)) % 2 == 0 else 0.2


class Scene:
    def __init__(self):
        self.things = [Floor()]
        self.light = Vector(-5.0, 10.0, -5.0)
        self.n_rays = 0

    def nearest(self, origin, direction):
        best = None
        best_t = 1e30
        self.n_rays += 1
        for thing in self.things:
            t = thing.hit(origin, direction)
            if t is not None and t < best_t:
                best = thing
                best_t = t
        return best, best_t

    def brightness(self, origin, direction, depth):
        thing, t = self.nearest(origin, direction)
        if thing is None:
            return 0.3 + 0.2 * direction.y
        point = origin + direction.scale(t)
        normal = thing.normal_at(point)
        to_light = self.light - point
        distance = to_light.length()
        to_light = to_light.unit()
        value = 0.1
        facing = normal.dot(to_light)
        if facing > 0.0:
            other, far = self.nearest(point + normal.scale(1e-4), to_light)
            if other is None or far > distance:
                value += 0.9 * facing
        value *= thing.colour_at(point)
        if thing.shine > 0.0 and depth > 0:
            bounced = self.brightness(point + normal.scale(1e-4), direction.reflect(normal), depth - 1)
            value = value * (1.0 - thing.shine) + bounced * thing.shine
        return value


def render(scene, width, height):
    eye = Vector(0.0, 1.5, -6.0)
    rows = []
    for py in range(height):
        row = []
        for px in range(width):
            direction = Vector((px - width / 2.0) / width, (height / 2.0 - py) / width, 1.0).unit()
            row.append(scene.brightness(eye, direction, 3))
        rows.append(row)
    return rows


def main():
    scene = Scene()
    for i in range(5):
        scene.things.append(Sphere(Vector(i * 1.5 - 3.0, 0.8 + 0.2 * i, 0.5 * i), 0.8, 0.5 + 0.1 * i, 0.3))
    rows = render(scene, 240, 180)
    assert scene.n_rays == 119297
    total = sum([sum(row) for row in rows])
    assert abs(total - 14756.599478218403) < 1e-6
    assert all([0.0 <= v <= 1.0 for row in rows for v in row])


main()
