# What the smallest level leaves out is missing loudly.
def attempt(source):
    try:
        exec(source, {})
    except Exception as e:
        return type(e).__name__
    return "nothing raised"


for source in ("1.5", "1e3", "3j", "1 / 2", "float('1')", "complex(1)", "memoryview(b'')", "async def f(): pass", "await x",
               "match 1:\n case 1: pass", "try:\n pass\nexcept* ValueError:\n pass", "'abc'[::2]", "b'abc'[::-1]", "range(9)[1:2]",
               "'abc'.title()", "b''.hex()", "(5).bit_length()", "round(2)", "'%(a)s' % {'a': 1}", "'{0[0]}'.format([1])",
               "pow(2, 3, 5)", "open('x')", "help()", "locals()", "2 ** -1", "import math", "from . import x", "1 @ 2"):
    print(source.replace("\n", " "), "->", attempt(source))
