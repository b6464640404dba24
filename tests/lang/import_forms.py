# Every form of import, with packages below this folder.
import sys
import packages.pkg
print(packages.pkg.value, "packages.pkg.sub" in sys.modules)
import packages.pkg.sub.leaf
print(packages.pkg.sub.leaf_value, packages.pkg.sub.value, packages.pkg.sub.up, packages.pkg.sub.leaf_module.top is packages.pkg, packages.pkg.sub.leaf.sub_name, packages.pkg.sub.leaf.deep())
import packages.pkg.sub.leaf as leaf, packages.pkg as p
print(leaf.__name__, p.__name__, leaf is packages.pkg.sub.leaf)
from packages.pkg import sub, sibling as s, value
print(sub.__name__, s.where(), value)
from packages.pkg.sub import (leaf_value as lv, leaf,)
print(lv, leaf.leaf_value)
from packages import pkg
print(pkg is p, p.sibling.shared is p.shared, p.shared is sub.up)
def inside():
    import packages.pkg.sibling as z
    from packages.pkg.sub import leaf
    import packages
    return z.where(), leaf.__name__, packages.__name__
print(inside())
class C:
    import packages.pkg.sibling
    from packages.pkg import value as v
print(C.packages.__name__, C.v)
# __import__
m = __import__("packages.pkg.sub")
print(m.__name__, __import__("packages.pkg.sub", None, None, ["leaf"]).__name__, __import__("packages.pkg.sub", globals(), None, (), 0).__name__)
for args in ((5,), ("",), ("sys", None, None, (), -1), ()):
    try:
        __import__(*args)
        print("imported")
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
# missing things
for source in ("import nothing_here", "import packages.nothing", "import packages.pkg.sub.nothing", "from packages import nothing", "from packages.pkg import nothing", "import packages.pkg.value", "from nothing_here import x",
               "from packages.pkg.sub.leaf import nope as n", "from . import x", "from .sibling import x", "from .. import y", "import packages.pkg.bad_relative"):
    try:
        exec(source)
        print("imported", source)
    except ImportError as e:
        print("ImportError", isinstance(e, ImportError))
    except (SystemError, ValueError, KeyError) as e:
        print("other", type(e).__name__, source)
print("packages.pkg.bad_relative" in sys.modules, "packages.nothing" in sys.modules)
# folders without __init__.py
import packages.namespace_only.mod
print(packages.namespace_only.mod.name)
from packages.namespace_only.inner.deeper import name, other
print(name, other)
# circular
import packages.circular.a
print(packages.circular.a.after)
# star
from packages.starry import *
print(one, "module" in globals(), "two" in globals(), module.public)
del module
from packages.starry.module import *
print(public, also, "_private" in globals())
for source in ("from packages.starry.missing import *", "from packages.starry.bad_all import *"):
    try:
        exec(source, {})
        print("imported")
    except (AttributeError, TypeError) as e:
        print(type(e).__name__)
ns = {}
exec("from packages.starry.lazy_all import *", ns)
print(ns["x"], ns["y"])
try:
    compile("def f():\n from x import *", "s", "exec")
except SyntaxError:
    print("SyntaxError")
# failing modules leave nothing, their dependencies stay
for i in range(2):
    try:
        import packages.failing.mod
        print("imported")
    except ZeroDivisionError:
        print("ZeroDivisionError", "packages.failing.mod" in sys.modules, "packages.failing" in sys.modules, "packages.failing.dependency" in sys.modules)
print(hasattr(packages.failing, "mod"), hasattr(packages.failing, "dependency"))
try:
    import packages.failing.syntax
except SyntaxError as e:
    print("SyntaxError", "packages.failing.syntax" in sys.modules)
from packages.failing import uses_failing
print(uses_failing.caught)
# sys.modules decides
class Fake:
    attr = "fake attr"
    def method(self): return self.attr
    def __getattr__(self, name):
        if name.startswith("__"): raise AttributeError(name)
        return "dynamic " + name
sys.modules["fake"] = Fake()
import fake
from fake import attr, method, anything
print(fake.attr, attr, method(), anything)
sys.modules["packages.fake"] = "a string"
import packages.fake as pf
print(pf)
sys.modules["blocked"] = None
try:
    import blocked
    print(blocked)
except ImportError:
    print("ImportError")
del sys.modules["fake"]
try:
    import fake
except ImportError:
    print("gone")
old = sys.modules["packages.pkg.sibling"]
del sys.modules["packages.pkg.sibling"]
import packages.pkg.sibling
print(packages.pkg.sibling is old)
# __import__ can be replaced
import builtins
log = []
real = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    log.append((name, fromlist and tuple(fromlist), level))
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import packages.pkg.sub
from packages.pkg import value, sibling
import packages.pkg as q
builtins.__import__ = real
print(log)
# what modules have
print(__name__, sys.__name__, p.__name__, leaf.__file__[-len("packages/pkg/sub/leaf.py"):], hasattr(p, "__path__"), hasattr(leaf, "__path__"))
import packages.pkg as again
print(again is p, sys.modules["packages.pkg"] is p, sys.modules[__name__].p is p)
