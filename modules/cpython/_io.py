# _io — what CPython's io.py puts together: abstract bases, and the streams of our own io module.
import uio
from builtins import BlockingIOError, open
from uio import BytesIO, FileIO, StringIO
from uio import TextIOWrapper as _FileText

DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding


class _IOBase:
    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(type(self).__name__ + "." + name + "() not supported")

    def seek(self, pos, whence=0):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported("truncate")

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        self._unsupported("fileno")

    def isatty(self):
        self._checkClosed()
        return False

    def readline(self, size=-1):
        if size is None:
            size = -1
        line = bytearray()
        while size < 0 or len(line) < size:
            b = self.read(1)
            if not b:
                break
            line += b
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None):
        lines = []
        n = 0
        for line in self:
            lines.append(line)
            n += len(line)
            if hint is not None and 0 < hint <= n:
                break
        return lines

    def writelines(self, lines):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        b = bytearray(size)
        n = self.readinto(b)
        return None if n is None else bytes(b[:n])

    def readall(self):
        parts = bytearray()
        while True:
            data = self.read(DEFAULT_BUFFER_SIZE)
            if not data:
                return bytes(parts) if parts or data is not None else None
            parts += data

    def readinto(self, b):
        self._unsupported("readinto")

    def write(self, b):
        self._unsupported("write")


class _BufferedIOBase(_IOBase):
    def read(self, size=-1):
        self._unsupported("read")

    def read1(self, size=-1):
        self._unsupported("read1")

    def readinto(self, b):
        data = self.read(len(b))
        b[: len(data)] = data
        return len(data)

    readinto1 = readinto

    def write(self, b):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


class _TextIOBase(_IOBase):
    encoding = None
    newlines = None
    errors = None

    def read(self, size=-1):
        self._unsupported("read")

    def write(self, s):
        self._unsupported("write")

    def readline(self, size=-1):
        line = ""
        while size is None or size < 0 or len(line) < size:
            c = self.read(1)
            line += c
            if not c or c == "\n":
                break
        return line

    def detach(self):
        self._unsupported("detach")


class _BufferedMixin(_BufferedIOBase):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._raw = raw
        self._buffer_size = buffer_size

    raw = property(lambda self: self._raw)
    closed = property(lambda self: self._raw.closed)
    name = property(lambda self: self._raw.name)
    mode = property(lambda self: self._raw.mode)

    def close(self):
        if self._raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def detach(self):
        self.flush()
        raw = self._raw
        self._raw = None
        return raw

    def readable(self):
        return self._raw.readable()

    def writable(self):
        return self._raw.writable()

    def seekable(self):
        return self._raw.seekable()

    def fileno(self):
        return self._raw.fileno()

    def isatty(self):
        return self._raw.isatty()


class BufferedReader(_BufferedMixin):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        _BufferedMixin.__init__(self, raw, buffer_size)
        self._ahead = b""

    def flush(self):
        pass

    def _fill(self, size):
        while len(self._ahead) < size:
            data = self._raw.read(max(self._buffer_size, size - len(self._ahead)))
            if not data:
                break
            self._ahead += data

    def peek(self, size=0):
        if not self._ahead:
            self._ahead = self._raw.read(self._buffer_size) or b""
        return self._ahead

    def read(self, size=-1):
        if size is None or size < 0:
            data = self._ahead
            self._ahead = b""
            while True:
                more = self._raw.read(self._buffer_size)
                if not more:
                    return data
                data += more
        self._fill(size)
        data = self._ahead[:size]
        self._ahead = self._ahead[size:]
        return data

    def read1(self, size=-1):
        data = self.peek()
        if size is None or size < 0:
            size = len(data)
        self._ahead = data[size:]
        return data[:size]

    def readline(self, size=-1):
        while True:
            end = self._ahead.find(b"\n") + 1
            if end or (size is not None and 0 <= size <= len(self._ahead)):
                break
            data = self._raw.read(self._buffer_size)
            if not data:
                end = len(self._ahead)
                break
            self._ahead += data
        if size is not None and size >= 0 and (not end or end > size):
            end = size
        return self.read(end)

    def tell(self):
        return self._raw.tell() - len(self._ahead)

    def seek(self, pos, whence=0):
        if whence == 1:
            pos -= len(self._ahead)
        self._ahead = b""
        return self._raw.seek(pos, whence)


class BufferedWriter(_BufferedMixin):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        _BufferedMixin.__init__(self, raw, buffer_size)
        self._pending = bytearray()

    def write(self, b):
        self._pending += b
        if len(self._pending) > self._buffer_size:
            self.flush()
        return len(b)

    def flush(self):
        while self._pending:
            n = self._raw.write(bytes(self._pending))
            if n is None:
                raise BlockingIOError(11, "write could not complete without blocking")
            self._pending[:n] = b""

    def tell(self):
        return self._raw.tell() + len(self._pending)

    def seek(self, pos, whence=0):
        self.flush()
        return self._raw.seek(pos, whence)

    def truncate(self, pos=None):
        self.flush()
        return self._raw.truncate(self.tell() if pos is None else pos)


class BufferedRandom(BufferedWriter, BufferedReader):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        BufferedReader.__init__(self, raw, buffer_size)
        self._pending = bytearray()

    def write(self, b):
        if self._ahead:
            self.seek(0, 1)
        return BufferedWriter.write(self, b)

    def read(self, size=-1):
        BufferedWriter.flush(self)
        return BufferedReader.read(self, size)

    def tell(self):
        return self._raw.tell() - len(self._ahead) + len(self._pending)

    def seek(self, pos, whence=0):
        BufferedWriter.flush(self)
        return BufferedReader.seek(self, pos, whence)

    flush = BufferedWriter.flush


class BufferedRWPair(_BufferedIOBase):
    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self._reader = BufferedReader(reader, buffer_size)
        self._writer = BufferedWriter(writer, buffer_size)
        for name in ("read", "read1", "peek", "readinto"):
            setattr(self, name, getattr(self._reader, name))
        self.write = self._writer.write

    def flush(self):
        self._writer.flush()

    def close(self):
        self._writer.close()
        self._reader.close()

    def readable(self):
        return True

    def writable(self):
        return True


class IncrementalNewlineDecoder:
    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self._pending_cr = False
        self._seen = 0

    def decode(self, data, final=False):
        text = data if self._decoder is None else self._decoder.decode(data, final=final)
        if self._pending_cr and (text or final):
            text = "\r" + text
            self._pending_cr = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._pending_cr = True
        n_crlf = text.count("\r\n")
        n_cr = text.count("\r") - n_crlf
        n_lf = text.count("\n") - n_crlf
        self._seen |= (n_lf and 1) | (n_cr and 2) | (n_crlf and 4)
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def reset(self):
        self._seen = 0
        self._pending_cr = False
        if self._decoder:
            self._decoder.reset()

    @property
    def newlines(self):
        kinds = tuple(k for bit, k in ((1, "\n"), (2, "\r"), (4, "\r\n")) if self._seen & bit)
        return kinds[0] if len(kinds) == 1 else kinds or None


class _TextMeta(type):
    def __instancecheck__(cls, obj):
        return type.__instancecheck__(cls, obj) or (cls is TextIOWrapper and isinstance(obj, _FileText))


# Text over any stream of bytes. (open() gives a native object for files.)
class TextIOWrapper(_TextIOBase, metaclass=_TextMeta):
    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %r" % (newline,))
        self.buffer = buffer
        self.encoding = "utf-8" if encoding in (None, "locale") else encoding
        self.errors = errors or "strict"
        self._newline = newline
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._ahead = ""
        self._decoder = None

    closed = property(lambda self: self.buffer is None or self.buffer.closed)
    name = property(lambda self: self.buffer.name)
    newlines = property(lambda self: self._decoder.newlines if self._decoder and hasattr(self._decoder, "newlines") else None)

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        self.flush()
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        self._decoder = None

    def _fill(self):
        if self._decoder is None:
            import codecs

            self._decoder = codecs.getincrementaldecoder(self.encoding)(self.errors)
            if self._newline is None or self._newline == "":
                self._decoder = IncrementalNewlineDecoder(self._decoder, self._newline is None)
        data = self.buffer.read(DEFAULT_BUFFER_SIZE)
        text = self._decoder.decode(data, not data)
        self._ahead += text
        return bool(data) or bool(text)

    def read(self, size=-1):
        self._checkClosed()
        if size is None or size < 0:
            while self._fill():
                pass
            size = len(self._ahead)
        while len(self._ahead) < size and self._fill():
            pass
        text = self._ahead[:size]
        self._ahead = self._ahead[size:]
        return text

    def _line_end(self):
        text = self._ahead
        if self._newline == "":
            ends = [i for i in (text.find("\n"), text.find("\r")) if i >= 0]
            if not ends:
                return -1
            i = min(ends)
            if text[i] == "\r" and text[i + 1 : i + 2] in ("\n", ""):
                return i + 2 if i + 1 < len(text) else -1
            return i + 1
        end = self._newline or "\n"
        i = text.find(end)
        return i if i < 0 else i + len(end)

    def readline(self, size=-1):
        self._checkClosed()
        while True:
            end = self._line_end()
            if end >= 0 or (size is not None and 0 <= size <= len(self._ahead)):
                break
            if not self._fill():
                end = len(self._ahead)
                break
        if size is not None and size >= 0 and (end < 0 or end > size):
            end = size
        text = self._ahead[:end]
        self._ahead = self._ahead[end:]
        return text

    def write(self, text):
        self._checkClosed()
        if not isinstance(text, str):
            raise TypeError("can't write %s to text stream" % type(text).__name__)
        n = len(text)
        if self._newline not in (None, "", "\n"):
            text = text.replace("\n", self._newline)
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.line_buffering and "\n" in text:
            self.flush()
        return n

    def flush(self):
        self.buffer.flush()

    def close(self):
        if self.buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        self.flush()
        buffer = self.buffer
        self.buffer = None
        return buffer

    def tell(self):
        if self._ahead:
            return self.buffer.tell() - len(self._ahead.encode(self.encoding))
        return self.buffer.tell()

    def seek(self, pos, whence=0):
        self.flush()
        if whence == 1:
            pos, whence = self.tell(), 0
        self._ahead = ""
        self._decoder = None
        return self.buffer.seek(pos, whence)

    def truncate(self, pos=None):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)
