# needs: full-level
# What coroutines and async generators show of themselves.
class Waiting:
    def __await__(self):
        yield 1


async def inner():
    await Waiting()


async def outer():
    return await inner()


async def items():
    yield 1
    await inner()


c = outer()
print(c.cr_code is outer.__code__, c.cr_running, c.cr_await)
print(c.send(None), c.cr_running, c.cr_await is not None, c.cr_frame is not None)
c.close()
print(c.cr_await, c.cr_frame)
a = items()
print(a.ag_code is items.__code__, a.ag_running)


def g():
    yield


i = g()
print(i.gi_suspended, next(i), i.gi_suspended)
