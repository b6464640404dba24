# needs: double-floats
import random

random.seed(42)
print([random.random() for _ in range(3)], random.randint(1, 100), random.randrange(0, 100, 5), random.getrandbits(40), random.uniform(1, 2))
print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=6), random.sample(range(100), 5))
l = list(range(10))
random.shuffle(l)
print(l, random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2), random.betavariate(1, 2), random.triangular(0, 10, 3), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 4), random.gammavariate(2, 3))
r = random.Random("a string seed")
print(r.random(), r.randbytes(8), r.randint(0, 10 ** 30))
state = r.getstate()
x = r.random()
r.setstate(state)
print(r.random() == x, random.Random(b"bytes").random(), random.Random(2 ** 100).random(), random.Random(1.5).random() == random.Random(1.5).random())
