def count(n):
    for i in range(n):
        got = yield i
        if got:
            yield [got]


def chain(*sources):
    for s in sources:
        result = yield from s
        yield ("result", result)
    return "end"


def returning(n):
    yield n
    return n * 10


g = count(5)
print(next(g), g.send("hello"), next(g), list(g))
print(list(chain(returning(1), returning(2), iter("ab"))))


def cleanup():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed")
        raise
    finally:
        print("cleaned")


c = cleanup()
next(c)
c.close()
c = cleanup()
next(c)
try:
    c.throw(KeyError("thrown"))
except KeyError as e:
    print("KeyError", e)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))
print(sum(x * y for x in range(4) for y in range(x)), dict((k, [v]) for k, v in zip("abc", range(3))))


async def inner(n):
    return n + 1


async def outer():
    total = 0
    for i in range(3):
        total += await inner(i)
    return total


try:
    outer().send(None)
except StopIteration as e:
    print("async", e.value)


async def ticks(n):
    for i in range(n):
        yield i


async def consume():
    return [i * 2 async for i in ticks(3)]


try:
    consume().send(None)
except StopIteration as e:
    print(e.value)
