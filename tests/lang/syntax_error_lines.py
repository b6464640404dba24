# The line of errors that show only later.
for source in (
    "try: pass\nexcept: pass\nexcept A: pass",
    "match x:\n  case _: pass\n  case 1: pass",
    "match x:\n  case 1: pass\n  case a: pass\n\n  case 2: pass",
    "x = 1\n\nfor 1 in x: pass",
    "def f():\n  x = 1\n  global x",
    "a = (1,\n2,\n3 4)",
    "if 1:\n  pass\n else:\n  pass",
):
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print(e.lineno)
