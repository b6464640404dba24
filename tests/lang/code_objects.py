# Metadata of code objects, locals(), compile() at optimisation levels, exec in namespaces.
c = compile("assert 0\nx = 1", "s", "exec", 0, False, 1)
exec(c)
print(x)
def g(a, b=1, /, c=2, *d, e, **k):
    z = 1
    return z
co = g.__code__
print(co.co_name, co.co_argcount, co.co_posonlyargcount, co.co_kwonlyargcount, co.co_varnames, co.co_flags, co.co_firstlineno)
print(len(co.co_code) > 0, g.__defaults__, len(list(co.co_lines())) > 0)
def loc(p):
    a = 1
    if a: b = 2
    r = sorted(locals())
    late = 3
    return r
print(loc(0))
def loc_cell():
    v = 1
    def inner(): return v
    return sorted(locals())
print(loc_cell())
print(eval("[i for i in range(3)]"), eval("(lambda x: x + 1)(2)"), eval("x + 1"), eval(" 1"))
ns = {}
exec("a = 1\ndef f(): return a\nb = [a for _ in range(2)]\nclass K: v = a\nglobal gg\ngg = 5\ndel a", ns)
print(sorted(k for k in ns if k[0] != '_'))
local = {}
exec("q = 1\nr = [i for i in range(1)]\ntry:\n  raise ValueError\nexcept ValueError as e: pass\ndef f(): return 1\nclass C: z = 3", {}, local)
print(sorted(local), local["C"].z)
exec("global made\nmade = 2", globals(), {})
print(made)
