# Methods of str: split, strip, find, replace, case, tests, partition.

TEXT = """It was a bright cold day in the harbour, and the clocks on the quay were striking.
A pilot, his collar turned up, slipped quickly through the glass doors of the office,
though not quickly enough to prevent a swirl of gritty dust from entering along with him.
"""


def words(text):
    n = 0
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(".,").lower()
            if word.isalpha():
                n += len(word)
    return n


def count_with_find(text, what):
    n = 0
    at = text.find(what)
    while at >= 0:
        n += 1
        at = text.find(what, at + 1)
    return n


def headers(n):
    seen = 0
    for i in range(n):
        line = "Content-Length: " + str(i) + "\r\n"
        name, _, value = line.partition(":")
        if name.lower() == "content-length" and value.strip().isdigit():
            seen += int(value)
        if line.startswith("Content") and line.endswith("\r\n"):
            seen += 1
    return seen


def main():
    text = TEXT * 4000
    assert words(text) == 205 * 4000
    assert count_with_find(text, "the ") == text.count("the ") == 20000
    changed = text
    for old, new in (("the", "THE"), ("quick", "slow"), ("dust", "snow"), ("THE", "the"), ("slow", "quick")):
        changed = changed.replace(old, new)
    assert changed.replace("snow", "dust") == text
    assert text.upper().lower() == text.lower()
    assert len(text.upper().split("THE")) == len(text.lower().split("the"))
    n = 400000
    assert headers(n) == n * (n - 1) // 2 + n
    s = 0
    for i in range(400000):
        s += "a,b,c,d".split(",")[i & 3] == "c"
        s += " x ".strip() == "x"
        s += "k=v".find("=")
    assert s == 100000 + 400000 + 400000


main()
