# bytes and bytearray: indexing, checksums, run-length packing, slices, views.


def make_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


TABLE = make_table()


def crc32(data):
    crc = 0xFFFFFFFF
    for b in data:
        crc = TABLE[(crc ^ b) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def pack(data):
    out = bytearray()
    i = 0
    n = len(data)
    while i < n:
        b = data[i]
        j = i + 1
        while j < n and data[j] == b and j - i < 255:
            j += 1
        out.append(j - i)
        out.append(b)
        i = j
    return bytes(out)


def unpack(packed):
    out = bytearray()
    for i in range(0, len(packed), 2):
        out.extend(bytes([packed[i + 1]]) * packed[i])
    return bytes(out)


def xor(data, key):
    out = bytearray(data)
    for i in range(len(out)):
        out[i] ^= key[i % len(key)]
    return out


def main():
    assert crc32(b"123456789") == 0xCBF43926
    data = bytes([(i * i >> 7) & 0xFF for i in range(400000)])
    crc = crc32(data)
    packed = pack(data)
    assert unpack(packed) == data and len(packed) < len(data) * 2
    secret = xor(data, b"key of eleven")
    assert secret != data and xor(secret, b"key of eleven") == data
    assert crc32(data) == crc
    view = memoryview(bytearray(data))
    total = 0
    for at in range(0, len(view), 64):
        total += len(view[at : at + 64])
        view[at] = 0
    assert total == len(data)
    text = data.hex()
    assert len(text) == 800000 and bytes.fromhex(text) == data


for _ in range(2):
    main()
