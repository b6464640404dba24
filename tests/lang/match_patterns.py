# What reads as a pattern, what each matches, and what is refused.
class C:
    __match_args__ = ("p", "q")
    p = 1
    q = 2
    x = 1
    b = 5
class a:
    b = C
    C = C
C.c = 5

patterns = ["1", "-1", "-1.5", "1+2j", "-1-2j", "'a' 'b'", "b'x'", "None", "True", "a", "_", "a.b.c", "(a)", "(a.b)", "()", "(a,)", "(a, b)", "[]", "[a]", "[a, *b]", "[*_, a]", "*a, b", "a, ", "a, b", "{}", "{'a': b}", "{-1: b, a.b.c: c, None: d}", "{**r}", "{'a': 1, **r}", "C()", "C(a)", "C(a, b=c)", "a.C(x=1,)", "1 | 2 | 3", "[a] | (a, _)", "(1 | 2) as x", "1 | 2 as x", "[1 as x, 2 as y]", "{'a': 1 as x}", "C(a as b, c=(d as e))", "((a))", "(1|2)", "x as y", "((1 as a) | (2 as a))", "[(1 | 2) as x, *_] | (x, 9, 9)", "a if a", "[x]", "[a, (b, c) | (b, _, c)] | {'a': a, 'b': b, 'c': c}"]
subjects = [1, -1, -1.5, 1+2j, -1-2j, "ab", b"x", None, True, (), (1,), (1, 2), [3], [1, 9, 9], {}, {"a": 1}, {-1: 2, None: 3}, {"a": 1, "b": 2, "c": 3}, C(), {-1: 5, 5: 6, None: 7}, [1, (2, 3, 4)]]
names = ("b", "c", "d", "e", "r", "x", "y")
for pattern in patterns:
    space = {}
    exec("def f(subject, a, C):\n match subject:\n  case %s: return a, locals()\n return None, None\n" % pattern, space)
    out = []
    for s in subjects:
        try:
            bound, found = space["f"](s, a, C)
        except AttributeError as e:
            out.append("AttributeError")
            continue
        if found is None:
            out.append("no")
            continue
        keys = [k for k in names if k in found]
        out.append((bound is not a and bound is not s and bound, keys, [found[k] if found[k] is not s else "all" for k in keys if not isinstance(found[k], dict)]))
    print(pattern, out)

refused = ["-(1)+x", "a+b", "+1", "a<b", "not a", "...", "-True", "-'a'", "{a}", "{a: 1}", "{**_}", "{**r, 'a': 1}", "{**r, **s}", "[*a, *b]", "*a", "(*a)", "x[0]", "f()()", "f(*a)", "f(**a)", "f(a=1, b)", "f(a=1, a=2)", "[a, a]", "a | b", "[a] | [b]", "1 | a | 2", "(a as b) | c", "a as _", "a as b.c", "a as b()", "lambda: 1", "a if", "(a := 1)", "[a for a in b]", "(yield)", "f'{x}'", "a.b as 1", "1 + 2", "{1 as x: y}", "a, a", "[a, *a]", "{'k': a, **a}", "C(a, b=a)", "a as a", "x.y()[0]", "(a, b) as a", "*a as b, c", "[*a as b]", "None.x", "'a'.b", "__debug__", "_.a as __debug__", "{1: a | b}", "x as y as z", "1 as x | 2", "a: pass\n  case b"]
for pattern in refused:
    try:
        compile("match x:\n  case 0: pass\n  case %s: pass\n" % pattern, "f", "exec")
        print("accepted", pattern)
    except SyntaxError as e:
        print(pattern, e.lineno)
