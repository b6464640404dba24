# _csv — readers and writers of comma-separated values.
QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3
__version__ = "1.0"


class Error(Exception):
    pass


_dialects = {}
_limit = 131072
_defaults = {
    "delimiter": ",",
    "doublequote": True,
    "escapechar": None,
    "lineterminator": "\r\n",
    "quotechar": '"',
    "quoting": QUOTE_MINIMAL,
    "skipinitialspace": False,
    "strict": False,
}


class Dialect:
    def __init__(self, dialect=None, **given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in given:
            if name not in _defaults:
                raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        for name, default in _defaults.items():
            if name in given:
                value = given[name]
            elif dialect is not None and hasattr(dialect, name):
                value = getattr(dialect, name)
            else:
                value = default
            setattr(self, name, value)
        for name in ("delimiter", "quotechar", "escapechar"):
            value = getattr(self, name)
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                raise TypeError('"%s" must be %s, not %s' % (
                    name, "string" if name == "delimiter" else "string or None", type(value).__name__))
            if len(value) != 1:
                raise TypeError('"%s" must be a 1-character string' % name)
        if not isinstance(self.quoting, int):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value')
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string, not %s' % type(self.lineterminator).__name__)
        if "quotechar" in given and given["quotechar"] is None and "quoting" not in given:
            self.quoting = QUOTE_NONE
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        self.doublequote = bool(self.doublequote)
        self.skipinitialspace = bool(self.skipinitialspace)
        self.strict = bool(self.strict)


def register_dialect(name, dialect=None, **given):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **given)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    before = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return before


class Reader:
    def __init__(self, lines, dialect=None, **given):
        self.dialect = Dialect(dialect, **given)
        self._lines = iter(lines)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        quote = d.quotechar if d.quoting != QUOTE_NONE else None
        escape = d.escapechar
        fields = []
        field = []
        state = "start record"
        is_number = False

        def save():
            text = "".join(field)
            field.clear()
            fields.append(float(text) if is_number else text)

        def start_field(c):
            nonlocal is_number
            is_number = False
            if c == d.delimiter:
                save()
                return "start field"
            if c == quote:
                return "quoted"
            if c == escape and escape is not None:
                return "escape"
            if c == " " and d.skipinitialspace:
                return "start field"
            is_number = d.quoting == QUOTE_NONNUMERIC
            add(c)
            return "field"

        def add(c):
            field.append(c)
            if len(field) > _limit:
                raise Error("field larger than field limit (%d)" % _limit)

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state in ("quoted", "escape quoted", "escape"):
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(
                    "iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__
                )
            self.line_num += 1
            for c in line:
                is_end = c == "\n" or c == "\r"
                if state == "end":
                    if not is_end:
                        raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
                elif state == "start record":
                    state = "end" if is_end else start_field(c)
                elif state == "start field":
                    if is_end:
                        save()
                        state = "end"
                    else:
                        state = start_field(c)
                elif state == "field":
                    if is_end:
                        save()
                        state = "end"
                    elif c == escape and escape is not None:
                        state = "escape"
                    elif c == d.delimiter:
                        save()
                        state = "start field"
                    else:
                        add(c)
                elif state == "escape":
                    add(c)
                    state = "field" if not is_end else "escaped newline"
                elif state == "escaped newline":
                    if is_end:
                        save()
                        state = "end"
                    elif c == d.delimiter:
                        save()
                        state = "start field"
                    else:
                        add(c)
                        state = "field"
                elif state == "quoted":
                    if c == escape and escape is not None:
                        state = "escape quoted"
                    elif c == quote:
                        state = "quote in quoted" if d.doublequote else "field"
                    else:
                        add(c)
                elif state == "escape quoted":
                    add(c)
                    state = "quoted"
                else:
                    if c == quote and d.quoting != QUOTE_NONE:
                        add(c)
                        state = "quoted"
                    elif c == d.delimiter:
                        save()
                        state = "start field"
                    elif is_end:
                        save()
                        state = "end"
                    elif not d.strict:
                        add(c)
                        state = "field"
                    else:
                        raise Error("'%s' expected after '%s'" % (d.delimiter, quote))
            if state in ("quoted", "escape quoted"):
                if state == "escape quoted":
                    add("\n")
                    state = "quoted"
                continue
            if state == "escape":
                add("\n")
                state = "field"
                continue
            if state == "escaped newline":
                continue
            if state == "start record" or state == "end":
                return fields
            save()
            return fields


class Writer:
    def __init__(self, file, dialect=None, **given):
        self.dialect = Dialect(dialect, **given)
        self._write = file.write

    def writerow(self, row):
        try:
            row = iter(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        d = self.dialect
        parts = [self._field(value) for value in row]
        if len(parts) == 1 and parts[0] == "":
            if d.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            parts[0] = d.quotechar * 2
        return self._write(d.delimiter.join(parts) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        d = self.dialect
        is_number = isinstance(value, (int, float)) and not isinstance(value, str)
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        quoted = d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not is_number)
        out = []
        for c in text:
            wants_escape = False
            if c == d.delimiter or c == d.escapechar or c == d.quotechar or c in d.lineterminator or c in "\r\n":
                if d.quoting == QUOTE_NONE:
                    wants_escape = True
                elif c == d.quotechar:
                    if d.doublequote:
                        out.append(c)
                    else:
                        wants_escape = True
                elif c == d.escapechar:
                    wants_escape = True
                if not wants_escape:
                    quoted = True
                elif d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                else:
                    out.append(d.escapechar)
            out.append(c)
        text = "".join(out)
        return d.quotechar + text + d.quotechar if quoted else text


def reader(lines, dialect=None, **given):
    return Reader(lines, dialect, **given)


def writer(file, dialect=None, **given):
    if not hasattr(file, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return Writer(file, dialect, **given)
