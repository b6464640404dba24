# SyntaxError texts that are depended on.
def show(source):
    try:
        compile(source, "s", "exec")
        print(repr(source), "compiled")
    except SyntaxError as e:
        print(type(e).__name__ + ":", e)
for source in (
    "x = = 1", "f'{'", "f'{}'", "f'}'", "  x = 1", "if 1:\n    x\n  y\n", "1 = x", "f() = 1", "del f()", "del 1", "*a, *b = x", "*a", "x = *a",
    "f(a=1, 2)", "f(**a, 2)", "f(**a, *b)", "f(1=2)", "f(a.b=2)", "break", "continue", "return", "yield", "await x", "async for x in y: pass", "def f():\n async with x: pass",
    "nonlocal x", "def f():\n nonlocal x", "def f():\n x = 1\n global x", "def f(x):\n global x", "def f():\n def g():\n  x = 1\n  nonlocal x\n x = 2", "def f(a, a): pass", "def f(a=1, b): pass",
    "try: pass\nexcept: pass\nexcept ValueError: pass", "{1: 2, 3}", "{1, 2: 3}", "def f():\n from x import *", "class C:\n def m(): super().x", "x = const(f())", "@micropython.nope\ndef f(): pass",
    "x = 01", "x = 0b12", "x = 12abc", "x = 1.5.5", "x = 'abc", "'''abc", "(1, 2", "[1)", "x = $", "x = 1 +", "for x in y", "def f(:", "class", "import", "from x import", "x ?", "'\\x1'", "'\\u12'", "b'\\x'", "\\x", "lambda: (yield) = 1",
    "def f():\n  return 1\n return 2", "raise x from", "with x as 1: pass", "for 1 in x: pass", "(x := 1) = 2", "x := 1", "[x for 1 in y]", "assert", "global x; x = 1; global x", "else: pass", "while 1: pass\nelif x: pass", "not = 1", "None = 1", "True = 1", "def None(): pass", "f(None=1)", "__debug__ = 1", "x.None = 1", "a, b += 1", "a + b = 1", "(a, b): int = 1", "return = 1", "[] += 1", "'a' 1", "b'a' 'b'", "print 'a'", "exec 'a'", "async def f():\n yield 1\n return 2", "async def f():\n yield from x", "def f():\n [(yield) for x in y]", "class C:\n return 1", "class C:\n yield 1", "continue\nwhile 1: pass", "while 1:\n def f():\n  break", "try:\n pass", "match x:\n case 1 | y: pass", "match x:\n case a: pass\n case b: pass", "import a.b as", "from . import *\ndef f(): pass", "from .a.b. import c", "x = (yield)", "@", "@x", "def f(*): pass", "def f(*, **k): pass", "def f(a, *b, *c): pass", "def f(**k, a): pass", "def f(/): pass", "def f(a, /, b, /): pass", "lambda *: 1", "nonlocal x, y", "f(x for x in y, 1)", "f(*)", "x[]", "x[1:2:3:4]", "{**}", "{*}", "a if b", "1 if 2 else", "from __future__ import nope"
):
    show(source)
