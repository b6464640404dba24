# needs: full-level
# Calls no program makes on purpose, each of which once went wrong.
import time


def outcome(f, *args):
    try:
        f(*args)
        print("no error")
    except Exception as e:
        print(type(e).__name__, e)


outcome(time.__getattr__, 5)
outcome(time.__getattr__, "x" * 20)
print(int.__pow__(0, [], {}), (5).__pow__("a", 5), (5).__pow__(2, "a"), (5).__pow__(2, 7))
