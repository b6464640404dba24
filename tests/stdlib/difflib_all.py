import difflib

a = "one two three four five six".split()
b = "one three four 5 six seven".split()
s = difflib.SequenceMatcher(None, a, b)
print(round(s.ratio(), 6), round(s.quick_ratio(), 6), round(s.real_quick_ratio(), 6))
for op in s.get_opcodes():
    print(op)
for m in s.get_matching_blocks():
    print(tuple(m), m)
print([list(g) for g in s.get_grouped_opcodes(1)])
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(list(difflib.unified_diff(a, b, "a", "b", lineterm="")))
print("\n".join(difflib.context_diff(a, b, "a", "b", lineterm="")))
print("\n".join(difflib.ndiff(["hello\n", "world\n", "same\n"], ["hallo\n", "world!\n", "same\n"])))
d = list(difflib.Differ().compare(["a", "b", "c"], ["a", "c", "d"]))
print(d)
print(list(difflib.restore(d, 1)), list(difflib.restore(d, 2)))
s = difflib.SequenceMatcher(lambda c: c == " ", "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3), s.find_longest_match(0, 29, 0, 38))
print(difflib.IS_LINE_JUNK("  \n"), difflib.IS_CHARACTER_JUNK("\t"))
html = difflib.HtmlDiff().make_table(["a"], ["b"])
print(len(html) > 100, "diff_chg" in html)
