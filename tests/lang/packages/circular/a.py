print("a start")
before = 1
from . import b
import packages.circular.b as b_again
after = 2
print("a end", b.saw, b is b_again)
