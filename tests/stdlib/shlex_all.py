import shlex

for s in ("ls -l 'a b' \"c d\" e\\ f", "foo#bar baz", "# comment", "a 'b\"c' d\"e'f\"", "x=1;y=2", "", "a\\\nb"):
    print(repr(s), shlex.split(s), shlex.split(s, comments=True), shlex.split(s, posix=False))
for s in ("abc", "a b", "it's", "", "$x"):
    print(shlex.quote(s))
print(shlex.join(["echo", "-n", "Multiple words", "it's"]))
for bad in ("'unclosed", 'a "b', "x\\"):
    try:
        shlex.split(bad)
    except ValueError as e:
        print(e)
lex = shlex.shlex("a && b || c; d >'abc'; (def \"ghi\")", punctuation_chars=True)
print(list(lex))
lex = shlex.shlex("one two;three", posix=True)
lex.whitespace += ";"
print(list(lex), lex.lineno)
lex = shlex.shlex("first second")
lex.push_token("zeroth")
print(lex.get_token(), lex.get_token(), lex.get_token(), repr(lex.get_token()))
