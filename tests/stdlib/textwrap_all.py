import textwrap

text = """Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor
incididunt ut labore et dolore magna aliqua.  Ut enim-ad minim veniam -- quis nostrud
exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat."""
for width in (20, 40, 70):
    for line in textwrap.wrap(text, width):
        print(repr(line))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.fill("averyveryverylongwordindeed and short", 10))
print(textwrap.fill("averyveryverylongwordindeed and short", 10, break_long_words=False))
print(textwrap.fill("a-b c-d-e f", 3, break_on_hyphens=False))
print(textwrap.shorten("Hello  world! and more", width=12))
print(textwrap.shorten("Hello world", width=10, placeholder="..."))
print(repr(textwrap.dedent("    a\n      b\n\n    c\n")))
print(repr(textwrap.dedent("\ta\n\t b\n")))
print(repr(textwrap.indent("a\n\nb\n", "  ")))
print(repr(textwrap.indent("a\n\nb\n", "> ", lambda line: True)))
w = textwrap.TextWrapper(width=25, max_lines=2, fix_sentence_endings=True, expand_tabs=True, tabsize=4)
print(w.wrap("One.\tTwo three. Four five six seven eight nine ten eleven"))
try:
    textwrap.wrap("x", 0)
except ValueError as e:
    print("ValueError", e)
