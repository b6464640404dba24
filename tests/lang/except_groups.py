def handle(*errors):
    out = []
    try:
        try:
            raise ExceptionGroup("g", list(errors))
        except* ValueError as g:
            out.append(("V", [str(e) for e in g.exceptions]))
        except* (KeyError, TypeError) as g:
            out.append(("KT", len(g.exceptions)))
        else:
            out.append("else")
        finally:
            out.append("finally")
    except ExceptionGroup as rest:
        out.append(("rest", [type(e).__name__ for e in rest.exceptions]))
    return out
print(handle(ValueError(1)))
print(handle(ValueError(1), ValueError(2), KeyError(3)))
print(handle(OSError(1), KeyError(2)))
print(handle(OSError(1)))
def naked():
    try:
        raise ValueError("naked")
    except* ValueError as e:
        return_value = [type(e).__name__, len(e.exceptions)]
    try:
        e
    except NameError:
        return return_value
print(naked())
def raising():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
        except* ValueError:
            raise OSError("new")
        except* KeyError:
            pass
    except* OSError as e:
        print("OSError", len(e.exceptions))
raising()
def none():
    try:
        x = 1
    except* ValueError:
        x = 2
    else:
        x += 10
    return x
print(none())
def loop():
    out = []
    try:
        raise ExceptionGroup("g", [ValueError(i) for i in range(4)])
    except* ValueError as g:
        for e in g.exceptions:
            if e.args[0] == 1: continue
            if e.args[0] == 3: break
            out.append(e.args[0])
    return out
print(loop())
for bad in ("break", "continue", "return"):
    try:
        compile("def f():\n for i in x:\n  try: pass\n  except* E: %s" % bad, "s", "exec")
    except SyntaxError:
        print("refused", bad)
