import fnmatch

for name, pattern in (("foo.py", "*.py"), ("foo.py", "f?o.*"), ("Foo", "foo"), ("a[b", "a[[]b"), ("x-1", "x[!a-z]1"), ("abc", "[a-c]*"), (".hid", "*"), ("a\nb", "a*b"), ("foo", "*o*o"), ("x]", "x[]]")):
    print(name, pattern, fnmatch.fnmatch(name, pattern), fnmatch.fnmatchcase(name, pattern))
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"))
for p in ("*.txt", "a?b", "[!x]", "[a-", "**a**", "a.b+c"):
    print(repr(fnmatch.translate(p)))
print(fnmatch.fnmatch(b"foo", b"f*"), fnmatch.filter([b"a", b"b"], b"[a]"))
