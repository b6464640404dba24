# A JSON reader and writer by recursive descent over characters.


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip_space(self):
        text = self.text
        at = self.at
        while text[at] in " \n\t\r":
            at += 1
        self.at = at

    def value(self):
        self.skip_space()
        c = self.text[self.at]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "t":
            return self.word("true", True)
        if c == "f":
            return self.word("false", False)
        if c == "n":
            return self.word("null", None)
        return self.number()

    def word(self, word, value):
        if self.text[self.at : self.at + len(word)] != word:
            raise ValueError("unexpected word at %d" % self.at)
        self.at += len(word)
        return value

    def object(self):
        result = {}
        self.at += 1
        self.skip_space()
        if self.text[self.at] == "}":
            self.at += 1
            return result
        while True:
            self.skip_space()
            key = self.string()
            self.skip_space()
            if self.text[self.at] != ":":
                raise ValueError("colon expected at %d" % self.at)
            self.at += 1
            result[key] = self.value()
            self.skip_space()
            c = self.text[self.at]
            self.at += 1
            if c == "}":
                return result
            if c != ",":
                raise ValueError("comma expected at %d" % self.at)

    def array(self):
        result = []
        self.at += 1
        self.skip_space()
        if self.text[self.at] == "]":
            self.at += 1
            return result
        while True:
            result.append(self.value())
            self.skip_space()
            c = self.text[self.at]
            self.at += 1
            if c == "]":
                return result
            if c != ",":
                raise ValueError("comma expected at %d" % self.at)

    def string(self):
        text = self.text
        if text[self.at] != '"':
            raise ValueError("string expected at %d" % self.at)
        at = self.at + 1
        parts = []
        start = at
        while True:
            c = text[at]
            if c == '"':
                parts.append(text[start:at])
                self.at = at + 1
                return "".join(parts)
            if c == "\\":
                parts.append(text[start:at])
                escape = text[at + 1]
                if escape == "u":
                    parts.append(chr(int(text[at + 2 : at + 6], 16)))
                    at += 6
                else:
                    parts.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(escape, escape))
                    at += 2
                start = at
                continue
            at += 1

    def number(self):
        text = self.text
        start = at = self.at
        is_float = False
        while at < len(text) and text[at] in "+-0123456789.eE":
            if text[at] in ".eE":
                is_float = True
            at += 1
        if at == start:
            raise ValueError("value expected at %d" % at)
        self.at = at
        return float(text[start:at]) if is_float else int(text[start:at])


ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def write(value, out):
    if value is None:
        out.append("null")
    elif value is True:
        out.append("true")
    elif value is False:
        out.append("false")
    elif isinstance(value, str):
        out.append('"')
        for c in value:
            out.append(ESCAPES.get(c, c))
        out.append('"')
    elif isinstance(value, (int, float)):
        out.append(repr(value))
    elif isinstance(value, list):
        out.append("[")
        for i, item in enumerate(value):
            if i:
                out.append(",")
            write(item, out)
        out.append("]")
    else:
        out.append("{")
        first = True
        for key, item in value.items():
            if not first:
                out.append(", ")
            first = False
            write(key, out)
            out.append(": ")
            write(item, out)
        out.append("}")


def document(n):
    return [
        {
            "id": i,
            "name": "item \"%d\"\n" % i,
            "price": i / 8,
            "tags": ["red", "green", None, True, False, -i],
            "nested": {"depth": {"empty": {}, "list": [[], [i]]}, "text": "x" * (i % 20)},
        }
        for i in range(n)
    ]


def main():
    original = document(1600)
    for _ in range(4):
        out = []
        write(original, out)
        text = "".join(out)
        back = Parser(text).value()
        assert back == original
    assert Parser('"\\u0041\\u00e9" ').value() == "A\u00e9"
    failed = 0
    for bad in ("[1,]", "{1:2}", "[tru]", '{"a" 1}'):
        try:
            Parser(bad + " ").value()
        except ValueError:
            failed += 1
    assert failed == 4


for _ in range(3):
    main()
