# needs: full-level
# What a traceback's frames tell of the functions they were: code, globals, line.


def inner():
    raise ValueError(1)


def outer():
    inner()


try:
    outer()
except ValueError as e:
    tb = e.__traceback__
    while tb:
        frame = tb.tb_frame
        code = frame.f_code
        print(code.co_name, tb.tb_lineno, frame.f_globals is globals(), code is getattr(globals().get(code.co_name), "__code__", code))
        print(sorted(set(frame.f_locals) & {"inner", "outer"}))
        tb = tb.tb_next

namespace = {"__name__": "other"}
exec("def f():\n    return 1 // 0", namespace)
try:
    namespace["f"]()
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_frame.f_globals["__name__"])

try:
    compile("a = = 1", "given.py", "exec")
except SyntaxError as e:
    print(e.filename, e.lineno)
try:
    raise SyntaxError("mine")
except SyntaxError as e:
    print(e.filename, e.lineno)
