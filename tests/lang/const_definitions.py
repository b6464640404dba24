# Compile-time constants and compiler decorators; names of MicroPython, so the expected output is reviewed by hand.
_X = const(3)
Y = const(_X + 1)
class D:
    _REG = const(0x10)
    PUB = const(_REG | 1)
    def r(self): return _REG, PUB if 0 else self.PUB
def f():
    _L = const(9)
    return _L + _X
print('_X' in globals(), Y, D().r(), hasattr(D, '_REG'), f())
try:
    compile("A = const(x)", "s", "exec")
except SyntaxError as e: print(e)
try:
    compile("A = const(1)\nA = const(2)", "s", "exec")
except SyntaxError as e: print(e)
@micropython.native
def n(a: ptr8, b: int) -> uint: return a
print(n(1, 2), n.__annotations__)
for d in ("asm_thumb", "foo", "native.x"):
    try: compile("@micropython.%s\ndef f(): pass" % d, "s", "exec")
    except SyntaxError as e: print(e)
c = compile("assert 0\nx = 1", "s", "exec", 0, False, 1)
exec(c)
