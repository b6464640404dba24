# Module-level __getattr__ and __dir__ (PEP 562), and attributes of modules.
import sys
import packages.lazy as lazy
print(lazy.known)
print(lazy.computed)
from packages.lazy import other
print(other)
try:
    lazy.missing
except AttributeError as e:
    print("AttributeError")
try:
    from packages.lazy import missing
except ImportError as e:
    print("ImportError")
print(hasattr(lazy, "missing"), getattr(lazy, "missing", 3))
try:
    lazy.broken
except ZeroDivisionError as e:
    print("ZeroDivisionError passes")
print(dir(lazy))
lazy.stored = 1
print(lazy.stored, "stored" in lazy.__dict__, vars(lazy) is lazy.__dict__)
lazy.__dict__["direct"] = 2
print(lazy.direct)
del lazy.stored
print(hasattr(lazy, "stored"))
print(lazy.__name__, type(lazy) is type(sys))
try:
    del lazy.never
except AttributeError:
    print("nothing to delete")
m = type(sys)("made")
print(m.__name__)
m.x = 1
print(m.x)
