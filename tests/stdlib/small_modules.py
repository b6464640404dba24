import cmd
import code
import codecs
import contextvars
import getopt
import gettext
import io
import linecache
import locale
import mimetypes
import optparse
import quopri
import queue
import sched
import shelve
import struct
import threading
import timeit
import traceback
import tokenize
import uuid
import warnings
import weakref

print(getopt.getopt(["-a", "-b", "x", "--long=v", "rest"], "ab:", ["long="]), getopt.gnu_getopt(["a", "-x", "b"], "x"))
o = optparse.OptionParser(prog="p")
o.add_option("-f", "--file", dest="f", default="d", help="the file")
o.add_option("-v", action="store_true")
values, rest = o.parse_args(["-f", "x", "-v", "y"])
print(values.f, values.v, rest, o.format_help())
print(struct.pack("<IhB", 1, -2, 3), struct.unpack(">I", b"\0\0\1\0"), struct.calcsize("<qd"), struct.Struct("<H").pack(5))
q = queue.Queue()
q.put(1)
q.put(2)
pq = queue.PriorityQueue()
for i in (3, 1, 2):
    pq.put(i)
print(q.get(), q.qsize(), q.empty(), [pq.get() for _ in range(3)], queue.LifoQueue().empty())
try:
    queue.Queue().get_nowait()
except queue.Empty:
    print("Empty")
lock = threading.Lock()
with lock:
    print(lock.locked())
print(lock.locked(), threading.current_thread().name, threading.RLock().acquire(), threading.Event().is_set(), threading.active_count())
now = [0]
s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
s.enter(5, 1, print, ("later",))
s.enter(1, 1, print, ("sooner",))
s.run()
print(now[0], timeit.timeit("pass", number=10) >= 0)
u = uuid.UUID("12345678123456781234567812345678")
print(u, u.hex, u.int, u.fields[0], uuid.UUID(int=5), u == uuid.UUID(str(u)), uuid.uuid4().version, len(str(uuid.uuid1())))
v = contextvars.ContextVar("v", default=0)
t = v.set(5)
print(v.get(), contextvars.copy_context().run(lambda: (v.set(9), v.get()))[1], v.get())
v.reset(t)
print(v.get())
print(codecs.encode("abc", "rot13"), codecs.lookup("utf-8").name, codecs.decode(b"616263", "hex"), codecs.getincrementaldecoder("utf-8")().decode(b"\xc3"), codecs.BOM_UTF8, "ä".encode("cp1252"), b"\xe4".decode("iso-8859-15"), "hi".encode("utf-16-le"), codecs.encode("x\n", "unicode_escape"))
print(quopri.encodestring(b"a=b \xff"), quopri.decodestring(b"a=3Db"), mimetypes.guess_type("x.html"), mimetypes.guess_extension("text/plain"), gettext.gettext("x"))
toks = list(tokenize.generate_tokens(io.StringIO("x = 1 + foo('a') # c\nif x:\n    y\n").readline))
print([(tokenize.tok_name[t.type], t.string) for t in toks])
try:
    raise ValueError("bad value")
except ValueError as e:
    tb = traceback.format_exc()
    print(tb.splitlines()[0], tb.splitlines()[-1], traceback.format_exception_only(type(e), e))
    print(traceback.extract_tb(e.__traceback__)[0].lineno > 0)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("careful", UserWarning)
    warnings.warn("old", DeprecationWarning)
    print([(x.category.__name__, str(x.message)) for x in w])
warnings.simplefilter("error")
try:
    warnings.warn("boom")
except UserWarning as e:
    print("raised", e)


class C:
    pass


c = C()
d = weakref.WeakValueDictionary(a=c)
k = weakref.WeakKeyDictionary({c: 1})
ws = weakref.WeakSet([c])
print(d["a"] is c, k[c], c in ws, len(d), len(ws), list(d.keys()), weakref.ref(c)() is c, weakref.WeakMethod.__name__)


class Shell(cmd.Cmd):
    prompt = "> "

    def do_hello(self, arg):
        "Say hello"
        print("hello", arg)

    def do_quit(self, arg):
        return True


sh = Shell()
sh.onecmd("hello bob")
print(sh.onecmd("quit"), sh.completenames("he"))
print(code.InteractiveInterpreter({"x": 5}).runsource("y = x * 2"), locale.str(1.5))
