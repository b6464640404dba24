# anext() with a default, run by hand.
class Waiting:
    def __await__(self):
        yield 1


async def inner():
    await Waiting()


async def items():
    yield 1
    await inner()


async def ask(iterator):
    return [await anext(iterator, "none") for _ in range(3)]


def run(coroutine):
    try:
        while True:
            print("yielded", coroutine.send(None))
    except StopIteration as e:
        return e.value


print(run(ask(items())))
w = anext(items(), 5)
print(hasattr(w, "send"), hasattr(w, "throw"), hasattr(w, "close"), hasattr(w, "__await__"))
w.close()
