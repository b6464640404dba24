def simple():
    try:
        return "body"
    finally:
        print("cleanup")
print(simple())
def override():
    try:
        return 1
    finally:
        return 2
print(override())
def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"
print(swallow())
def value_before():
    x = 1
    try:
        return x
    finally:
        x = 2
print(value_before())
def nested():
    log = []
    try:
        try:
            log.append(1)
            return log
        finally:
            log.append(2)
    finally:
        log.append(3)
print(nested())
def loop():
    log = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        finally:
            log.append(-i)
    else:
        log.append("else")
    return log
print(loop())
def break_in_finally():
    for i in range(3):
        try:
            raise KeyError
        finally:
            break
    return i
print(break_in_finally())
def continue_in_finally():
    n = 0
    for i in range(3):
        try:
            1 // 0
        finally:
            n += 1
            continue
    return n
print(continue_in_finally())
def reraised():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("finally first")
    except ValueError as e:
        return str(e)
print(reraised())
def replaced():
    try:
        try:
            raise ValueError("a")
        finally:
            raise KeyError("b")
    except KeyError as e:
        return type(e.__context__).__name__
print(replaced())
def full(n):
    log = []
    try:
        if n == 0:
            log.append("ok")
        elif n == 1:
            raise ValueError
        elif n == 2:
            raise KeyError
        elif n == 3:
            return log
    except ValueError:
        log.append("except")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log
print(full(0), full(1), full(3))
try:
    full(2)
except KeyError:
    print("KeyError got out")
def handler_returns():
    try:
        raise ValueError
    except ValueError:
        return "from handler"
    finally:
        print("still runs")
print(handler_returns())
def bare_raise():
    try:
        try:
            raise ValueError("v")
        except ValueError:
            try:
                raise KeyError("k")
            except KeyError:
                pass
            raise
    except ValueError as e:
        return "ValueError " + str(e)
print(bare_raise())
def no_active():
    try:
        raise
    except RuntimeError as e:
        return "RuntimeError"
print(no_active())
def while_finally():
    i = 0
    while True:
        try:
            i += 1
            if i < 3:
                continue
            return i
        finally:
            if i == 2:
                print("two")
print(while_finally())
def deep(n):
    try:
        try:
            try:
                if n == 1:
                    return "r"
                raise ValueError(n)
            finally:
                print("a", end=" ")
        finally:
            print("b", end=" ")
    finally:
        print("c")
print(deep(1))
try:
    deep(2)
except ValueError as e:
    print(e)
class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None)
        return self.swallow
def with_return():
    with CM("a") as a, CM("b") as b:
        return a + b
print(with_return())
def with_swallow():
    with CM("s", True):
        raise ValueError
    return "swallowed"
print(with_swallow())
def with_loop():
    for i in range(3):
        with CM(i):
            if i == 0:
                continue
            if i == 1:
                break
    return i
print(with_loop())
def with_raise():
    try:
        with CM("outer"):
            with CM("inner"):
                raise KeyError("x")
    except KeyError:
        return "raised"
print(with_raise())
def with_in_finally():
    try:
        return "value"
    finally:
        with CM("f"):
            pass
print(with_in_finally())
def exit_raises():
    class Bad(CM):
        def __exit__(self, *a):
            raise TypeError("exit")
    try:
        with CM("o"):
            with Bad("bad"):
                return 1
    except TypeError as e:
        return str(e)
print(exit_raises())
def gen():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")
g = gen()
print(next(g))
g.close()
def gen2():
    try:
        yield 1
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        try:
            print("inner try in finally")
        finally:
            print("done")
g = gen2(); next(g); g.close()
def gen3():
    while True:
        try:
            r = yield
            print("got", r)
        except ValueError as e:
            print("threw", e)
        finally:
            print("round")
g = gen3(); next(g); g.send(1); g.throw(ValueError("t")); g.close()
def state_in_finally():
    try:
        x = 1
        raise ValueError
    except ValueError:
        y = 2
    finally:
        try:
            print(x, y)
        except NameError:
            print("unset")
    return x + y
print(state_in_finally())
def else_raises():
    try:
        try:
            pass
        except ValueError:
            print("never")
        else:
            raise ValueError("from else")
    except ValueError as e:
        return str(e)
print(else_raises())
def named_return():
    try:
        raise ValueError("named")
    except ValueError as e:
        return e
print(named_return().args)
def context_restored():
    try:
        raise ValueError(1)
    except ValueError:
        for i in range(2):
            try:
                raise KeyError(i)
            except KeyError:
                continue
        try:
            raise
        except ValueError as e:
            return e.args
print(context_restored())
def finally_return_in_handler():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            return 1
        finally:
            try:
                raise
            except ValueError:
                print("still handling")
print(finally_return_in_handler())
