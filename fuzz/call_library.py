# Runs on the interpreter under test: calls functions, methods and operators of the library with arguments drawn from
# a pool of awkward ones. Any exception will do; a crash will not. Which calls are made depends on the seed alone.
#
# usage: call_library.py SEED NUMBER_OF_CALLS [FIRST_TO_SHOW]
import sys

SEED = int(sys.argv[1])
N_CALLS = int(sys.argv[2])
SHOW_FROM = int(sys.argv[3]) if len(sys.argv) > 3 else N_CALLS

state = SEED * 2654435761 + 12345


def draw(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return (state >> 33) % n


def pick(items):
    return items[draw(len(items))]


MODULES = ("array binascii builtins collections errno functools io itertools json math operator random re struct "
           "string textwrap bisect heapq copy hashlib zlib deflate cmath types weakref contextvars _asyncio select ssl "
           "cryptolib platform warnings gc micropython sys time marshal atexit importlib _abc _ast _codecs _collections _contextvars "
           "_csv _functools _imp _operator _random _sha512 _string _struct _sys_extras _time_extras _tracemalloc _weakref").split()
# What would end the run, wait, or leave the process.
LEAVE_OUT = ("open input exit exec eval compile __import__ breakpoint help print FileIO sleep setrecursionlimit "
             "poll select getpass system OrderedDict_ sleep_ms sleep_us heap_lock heap_unlock kbd_intr disable threshold "
             "open_code _exit exit_thread interrupt_main").split()

modules = []
for name in MODULES:
    try:
        modules.append(__import__(name))
    except ImportError:
        pass


class Odd:
    """Answers every question in some unexpected way."""

    def __init__(self, kind=0):
        self.kind = kind

    def answer(self):
        self.kind += 1
        victim = pick(shared)
        if draw(3) == 0:
            try:
                pick((lambda: victim.clear(), lambda: victim.pop(), lambda: victim.append(self), lambda: victim.extend([1] * 50), lambda: victim.update({1: 2}),
                      lambda: victim.release(), lambda: victim.__setitem__(0, self), lambda: victim.sort(), lambda: victim.add(draw(99)), lambda: victim.__delitem__(0)))()
            except Exception:
                pass
        k = draw(12)
        if k == 0:
            raise pick((ValueError, TypeError, KeyError, StopIteration, IndexError, AttributeError, OSError, RuntimeError))("odd")
        return pick((0, 1, -1, 2**64, "x", None, NotImplemented, self, 1.5, b"", True, (), shared[0]))

    def __len__(self): return self.answer()
    def __bool__(self): return self.answer()
    def __hash__(self): return pick((0, 1, hash("a")))
    def __eq__(self, other): return self.answer()
    def __lt__(self, other): return self.answer()
    def __gt__(self, other): return self.answer()
    def __iter__(self): return pick((iter([1, self]), self, self.answer()))
    def __next__(self): return self.answer()
    def __getitem__(self, i): return self.answer()
    def __setitem__(self, i, v): self.answer()
    def __delitem__(self, i): self.answer()
    def __contains__(self, x): return self.answer()
    def __call__(self, *a, **k): return self.answer()
    def __index__(self): return self.answer()
    def __int__(self): return self.answer()
    def __float__(self): return self.answer()
    def __add__(self, o): return self.answer()
    def __radd__(self, o): return self.answer()
    def __mul__(self, o): return self.answer()
    def __iadd__(self, o): return self.answer()
    def __repr__(self): return self.answer()
    def __str__(self): return self.answer()
    def __format__(self, s): return self.answer()
    def __enter__(self): return self.answer()
    def __exit__(self, *a): return self.answer()
    def __get__(self, o, t): return self.answer()
    def __set__(self, o, v): self.answer()
    def __missing__(self, k): return self.answer()
    def __length_hint__(self): return self.answer()
    def __reversed__(self): return self.answer()
    def __copy__(self): return self.answer()
    def __del__(self): pick(shared)
    def read(self, *a): return pick((b"", b"ab", "ab", self.answer()))
    def readinto(self, b): return pick((0, 1, 2**40, -1, None, self.answer()))
    def write(self, b): return self.answer()
    def keys(self): return pick(([], ["a"], self, self.answer()))
    def close(self): self.answer()


class OddStr(str):
    def __eq__(self, other): return pick((True, False))
    def __hash__(self): return 5


class OddInt(int):
    def __index__(self): return 3
    def __add__(self, o): return Odd()


class OddList(list):
    def __iter__(self): return iter(Odd())
    def __len__(self): return 7


class OddDict(dict):
    def __missing__(self, k): return k
    def __getitem__(self, k): return Odd()


class OddBytes(bytes):
    def __len__(self): return pick((-1, 2**63, 1))
    def __getitem__(self, i): return Odd()
    def __iter__(self): return iter(Odd())


class OddTuple(tuple):
    def __iter__(self): return iter(Odd())
    def __len__(self): return pick((-1, 2**63, 0, 9))
    def __getitem__(self, i): return Odd()
    def __eq__(self, other): return Odd().answer()
    def __hash__(self): return Odd().answer()


class OddSet(set):
    def __iter__(self): return iter(Odd())
    def __contains__(self, x): return Odd().answer()
    def __eq__(self, other): return Odd().answer()
    def __and__(self, other): return Odd().answer()


class OddArray(bytearray):
    def __len__(self): return pick((-1, 2**63, 1))
    def __iter__(self): self.clear(); return iter(Odd())
    def __buffer__(self, flags): return Odd().answer()


class OddFloat(float):
    def __float__(self): return Odd().answer()
    def __int__(self): return Odd().answer()
    def __eq__(self, other): return Odd().answer()
    def __hash__(self): return 1


class OddType(type):
    def __call__(cls, *args): return type.__call__(cls, *args) if draw(2) else Odd()
    def __instancecheck__(cls, x): return Odd().answer()
    def __subclasscheck__(cls, x): return Odd().answer()
    def __getattr__(cls, name): return Odd().answer()
    def __len__(cls): return 2**63
    def mro(cls): return pick((type.mro(cls), [cls, object], [], Odd(), [1]))
    def __prepare__(*args): return pick(({}, OddDict(), Odd()))


class OddAttributes:
    __slots__ = ("a", "__dict__", "__weakref__")
    def __getattribute__(self, name): return pick((object.__getattribute__, lambda *a: Odd().answer()))(self, name)
    def __setattr__(self, name, value): pick((object.__setattr__, lambda *a: Odd().answer()))(self, name, value)
    def __delattr__(self, name): Odd().answer()
    def __dir__(self): return pick((["a"], Odd(), 5, ["append", "a"]))
    def __eq__(self, other): self.__dict__ = {}; return Odd().answer()
    def __hash__(self): return 1
    def __class__(self): return int


class Mutual:
    """Recurses through whatever protocol is used."""

    def __repr__(self): return repr([self]) if draw(2) else repr(Mutual())
    def __eq__(self, other): return other == self
    def __hash__(self): return hash((self,))
    def __len__(self): return len(self)
    def __iter__(self): return iter(Mutual())
    def __getattr__(self, name): return getattr(self, name + "a" if draw(2) else name)
    def __add__(self, other): return self + other
    def __lt__(self, other): return other > self
    def __gt__(self, other): return other < self
    def __call__(self, *args): return self(*args)
    def __index__(self): return range(9)[self]
    def __getitem__(self, i): return self[i]
    def __contains__(self, x): return x in self


async def coroutine(x):
    async with x as y:
        async for z in y:
            await z
    return x


async def async_generator(x):
    try:
        yield x
        yield await x
    finally:
        yield 5


class OddError(ValueError):
    def __str__(self): return Odd().answer()


def generator(n):
    for i in range(n):
        try:
            x = yield i
        except ValueError:
            pass


shared = [[], [3, 1, 2], {}, {"a": 1, 2: 3}, set(), {1, 2, 3}, bytearray(b"shared"), [[]]]

MAKERS = [
    lambda: draw(10), lambda: -draw(10), lambda: pick((2**31, 2**31 - 1, -2**31, 2**32, 2**48, 2**62, 2**63 - 1, 2**63, -2**63, 2**64, 2**64 + 1, -2**64, 10**30, 1 << 200)),
    lambda: pick((0.0, -0.0, 1.5, -2.5, 1e308, 1e-320, float("inf"), float("-inf"), float("nan"))), lambda: pick((True, False, None, Ellipsis, NotImplemented)),
    lambda: pick(("", "a", "abc", "é", "日本語", "\U0001f600x", "a" * 300, "é" * 100, "0", "-1", "12", "1e5", " 7 ", "0x1f", "nan", "{", "{}", "{!r:>{}}", "{0[a].b:x}", "%d", "%s %r", "%(a)s", "%*.*f", "%",
                  "(", "[a-", "a{2,1}", "(?P<x>", "(a|b)*c", "(a*)*b", "[^\\d]", "\\", "(?:x)?", "x*?", "\\1", "(.)\\1", "^$", "\\b", "(?i)A", "a{1000}", "((((a))))", ">10", "<5.2f", "#x", "010,", "_b", "%Y", "*^20s",
                  "utf-8", "ascii", "strict", "ignore", "replace", "latin-1", "i", "B", "<h", ">Qx", "3s", "P", "O", "S", "f", "d", "@nN", "5p", "99999999999s", "\x00", "\ud7ff", "a,b", "\n", "r", "rb", "w",
                  '[1, {"a": null}]', '"\\u12', '[[[[', '{"a":', "1e999", "tRuE", "__class__", "__dict__", "append", "x y", "name", "little", "big", "0.1.2", "\t\n\r ")),
    lambda: pick((b"", b"a", b"abc", b"\xff\xfe", b"\xc3\xa9", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"0" * 300, b"12", b"ff", b"%d", b"a,b,c", b"x\n", b"\x00\x01\x02\x03\x04\x05\x06\x07", b"QUJD", b"=", b"QQ==", b"PK", b"\x78\x9c\x03\x00\x00\x00\x00\x01")),
    lambda: bytearray(pick((b"", b"abc", b"0123456789abcdef", b"\xff" * 40))), lambda: memoryview(bytearray(b"0123456789abcdef"))[draw(4):16:pick((1, 1, 2, -1, 3))], lambda: memoryview(b"readonly"),
    lambda: pick(shared), lambda: [any_value(2) for _ in range(draw(4))], lambda: tuple([any_value(2) for _ in range(draw(4))]), lambda: {hashable(): any_value(2) for _ in range(draw(3))}, lambda: {hashable() for _ in range(draw(4))},
    lambda: frozenset([hashable() for _ in range(draw(3))]), lambda: range(*pick(((5,), (0,), (10, -10, -3), (2**63, 2**63 + 9), (0, 2**64, 2**62), (-2**63, 2**63, 2**61), (2**64, 0, -2**60), (2**63 - 2, 2**63 + 2)))), lambda: slice(pick((None, 0, -1, 2**70, 2)), pick((None, 3, -9, 2**63)), pick((None, 1, -1, 2, 0, -2**63))),
    Odd, lambda: Odd, lambda: OddStr("a"), lambda: OddInt(4), lambda: OddList([1, 2]), lambda: OddDict(a=1), lambda: OddBytes(b"xyz"), lambda: OddError("e", 2), lambda: generator(draw(4)), lambda: iter([1, 2, 3]), lambda: iter("aé"), lambda: (x for x in pick(shared)),
    lambda: pick((int, str, list, dict, bytes, object, type, float, tuple, set, ValueError, StopIteration, bool, bytearray, property, staticmethod, super)), lambda: pick((len, repr, lambda *a, **k: a, lambda x: x, lambda a, b: a, lambda: 1, max, "".join, [].append, {}.get, print_nothing)),
    lambda: OddTuple((1, 2)), lambda: OddSet((1, 2)), lambda: OddArray(b"abc"), lambda: OddFloat(2.5), lambda: OddType("Made", (pick(BASES),), {}), OddAttributes, Mutual,
    lambda: coroutine(any_value(2)), lambda: async_generator(any_value(2)), lambda: pick((print_nothing.__code__, generator, raise_it, Odd().read, property(raise_it, assign), staticmethod(len), classmethod(len), super(OddList, OddList()))),
    lambda: memoryview(pick((bytearray(b"resized"), shared[6], OddArray(b"view")))), lambda: pick(shared).__iter__(), lambda: enumerate(any_value(2)), lambda: zip(any_value(2), Odd()), lambda: map(pick((len, Odd())), pick(shared)),
    lambda: list[any_value(2)], lambda: ExceptionGroup("g", [OddError(1), ValueError(2)]),
    lambda: complex(1, -2), lambda: pick(modules), lambda: any_result(), lambda: any_result(), lambda: any_result(),
]
results = [1, "x", [1]]


def print_nothing(*args):
    return args


def any_result():
    return pick(results)


def hashable():
    v = any_value(2)
    try:
        hash(v)
    except Exception:
        return draw(5)
    return v


def any_value(depth=0):
    try:
        return pick(MAKERS)() if depth < 2 or draw(2) else draw(5)
    except Exception:
        return draw(100)


def names_of(thing):
    try:
        return [n for n in dir(thing) if n not in LEAVE_OUT]
    except Exception:
        return []


BINARY = [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, lambda a, b: divmod(a, b), lambda a, b: a & b, lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a << b if not isinstance(b, int) or b < 5000 else 0,
          lambda a, b: a >> b, lambda a, b: a == b, lambda a, b: a < b, lambda a, b: a >= b, lambda a, b: a in b, lambda a, b: a[b], lambda a, b: a is b, lambda a, b: pow(a, b, 7), lambda a, b: isinstance(a, b), lambda a, b: [*a, *b], lambda a, b: {**a, **b}, lambda a, b: a(*b), lambda a, b: a(**b), lambda a, b: f"{a:{b}}",
          lambda a, b: a.__class__(b), lambda a, b: getattr(a, b), lambda a, b: hasattr(a, b), lambda a, b: a @ b]
UNARY = [lambda a: -a, lambda a: ~a, lambda a: +a, lambda a: not a, lambda a: hash(a), lambda a: repr(a), lambda a: str(a), lambda a: bool(a), lambda a: len(a), lambda a: iter(a), lambda a: next(a), lambda a: list(a), lambda a: dict(a), lambda a: sorted(a), lambda a: a.x, lambda a: type(a), lambda a: bytes(a),
         lambda a: int(a), lambda a: float(a), lambda a: set(a), lambda a: f"{a!r:>20}", lambda a: "%s" % (a,), lambda a: abs(a), lambda a: [x for x in a], lambda a: raise_it(a), lambda a: with_it(a), lambda a: unpack(a), lambda a: match_it(a), lambda a: delete(a), lambda a: assign(a), lambda a: augment(a)]


def raise_it(a):
    raise a


def with_it(a):
    with a as b:
        return b


def unpack(a):
    x, *y = a
    return y


def match_it(a):
    match a:
        case [x, *y]:
            return y
        case {"a": x, **rest}:
            return rest
        case str() | Odd() as y:
            return y
        case int(x):
            return x


def delete(a):
    if a in shared or a in modules:
        return
    del a[any_value()]


def assign(a):
    if a not in modules:
        a[any_value()] = any_value()


def augment(a):
    a += any_value()
    return a


BASES = [object, list, dict, str, bytes, int, float, tuple, set, frozenset, bytearray, ValueError, type, Odd]


def one_call():
    kind = draw(10)
    if kind < 2:
        return pick(UNARY)(any_value())
    if kind < 4:
        return pick(BINARY)(any_value(), any_value())
    if kind == 4:
        body = {n: any_value() for n in ("__slots__", "__init__", "__getattr__", "__len__", "x", "__eq__", "__hash__", "__iter__", "__new__", "__call__", "__del__", "__set_name__") if draw(3) == 0}
        return type("New", tuple([pick(BASES) for _ in range(draw(3))]), body)
    if kind < 7:
        target = pick(modules)
    else:
        target = any_value()
    names = names_of(target)
    if not names:
        return None
    name = pick(names)
    if name == "__class__" and target in modules:
        return None
    f = getattr(target, name)
    if kind == 9 and draw(3) == 0:
        inner = names_of(f)
        if inner:
            f = getattr(f, pick(inner))
    args = [any_value() for _ in range(pick((0, 1, 1, 1, 2, 2, 3, 4, 5)))]
    shown[0] = (name, args)
    if draw(8) == 0:
        keywords = {pick(("key", "default", "reverse", "sep", "start", "maxlen", "strict", "repeat", "step", "encoding", "errors", "signed", "base", "a")): any_value()}
        return f(*args, **keywords)
    return f(*args)


shown = [None]
for number in range(N_CALLS):
    if len(results) > 40:
        results.pop(draw(40))
    if number >= SHOW_FROM:
        saved = state
    try:
        result = one_call()
        try:
            repr(result)
        except Exception:
            pass
        results.append(result)
    except Exception as e:
        try:
            str(e)
        except Exception:
            pass
        if draw(20) == 0:
            results.append(pick((e, e.__traceback__, e.__traceback__ and e.__traceback__.tb_frame)))
            e = None
    except SystemExit:
        pass
    except BaseException as e:
        if isinstance(e, KeyboardInterrupt):
            raise
    if number >= SHOW_FROM:
        print(number, saved, shown[0] and shown[0][0])
    if draw(50) == 0:
        import gc

        gc.collect()
    if number % 20 == 0:
        shared[:] = [[], [3, 1, 2], {}, {"a": 1, 2: 3}, set(), {1, 2, 3}, bytearray(b"shared"), [[]]]
print("end")
