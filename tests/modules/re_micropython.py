# What MicroPython programs may rely on and CPython refuses: mixed str and bytes, errors that are ValueError.
import re
import ure

print(ure is re, issubclass(re.error, ValueError))
print(re.match("a+", b"aab"), re.match(b"a+", "aab").group(), re.sub("b", "x", b"abc"))
for bad in ("a**", "(", "[", "\\"):
    try:
        re.compile(bad)
    except ValueError:
        print("ValueError")
