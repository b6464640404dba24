# A tokenizer, a precedence parser and a stack machine for a little language of expressions.

NUMBER, NAME, OPERATOR, END = range(4)
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 3}


def tokenize(text):
    tokens = []
    i = 0
    n = len(text)
    while i < n:
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i + 1
            while j < n and text[j].isdigit():
                j += 1
            tokens.append((NUMBER, int(text[i:j])))
            i = j
        elif c.isalpha() or c == "_":
            j = i + 1
            while j < n and (text[j].isalpha() or text[j].isdigit() or text[j] == "_"):
                j += 1
            tokens.append((NAME, text[i:j]))
            i = j
        elif c in "+-*/%^()":
            tokens.append((OPERATOR, c))
            i += 1
        else:
            raise SyntaxError("bad character " + c)
    tokens.append((END, None))
    return tokens


class Compiler:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0
        self.code = []

    def operand(self):
        kind, value = self.tokens[self.at]
        self.at += 1
        if kind == NUMBER:
            self.code.append(("push", value))
        elif kind == NAME:
            self.code.append(("load", value))
        elif value == "(":
            self.expression(0)
            if self.tokens[self.at] != (OPERATOR, ")"):
                raise SyntaxError("parenthesis expected")
            self.at += 1
        elif value == "-":
            self.operand()
            self.code.append(("negate", None))
        else:
            raise SyntaxError("operand expected")

    def expression(self, least):
        self.operand()
        while True:
            kind, value = self.tokens[self.at]
            if kind != OPERATOR or value == ")" or PRECEDENCE[value] <= least:
                return
            self.at += 1
            self.expression(PRECEDENCE[value])
            self.code.append(("binary", value))


def execute(code, names):
    stack = []
    for operation, argument in code:
        if operation == "push":
            stack.append(argument)
        elif operation == "load":
            stack.append(names[argument])
        elif operation == "negate":
            stack.append(-stack.pop())
        else:
            b = stack.pop()
            a = stack.pop()
            if argument == "+":
                stack.append(a + b)
            elif argument == "-":
                stack.append(a - b)
            elif argument == "*":
                stack.append(a * b)
            elif argument == "/":
                stack.append(a // b)
            elif argument == "%":
                stack.append(a % b)
            else:
                stack.append(a**b)
    return stack.pop()


def compile_text(text):
    compiler = Compiler(tokenize(text))
    compiler.expression(0)
    if compiler.tokens[compiler.at][0] != END:
        raise SyntaxError("end expected")
    return compiler.code


def main():
    assert execute(compile_text("2 + 3 * (4 - 1) ^ 2 % 5 - -6"), {}) == 2 + 3 * (4 - 1) ** 2 % 5 - -6
    parts = []
    for i in range(3000):
        parts.append("(alpha_%d * %d + beta %% %d) / 3" % (i % 7, i, i % 11 + 2))
    text = " + ".join(parts)
    names = {"beta": 1234}
    for i in range(7):
        names["alpha_%d" % i] = i * i
    expected = sum([((i % 7) ** 2 * i + 1234 % (i % 11 + 2)) // 3 for i in range(3000)])
    for _ in range(9):
        code = compile_text(text)
        for _ in range(4):
            assert execute(code, names) == expected
    failed = 0
    for bad in ("1 +", "(1", "1 $ 2", ") 1", "1 2"):
        try:
            compile_text(bad)
        except SyntaxError:
            failed += 1
    assert failed == 5


main()
