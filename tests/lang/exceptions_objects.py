# needs: full-level
# Exception classes, their arguments, text, chaining, notes.
def names(c): return [x.__name__ for x in c.__mro__]
for c in (SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, StopAsyncIteration, OverflowError, ZeroDivisionError, FloatingPointError, AssertionError, AttributeError, BufferError, EOFError, ModuleNotFoundError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError, BlockingIOError, ChildProcessError, BrokenPipeError, ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError, FileExistsError, FileNotFoundError, InterruptedError, IsADirectoryError, NotADirectoryError, PermissionError, ProcessLookupError, TimeoutError, ReferenceError, RuntimeError, NotImplementedError, IndentationError, TabError, SystemError, TypeError, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, BytesWarning, DeprecationWarning, EncodingWarning, FutureWarning, ImportWarning, PendingDeprecationWarning, ResourceWarning, RuntimeWarning, SyntaxWarning, UnicodeWarning, UserWarning):
    print(names(c))
print(EnvironmentError is OSError, IOError is OSError, issubclass(RecursionError, RuntimeError), BaseException.__base__ is object)
# args, str
for e in (Exception(), Exception(1), Exception("a"), Exception(1, 2), Exception("a", "b"), Exception(None), Exception(()), Exception((1,)), KeyError(), KeyError("k"), KeyError("k", 1), KeyError(1), StopIteration(), StopIteration(1, 2), SystemExit(), SystemExit(3), AssertionError("m"), MemoryError(), IndexError(5.5), Exception("é"), TypeError(b"x"), Exception([1], {2: 3})):
    print(type(e).__name__, e.args, repr(str(e)), "%s" % e, f"{e}")
print(repr(Exception()), repr(ValueError(1, 2)), repr(Exception("a", "b")))
e = Exception(1, 2); e.args = (3,); print(e.args, str(e)); e.args = [4, 5]; print(e.args)
try: e.args = 5
except TypeError: print("TypeError")
e.extra = 1; e.__dict__["more"] = 2; print(e.extra, e.more, sorted(e.__dict__))
try: Exception(a=1)
except TypeError: print("no keywords")
print(StopIteration(5).value, StopIteration().value, StopIteration(5, 6).value, SystemExit().code, SystemExit(3).code, SystemExit("x", 1).code, StopIteration(None).args)
print(Exception("a") == Exception("a"), len({Exception(1), Exception(1)}), hash(e) == hash(e))
e = ImportError("msg", name="n", path="p"); print(e.name, e.path, e.args, str(e)); print(ImportError("m").name)
e = AttributeError("msg", name="n", obj=5); print(e.name, e.obj); e = NameError("msg", name="n"); print(e.name)
e = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "why"); print(e.encoding, e.object, e.start, e.end, e.reason)
e = UnicodeEncodeError("ascii", "aé", 1, 2, "why"); print(e.encoding, e.object, e.start, e.end, e.reason)
e = SyntaxError("msg"); print(e.msg, e.lineno, e.filename, e.offset, e.text); e = SyntaxError("m", ("f", 1, 2, "t")); print(e.msg, e.filename, e.lineno, e.offset, e.text, e.args)
for f in (lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: compile("x y", "file.py", "exec"), lambda: None.nope, lambda: undefined_name):
    try: f()
    except UnicodeError as e: print(type(e).__name__, e.encoding, e.object, e.start, e.end)
    except SyntaxError as e: print(type(e).__name__, e.filename, e.lineno)
    except (AttributeError, NameError) as e: print(type(e).__name__, e.name)
# OSError
import errno
for e in (OSError(), OSError(2, "text"), OSError("a", "b")):
    print(e.errno, e.strerror, e.filename, e.args)
print(OSError(errno.ENOENT, "q", "f").filename)
e = OSError(5, "io"); e.errno = 7; e.strerror = "s"; e.filename = "fn"; print(e.errno, e.strerror, e.filename)
# raise forms
def kind(f):
    try: f()
    except BaseException as e: return "%s%s" % (type(e).__name__, e.args if not isinstance(e, (TypeError, RuntimeError)) else "")
def r1(): raise ValueError
def r2(): raise ValueError("v")
def r3(): raise 5
def r4(): raise int
def r5(): raise None
def r6(): raise ValueError from 5
def r7(): raise ValueError from KeyError
def r8(): raise "text"
class Makes(Exception):
    def __new__(cls, *a): return KeyError("made")
def r9(): raise Makes
class MakesBad(Exception):
    def __new__(cls, *a): return 5
def r10(): raise MakesBad
class NeedsArg(Exception):
    def __init__(self, a): pass
def r11(): raise NeedsArg
class InitRaises(Exception):
    def __init__(self): raise IndexError("init")
def r12(): raise InitRaises
for f in (r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12): print(kind(f), end=" ")
print()
# chaining
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError("second")
except ValueError as e: print(type(e.__context__).__name__, e.__cause__, e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError("second") from z
except ValueError as e: print(type(e.__context__).__name__, type(e.__cause__).__name__, e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("second") from None
except ValueError as e: print(type(e.__context__).__name__, e.__cause__, e.__suppress_context__)
try:
    try: 1 / 0
    finally: raise KeyError("fin")
except KeyError as e: print(type(e.__context__).__name__)
class Ctx:
    def __enter__(self): pass
    def __exit__(self, *a): raise IndexError("exit")
try:
    with Ctx(): raise KeyError("body")
except IndexError as e: print(repr(e.__context__.args), e.__context__.__context__)
try: raise ValueError from KeyError("c")
except ValueError as e: print(e.__cause__.args, e.__context__)
e = ValueError(); print(e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.__cause__ = KeyError("set"); print(e.__cause__.args, e.__suppress_context__); e.__context__ = IndexError(); e.__suppress_context__ = False; print(type(e.__context__).__name__, e.__suppress_context__)
for attr in ("__cause__", "__context__", "__traceback__"):
    try: setattr(e, attr, 5); print("set")
    except TypeError: print("TypeError", end=" ")
print()
e.__cause__ = None; e.__context__ = None
def chain():
    try:
        try:
            try: raise A1
            except A1: raise A2
        except A2: raise A3
    except A3 as e:
        out = []
        while e: out.append(type(e).__name__); e = e.__context__
        return out
class A1(Exception): pass
class A2(Exception): pass
class A3(Exception): pass
print(chain())
try:
    try: raise A1
    except A1 as a:
        try: raise A2
        except A2: pass
        print(a.__context__); raise
except A1 as a: print(a.__context__)
e1 = ValueError("same")
try:
    try: raise e1
    except ValueError as e: raise e
except ValueError as e: print(e is e1, e.__context__)
# tracebacks
def lvl1(): lvl2()
def lvl2(): raise ValueError("deep")
try: lvl1()
except ValueError as e:
    tb = e.__traceback__; n = []
    while tb: n.append(tb.tb_lineno); tb = tb.tb_next
    print(len(n), n[1] < n[2], type(e.__traceback__).__name__)
    e.__traceback__ = None; print(e.__traceback__)
e2 = ValueError("w").with_traceback(None); print(e2.args, e2.__traceback__)
try: raise ValueError
except ValueError as e: tb = e.__traceback__; print(KeyError("k").with_traceback(tb).__traceback__.tb_lineno == tb.tb_lineno)
# notes
e = ValueError("n"); e.add_note("note 1"); e.add_note("note 2"); print(e.__notes__, hasattr(ValueError(), "__notes__"))
try: e.add_note(5)
except TypeError: print("TypeError")
# except matching
def match(exc, *types):
    try: raise exc
    except types as e: return "caught"
    except BaseException: return "not"
print(match(KeyError(), LookupError), match(KeyError(), IndexError, KeyError), match(KeyError(), IndexError), match(KeyError()))
def bad(t):
    try:
        try: raise ValueError
        except t: return "caught"
    except TypeError: return "TypeError"
    except ValueError: return "ValueError"
print(bad(5), bad("x"), bad((KeyError, 5)), bad(()), bad(int), bad([ValueError]))
order = []
def t(x): order.append(x.__name__); return x
try: raise KeyError
except t(ValueError): pass
except t(KeyError): pass
except t(IndexError): pass
print(order)
try: raise ValueError("n")
except ValueError as n: pass
try: n
except NameError: print("unbound")
def unbound():
    try: raise ValueError
    except ValueError as q: del q
    try: q
    except UnboundLocalError: return "UnboundLocalError"
print(unbound())
def nested():
    try: raise KeyError("outer")
    except KeyError:
        try: raise ValueError
        except ValueError: pass
        try: raise
        except KeyError as e: return e.args
print(nested())
def in_func(): raise
def reraise_from_call():
    try: raise KeyError("rc")
    except KeyError:
        try: in_func()
        except KeyError as e: return e.args
print(reraise_from_call(), kind(in_func))
import sys
print(sys.exc_info() == (None, None, None))
try: raise KeyError
except KeyError as e: print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e, sys.exc_info()[2] is not None, sys.exception() is e)
print(sys.exc_info() == (None, None, None))
# else, finally
def flow(n):
    out = []
    try:
        try:
            if n == 1: raise KeyError
            if n == 2: return out
            if n == 3: raise ValueError
        except KeyError: out.append("except")
        else: out.append("else")
        finally: out.append("finally")
    except ValueError: out.append("outer")
    return out
print([flow(i) for i in range(4)])
# user exceptions
class U(Exception):
    def __init__(self, a, b): self.a = a; super().__init__(a, b)
    def __str__(self): return "U:%s" % self.a
    def __repr__(self): return "U!"
try: raise U(1, 2)
except U as e: print(e, repr(e), e.args, [e], e.a)
class U2(Exception): pass
u = U2("x"); u.note = 1; print(u.note, u, u.args, U2().args)
class U3(Exception):
    def __init__(self): pass
print(U3().args, repr(str(U3())))
class U4(U3): pass
class U5(ValueError, KeyError): pass
print(str(U5("k")), issubclass(U5, LookupError))
e = Exception.__new__(Exception, 1, 2); print(e.args); e.__init__(3); print(e.args); Exception.__init__(e, 5, 6); print(e.args); BaseException.__init__(e); print(e.args)
class Slots(Exception):
    __slots__ = ("x",)
s = Slots("a"); s.x = 1; print(s.x, s.args)
print(Exception.__name__, Exception.__module__, Exception.__doc__ is None or True, isinstance(Exception, type), type(Exception()) is Exception)
# assert
for f in ("assert 1", "assert 0", "assert 0, 'msg'", "assert [], (1, 2)", "assert not 0"):
    try: exec(f); print("ok", end=" ")
    except AssertionError as e: print(e.args, end=" ")
print()
