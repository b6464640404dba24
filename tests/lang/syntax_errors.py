# Programs that scope analysis and code generation must refuse, and neighbours they must accept.
def check(source):
    try:
        compile(source, "s", "exec")
    except SyntaxError:
        return "refused"
    return "accepted"
for source in (
    "break", "continue", "return 1", "yield 1", "class A:\n return 1", "class A: yield",
    "def f():\n global x\n global x", "def f(x):\n global x", "def f():\n x = 1\n global x", "def f():\n print(x)\n global x",
    "nonlocal x", "def f():\n nonlocal x", "def f(x):\n def g():\n  nonlocal x", "def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x",
    "def f():\n def g():\n  nonlocal x\n x = 1", "def f(x):\n nonlocal x", "global x",
    "def f():\n from m import *", "from m import *", "class A:\n from m import *",
    "[x := 1 for x in y]", "[y := 1 for x in z]", "class A: [y := 1 for x in z]", "class A: y = (x := 1)",
    "[(yield) for x in y]", "def f(): [(yield) for x in y]", "def f(): return [x for x in (yield)]",
    "async def f(): yield from x", "async def f():\n yield 1\n return 2", "async def f():\n yield 1\n return",
    "def f():\n async for x in y: pass", "def f():\n async with x: pass", "async def f():\n async with x: pass",
    "def f(): [x async for x in y]", "async def f(): [x async for x in y]", "async def f():\n def g():\n  async for x in y: pass",
    "while x:\n def f():\n  break", "for x in y:\n class A:\n  continue", "for x in y: pass\nelse: break",
    "while 1:\n for x in y: pass\n else: break", "while 1:\n try: pass\n finally: continue", "while 1:\n with a: break",
    "lambda: (yield)", "x = yield", "def f(): x = yield", "import a.b as c", "from __future__ import annotations",
    "from __future__ import nothing_like_that", "try: pass\nexcept* E:\n for x in y: break",
    "def f():\n try: pass\n finally: return", "match x:\n case 1: break", "while 1:\n match x:\n  case 1: break",
    "def f():\n class A:\n  nonlocal x", "def f(x):\n class A:\n  nonlocal x", "class A:\n def f(self): super()",
):
    print(repr(source), check(source))
