# _io — what CPython's io.py puts together: abstract bases, and the streams of our own io module.
import uio
from builtins import BlockingIOError, open
from uio import BytesIO, FileIO, StringIO, TextIOWrapper

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
