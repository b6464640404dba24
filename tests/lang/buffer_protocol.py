# needs: full-level
# __buffer__ (PEP 688): objects of user classes as buffers.
class B:
    def __init__(self, data):
        self.data = bytearray(data)
        self.released = 0
    def __buffer__(self, flags):
        assert isinstance(flags, int)
        return memoryview(self.data)
    def __release_buffer__(self, view):
        self.released += 1
b = B(b"hello")
m = memoryview(b)
print(bytes(m), len(m), m[1], m.readonly)
m[0] = 72
print(bytes(b), b.data)
print(bytearray(b), b"".join([b, b"!"]), b"x" + b, b.data == b, int.from_bytes(b, "little") == int.from_bytes(b.data, "little"))
class Bad:
    def __buffer__(self, flags):
        return 5
class NotBuffer:
    pass
class Raises:
    def __buffer__(self, flags):
        raise ValueError("no buffer")
for o in (Bad(), NotBuffer(), Raises()):
    try:
        memoryview(o)
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
