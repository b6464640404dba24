print("b start")
import packages.circular.a
from . import a
saw = [hasattr(a, "before"), hasattr(a, "after")]
try:
    from .a import after
except ImportError:
    print("after is not there yet")
from .a import before
print("b end", before)
