import json

data = {"a": [1, 2.5, True, None, "é\n\"\\"], "b": {"c": {}}, "1": (1, 2), "u": "\u2028\U0001f600"}
print(json.dumps(data), json.dumps(data, ensure_ascii=False), json.dumps(data, indent=2, sort_keys=True), sep="\n")
print(json.dumps([1, [2, {"x": 3}]], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps(float("inf")), json.dumps([], indent=1))
print(json.loads('{"a": [1, -2.5e3, true, false, null, "\\u00e9\\n\\ud83d\\ude00"], "b": {}}'), json.loads(b'"x"'), json.loads(" [ ] "))
print(json.loads('{"x": 1.5}', parse_float=str), json.loads('{"a":1}', object_hook=lambda d: list(d.items())), json.loads('{"a":1,"a":2}', object_pairs_hook=list), json.loads("[NaN, Infinity]"))


class C:
    pass


class E(json.JSONEncoder):
    def default(self, o):
        return "C!" if isinstance(o, C) else super().default(o)


print(json.dumps([C()], cls=E), json.dumps(C(), default=lambda o: "dflt"), "".join(json.JSONEncoder().iterencode([1, {"a": 2}])))
for bad in ("", "{", "[1,]", '{"a" 1}', "nul", "[1] x", '{"a":1,}'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno)
for bad in (C(), {(1, 2): 3}, {1, 2}):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
