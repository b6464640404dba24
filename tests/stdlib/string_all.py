import string

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits)
print(repr(string.punctuation), repr(string.whitespace), len(string.printable))
print(string.capwords("hello  big world"), string.capwords("a-b-c", "-"))
t = string.Template("$who likes ${what} for $$5")
print(t.substitute(who="tim", what="kung pao"), t.safe_substitute(who="tim"), t.substitute({"who": "x", "what": 1}))
print(t.get_identifiers(), t.is_valid(), string.Template("$1").is_valid())
for bad in ("$who $", "${}"):
    try:
        string.Template(bad).substitute(who=1)
    except ValueError as e:
        print(e)
try:
    t.substitute(who=1)
except KeyError as e:
    print("KeyError", e)


class MyTemplate(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(MyTemplate("%% %with_underscore %notunderscored").safe_substitute(with_underscore="replaced", notunderscored="no"))
f = string.Formatter()
print(f.format("{0} {name!r:>8} {1:.2f} {0.real} {lst[1]}", 7, 3.14159, name="bob", lst=[1, 2]))
print(list(f.parse("a{{b}} {x.y[0]!s:>{w}} end")))
print(f.vformat("{a} {b}", (), {"a": 1, "b": 2}), f.format("{} {}", 1, 2))


class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, "<%s>" % key) if isinstance(key, str) else args[key]


print(Default().format("{x} {y}", x=1))
try:
    f.format("{0} {}", 1, 2)
except ValueError as e:
    print(e)
