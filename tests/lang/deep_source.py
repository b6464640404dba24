# needs: deep-stack
# Source nested without end is refused or compiled, and the interpreter goes on.


def outcome(source, run=eval):
    try:
        run(source)
    except (SyntaxError, RuntimeError, MemoryError, NameError, TypeError, ImportError):
        pass


N = 20000
for s in ("(", "[", "{", "-", "not ", "lambda:", "1+(", "f(", "a[", "~", "1**", "a if b else ", "await ", "*", "{1:", "f'{", "x.y(", "yield ",
          "(yield ", "1 if ", "[x for x in ", "(a,", "[*", "{**", "lambda x=", "a:=", "(a:="):
    outcome(s * N + "1")
for s, e in (("(", ")"), ("[", "]"), ("{1:", "}"), ("f(", ")"), ("(a,", ")"), ("f'{", "}'"), ("[x for x in ", "]"), ("a[", "]"), ("(lambda:", ")"), ("{", "}")):
    outcome(s * N + "1" + e * N)
for s in ("+1", ".a", "()", "[0]", " and 1", " or x", " < 1", " in x", "**1", " if 1 else 1", ",1", "for x in y", " is not 1", "@x", ":1"):
    outcome("1" + s * N)
for head in ("if 1:", "while x:", "for a in b:", "def f():", "class A:", "with a:", "try:", "async def f():", "match x:", "else:"):
    for n in (90, 400, 2000):
        outcome("".join(" " * i + head + "\n" for i in range(n)) + " " * n + "pass\n", lambda s: compile(s, "s", "exec"))
outcome("if a: pass\n" + "elif b: pass\n" * N, lambda s: compile(s, "s", "exec"))
outcome("x = " + "a = " * N + "1\n", lambda s: compile(s, "s", "exec"))
outcome("match x:\n case " + "(" * N + "1", lambda s: compile(s, "s", "exec"))
outcome("match x:\n case " + "1|" * N + "1: pass\n", lambda s: compile(s, "s", "exec"))
outcome("x: " + "list[" * N, lambda s: compile(s, "s", "exec"))
outcome("def f(" + ",".join("a%d" % i for i in range(3000)) + "): return a2999\n", exec)
outcome("f(" + ",".join("a%d=1" % i for i in range(3000)) + ")")
outcome("f(" + "1," * 70000 + ")")
outcome("[" + "1," * 70000 + "]")
outcome("{" + "1:1," * 70000 + "}")
outcome("".join("x%d = %d\n" % (i, i * 1000003) for i in range(5000)), exec)
outcome("def f():\n" + "".join(" x%d = %d\n" % (i, i) for i in range(2000)) + " return x1999\n", exec)
outcome("x = 1" + ";x = 1" * N, exec)
outcome("@a\n" * N + "def f(): pass\n", exec)
outcome("global " + ",".join("a%d" % i for i in range(N)) + "\n", exec)
outcome("import a" + ".b" * N, exec)
outcome("'" + "\\x41" * 100000 + "'")
outcome("'a' " * N)
outcome("f'" + "{1}" * 3000 + "'")
outcome("1" * 20000)
outcome("0x" + "f" * 100000)
outcome("1." + "0" * 100000 + "e99999999999")
outcome("1e" + "9" * 10000)
outcome("a" * 100000)
outcome("\\\n" * N + "1")
outcome("\n" * 100000 + "1", exec)
outcome("#" * 1000000)
outcome("try: pass\n" + "except A: pass\n" * 5000, exec)
outcome("del " + "(" * N)
outcome("del " + "a," * N + "b", exec)
outcome("for " + "(" * N, exec)
outcome("with " + "(" * N, exec)
outcome("with " + ",".join(["a"] * 5000) + ": pass", exec)
outcome("def f():\n" + " yield\n" * N, exec)
outcome("while 1:\n" + " if x: break\n" * N, lambda s: compile(s, "s", "exec"))
outcome("def f(): return " + "+".join("a%d" % i for i in range(3000)), exec)
print(eval("(" * 50 + "1" + ")" * 50), eval("-" * 100 + "1"), len(eval("[" * 30 + "]" * 30)))
print(eval("+".join(["1"] * 3000)), eval("'a' 'b' " * 1000)[-4:])
print("end")
