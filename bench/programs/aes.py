# AES-128 in counter mode, byte by byte as FIPS 197 describes it; lists of small ints, xor, tables.


def double(a):
    a <<= 1
    return (a ^ 0x11B) if a & 0x100 else a


def make_sbox():
    # Powers and logarithms to the generator 3 give the inverse; the affine map follows.
    powers = []
    x = 1
    for _ in range(255):
        powers.append(x)
        x ^= double(x)
    logs = {}
    for i in range(255):
        logs[powers[i]] = i
    sbox = []
    for a in range(256):
        b = powers[(255 - logs[a]) % 255] if a else 0
        s = b
        for _ in range(4):
            b = (b << 1 | b >> 7) & 0xFF
            s ^= b
        sbox.append(s ^ 0x63)
    return sbox


SBOX = make_sbox()
DOUBLE = [double(a) for a in range(256)]


def expand_key(key):
    words = [list(key[i : i + 4]) for i in range(0, 16, 4)]
    rcon = 1
    for i in range(4, 44):
        w = words[-1]
        if i % 4 == 0:
            w = [SBOX[w[1]] ^ rcon, SBOX[w[2]], SBOX[w[3]], SBOX[w[0]]]
            rcon = double(rcon)
        words.append([a ^ b for a, b in zip(w, words[i - 4])])
    return [sum(words[i : i + 4], []) for i in range(0, 44, 4)]


SHIFT = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11]


def encrypt_block(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for r in range(1, 10):
        state = [SBOX[state[i]] for i in SHIFT]
        key = keys[r]
        mixed = []
        for c in range(0, 16, 4):
            a, b, d, e = state[c : c + 4]
            t = a ^ b ^ d ^ e
            mixed.append(a ^ t ^ DOUBLE[a ^ b] ^ key[c])
            mixed.append(b ^ t ^ DOUBLE[b ^ d] ^ key[c + 1])
            mixed.append(d ^ t ^ DOUBLE[d ^ e] ^ key[c + 2])
            mixed.append(e ^ t ^ DOUBLE[e ^ a] ^ key[c + 3])
        state = mixed
    return bytes([SBOX[state[SHIFT[i]]] ^ keys[10][i] for i in range(16)])


class Counter:
    def __init__(self, key, start):
        self.keys = expand_key(key)
        self.value = start

    def crypt(self, data):
        out = bytearray()
        for at in range(0, len(data), 16):
            stream = encrypt_block(self.keys, self.value.to_bytes(16, "big"))
            self.value += 1
            for a, b in zip(data[at : at + 16], stream):
                out.append(a ^ b)
        return bytes(out)


def main():
    key = bytes(range(16))
    block = bytes([i * 17 for i in range(16)])
    assert encrypt_block(expand_key(key), block).hex() == "69c4e0d86a7b0430d8cdb78070b4c55a"  # FIPS 197, C.1
    text = bytes([i * i & 0xFF for i in range(120000)])
    secret = Counter(key, 1).crypt(text)
    assert secret != text
    assert Counter(key, 1).crypt(secret) == text


main()
