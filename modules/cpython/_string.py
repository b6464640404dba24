# _string — what string.Formatter needs: format strings taken apart.
def formatter_field_name_split(name):
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first = name[:end]
    if first.isdigit() and first.isascii():
        first = int(first)
    return first, _field_rest(name, end)


def _field_rest(name, i):
    n = len(name)
    while i < n:
        if name[i] == ".":
            end = i + 1
            while end < n and name[end] not in ".[":
                end += 1
            key = name[i + 1 : end]
            is_attribute = True
        elif name[i] == "[":
            end = name.find("]", i)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = name[i + 1 : end]
            end += 1
            is_attribute = False
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not key:
            raise ValueError("Empty attribute in format string")
        if not is_attribute and key.isdigit() and key.isascii():
            key = int(key)
        yield is_attribute, key
        i = end


def formatter_parser(text):
    i = 0
    n = len(text)
    while i < n:
        start = i
        while i < n and text[i] not in "{}":
            i += 1
        if i == n:
            yield text[start:], None, None, None
            return
        c = text[i]
        if text[i + 1 : i + 2] == c:
            yield text[start : i + 1], None, None, None
            i += 2
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if i + 1 == n:
            raise ValueError("Single '{' encountered in format string")
        literal = text[start:i]
        i += 1
        field_start = i
        depth = 1
        in_brackets = False
        while i < n:
            c = text[i]
            if in_brackets:
                in_brackets = c != "]"
            elif c == "{":
                depth += 1
            elif c == "}":
                depth -= 1
                if depth == 0:
                    break
            elif c == "[" and depth == 1:
                in_brackets = True
            i += 1
        if depth:
            raise ValueError("expected '}' before end of string")
        yield (literal,) + _split_field(text[field_start:i])
        i += 1


def _split_field(field):
    i = 0
    while i < len(field) and field[i] not in ":!":
        if field[i] == "[":
            i = field.find("]", i)
        if field[i] == "{":
            raise ValueError("unexpected '{' in field name")
        i += 1
    name = field[:i]
    if i == len(field):
        return name, "", None
    if field[i] == ":":
        return name, field[i + 1 :], None
    if i + 1 == len(field):
        raise ValueError("end of string while looking for conversion specifier")
    conversion = field[i + 1]
    rest = field[i + 2 :]
    if rest and rest[0] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion
