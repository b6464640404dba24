x, w, s = 3.14159, 10, "str"
print(f"{x:.2f} {x!r} {s!r:>{w}} {s:*^{w}} {{}} {x=} {s=!s} { x = }")
print(f"", f"plain", f"{s}", f"{s}{s}", f"a{s}b")
print(f"{x:{w}.{3}}|", f"{'nested ' + f'{s}'}", f"{ {1: 2}[1] }", f"{[i for i in range(3)]}", f"{(lambda v: v * 2)(4)}")
print(f"{s!a} {'é'!a}", f"{1, 2}", f"{w:>5}{w:<5}|", f"{w:#x} {w:08b}")
def f(v): return f"<{v}>" f"{v!r}" "lit{}"
print(f(1), f("a"))
class F:
    def __format__(self, spec): return "spec:" + spec
    def __str__(self): return "S"
    def __repr__(self): return "R"
print(f"{F()} {F():abc} {F()!s} {F()!r:>3}")
print(f"{(yy := 5)} {yy}")
