import sys
import faults_package
from faults_package.part import value, function as renamed
import faults_package.part as p

print(faults_package.name, value, renamed(3), p.__name__)
try:
    import no_such_module_here
except ImportError as e:
    print("ImportError")
try:
    from faults_package import nothing
except ImportError:
    print("no nothing")
try:
    import faults_package.broken
except ZeroDivisionError:
    print("broken", "faults_package.broken" in sys.modules)
m = __import__("faults_package.part")
print(m is faults_package, sorted(n for n in dir(p) if n[0] != "_"))
namespace = {}
exec("def f(x):\n    return [x, g]\ng = 5\n", namespace)
print(namespace["f"](1), eval("a + b", {"a": 1, "b": 2}))
