# _codecs — the registry of codecs, and the few codecs that str.encode and bytes.decode know.
_search_functions = []
_cache = {}
_handlers = {}


def register(function):
    if not callable(function):
        raise TypeError("argument must be callable")
    _search_functions.append(function)


def unregister(function):
    if function in _search_functions:
        _search_functions.remove(function)
        _cache.clear()


def lookup(encoding):
    key = encoding.lower().replace(" ", "_")
    found = _cache.get(key)
    if found is None:
        if not _search_functions:
            try:
                import encodings
            except ImportError:  # no library of CPython on the path
                raise LookupError("unknown encoding: " + encoding) from None
        for function in _search_functions:
            found = function(key)
            if found is not None:
                break
        else:
            raise LookupError("unknown encoding: " + encoding)
        _cache[key] = found
    return found


_lookup_text_encoding = lookup


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def register_error(name, handler):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[name] = handler


def lookup_error(name):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError("unknown error handler name '" + name + "'")


def _strict(e):
    raise e


def _ignore(e):
    return ("", e.end)


def _replace(e):
    if isinstance(e, UnicodeEncodeError):
        return ("?" * (e.end - e.start), e.end)
    return ("\ufffd", e.end)


def _backslash(e):
    if isinstance(e, UnicodeDecodeError):
        return ("".join("\\x%02x" % b for b in e.object[e.start : e.end]), e.end)
    return ("".join(_escape(ord(c)) for c in e.object[e.start : e.end]), e.end)


def _escape(c):
    return "\\x%02x" % c if c < 0x100 else "\\u%04x" % c if c < 0x10000 else "\\U%08x" % c


def _xml(e):
    return ("".join("&#%d;" % ord(c) for c in e.object[e.start : e.end]), e.end)


def _name(e):
    return _backslash(e)


_handlers.update(
    strict=_strict,
    ignore=_ignore,
    replace=_replace,
    backslashreplace=_backslash,
    xmlcharrefreplace=_xml,
    namereplace=_name,
    surrogateescape=_strict,
    surrogatepass=_strict,
)


def _add(name, encoding):
    def encode(text, errors="strict"):
        return text.encode(encoding, errors or "strict"), len(text)

    def decode(data, errors="strict", final=True):
        data = bytes(data)
        if not final and encoding == "utf-8":
            data = data[: len(data) - _incomplete(data)]
        return data.decode(encoding, errors or "strict"), len(data)

    globals()[name + "_encode"] = encode
    globals()[name + "_decode"] = decode


# Bytes at the end of data that begin a UTF-8 character without finishing it.
def _incomplete(data):
    for back in range(1, min(3, len(data)) + 1):
        b = data[-back]
        if b >= 0xC0:
            need = 2 if b < 0xE0 else 3 if b < 0xF0 else 4
            return back if need > back else 0
        if b < 0x80:
            return 0
    return 0


_add("utf_8", "utf-8")
_add("ascii", "ascii")
_add("latin_1", "latin-1")


def charmap_encode(text, errors="strict", mapping=None):
    out = bytearray()
    for i, c in enumerate(text):
        to = ord(c) if mapping is None else mapping.get(ord(c))
        if to is None or (isinstance(to, int) and to > 255):
            e = UnicodeEncodeError("charmap", text, i, i + 1, "character maps to <undefined>")
            to = lookup_error(errors or "strict")(e)[0]
            to = to.encode("ascii") if isinstance(to, str) else to
        if isinstance(to, int):
            out.append(to)
        else:
            out.extend(to if isinstance(to, (bytes, bytearray)) else to.encode("latin-1"))
    return bytes(out), len(text)


def charmap_decode(data, errors="strict", mapping=None):
    if mapping is None:
        return latin_1_decode(data, errors)
    out = []
    for i, b in enumerate(data):
        try:
            to = mapping[b]
        except (KeyError, IndexError):
            to = None
        if to is None or to == "\ufffe":
            e = UnicodeDecodeError("charmap", bytes(data), i, i + 1, "character maps to <undefined>")
            to = lookup_error(errors or "strict")(e)[0]
        out.append(chr(to) if isinstance(to, int) else to)
    return "".join(out), len(data)


def charmap_build(table):
    return {ord(c): i for i, c in enumerate(table)}


_simple = {"n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "f": 12, "v": 11, "\\": 92, "'": 39, '"': 34}


def escape_decode(data, errors="strict"):
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    return _unescape(text, False).encode("latin-1"), len(data)


def unicode_escape_decode(data, errors="strict", final=True):
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    return _unescape(text, True), len(data)


def _unescape(text, is_unicode):
    out = []
    i = 0
    while i < len(text):
        c = text[i]
        i += 1
        if c != "\\":
            out.append(c)
            continue
        if i == len(text):
            raise ValueError("Trailing \\ in string")
        c = text[i]
        i += 1
        n = {"x": 2, "u": 4 if is_unicode else 0, "U": 8 if is_unicode else 0}.get(c, 0)
        if c in _simple:
            out.append(chr(_simple[c]))
        elif c == "\n":
            pass
        elif n:
            digits = text[i : i + n]
            if len(digits) < n:
                raise ValueError("truncated \\%s escape" % c)
            out.append(chr(int(digits, 16)))
            i += n
        elif c in "01234567":
            end = i
            while end < len(text) and end < i + 2 and text[end] in "01234567":
                end += 1
            out.append(chr(int(text[i - 1 : end], 8)))
            i = end
        else:
            out.append("\\" + c)
    return "".join(out)


def unicode_escape_encode(text, errors="strict"):
    out = []
    for c in text:
        if c in "\\":
            out.append("\\\\")
        elif " " <= c <= "~":
            out.append(c)
        else:
            out.append({"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(c) or _escape(ord(c)))
    return "".join(out).encode("ascii"), len(text)


def escape_encode(data, errors="strict"):
    return repr(bytes(data))[2:-1].encode("ascii"), len(data)


def raw_unicode_escape_encode(text, errors="strict"):
    return "".join(c if ord(c) < 256 else _escape(ord(c)) for c in text).encode("latin-1"), len(text)


def raw_unicode_escape_decode(data, errors="strict", final=True):
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    parts = text.split("\\u")
    return parts[0] + "".join(chr(int(p[:4], 16)) + p[4:] for p in parts[1:]), len(data)


def readbuffer_encode(data, errors="strict"):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return data, len(data)


def _utf_n_encode(text, size, order):
    out = bytearray()
    for c in text:
        c = ord(c)
        if size == 2 and c >= 0x10000:
            c -= 0x10000
            out.extend((0xD800 | c >> 10).to_bytes(2, order))
            c = 0xDC00 | c & 0x3FF
        out.extend(c.to_bytes(size, order))
    return bytes(out)


def _utf_n_decode(data, size, order, final):
    data = bytes(data)
    out = []
    i = 0
    while i + size <= len(data):
        c = int.from_bytes(data[i : i + size], order)
        if size == 2 and 0xD800 <= c < 0xDC00:
            if i + 4 > len(data):
                break
            low = int.from_bytes(data[i + 2 : i + 4], order)
            if not 0xDC00 <= low < 0xE000:
                raise UnicodeDecodeError("utf-16", data, i, i + 2, "illegal UTF-16 surrogate")
            c = 0x10000 + ((c & 0x3FF) << 10 | low & 0x3FF)
            i += 2
        out.append(chr(c))
        i += size
    if final and i < len(data):
        raise UnicodeDecodeError("utf-16" if size == 2 else "utf-32", data, i, len(data), "truncated data")
    return "".join(out), i


def _add_utf(bits):
    size = bits // 8
    mark = b"\xff\xfe\x00\x00"[:size]

    def ex_decode(data, errors="strict", byteorder=0, final=True):
        data = bytes(data)
        skip = 0
        order = "big" if byteorder > 0 else "little"
        if byteorder == 0 and len(data) >= size:
            if data[:size] == mark:
                skip, byteorder = size, -1
            elif data[:size] == bytes(reversed(mark)):
                skip, byteorder, order = size, 1, "big"
        text, used = _utf_n_decode(data[skip:], size, order, final)
        return text, used + skip, byteorder

    def encode(text, errors="strict", byteorder=0):
        data = _utf_n_encode(text, size, "big" if byteorder > 0 else "little")
        return (mark if byteorder == 0 else b"") + data, len(text)

    g = globals()
    g["utf_%d_encode" % bits] = encode
    g["utf_%d_le_encode" % bits] = lambda text, errors="strict": encode(text, errors, -1)
    g["utf_%d_be_encode" % bits] = lambda text, errors="strict": encode(text, errors, 1)
    g["utf_%d_ex_decode" % bits] = ex_decode
    g["utf_%d_decode" % bits] = lambda data, errors="strict", final=True: ex_decode(data, errors, 0, final)[:2]
    g["utf_%d_le_decode" % bits] = lambda data, errors="strict", final=True: ex_decode(data, errors, -1, final)[:2]
    g["utf_%d_be_decode" % bits] = lambda data, errors="strict", final=True: ex_decode(data, errors, 1, final)[:2]


_add_utf(16)
_add_utf(32)


# Classes keep these functions as attributes and call them without self.
class _Function:
    def __init__(self, function):
        self._function = function

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)


for _n in list(globals()):
    if _n.endswith(("_encode", "_decode")) and not _n.startswith("_"):
        globals()[_n] = _Function(globals()[_n])
