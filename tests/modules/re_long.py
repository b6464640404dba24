# Long subjects and deep patterns neither crash nor take for ever.
import re

print(len(re.match("(a|b)*", "ab" * 50000).group()), re.match("(?:(a)|b)*c", "ab" * 20000 + "c").span())
print(re.match("a*" * 20 + "b", "a" * 30 + "b").end(), re.search("[^x]*x", "y" * 100000) is None)
print(re.match("(" * 200 + "a" + ")" * 200, "a").groups() == ("a",) * 200)
print(re.sub("a(b)?", lambda m: m.group(1) or "-", "ab" * 5000 + "a")[-3:], len(re.findall("é.", "éa" * 10000)))
try:
    re.compile("(" * 100000 + ")" * 100000)
    print("too deep")  # or not: both are fine
except (RuntimeError, RecursionError, re.error):
    print("too deep")
print(re.match("(?:a{0,3}){0,1000}b", "aaab").end(), re.match("((?:a?){10}){10}", "aaa").group())
big = re.compile("|".join("word%d" % i for i in range(500)))
print(big.search("xx word4999 yy").group(), big.fullmatch("word77").group())
print([m.start() for m in re.finditer("ü", "aü" * 4)], re.search("(?<=ü)b", "aüb").span(), re.search("b", "üüüb").start())
