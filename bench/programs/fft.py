# Fast Fourier transform, in place on lists of floats and recursively on complex numbers.

import math


def fft_in_place(re, im, inverse):
    n = len(re)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            re[i], re[j] = re[j], re[i]
            im[i], im[j] = im[j], im[i]
    size = 2
    while size <= n:
        half = size >> 1
        angle = 2.0 * math.pi / size * (1.0 if inverse else -1.0)
        step_re = math.cos(angle)
        step_im = math.sin(angle)
        for start in range(0, n, size):
            w_re = 1.0
            w_im = 0.0
            for k in range(start, start + half):
                o = k + half
                t_re = re[o] * w_re - im[o] * w_im
                t_im = re[o] * w_im + im[o] * w_re
                re[o] = re[k] - t_re
                im[o] = im[k] - t_im
                re[k] += t_re
                im[k] += t_im
                w_re, w_im = w_re * step_re - w_im * step_im, w_re * step_im + w_im * step_re
        size <<= 1
    if inverse:
        for i in range(n):
            re[i] /= n
            im[i] /= n


def fft(x):
    n = len(x)
    if n == 1:
        return x
    even = fft(x[0::2])
    odd = fft(x[1::2])
    out = [0j] * n
    for k in range(n // 2):
        angle = -2.0 * math.pi * k / n
        t = complex(math.cos(angle), math.sin(angle)) * odd[k]
        out[k] = even[k] + t
        out[k + n // 2] = even[k] - t
    return out


def main():
    n = 16384
    signal = [math.sin(2.0 * math.pi * 5 * i / n) + 0.5 * math.cos(2.0 * math.pi * 100 * i / n) for i in range(n)]
    for _ in range(3):
        re = signal[:]
        im = [0.0] * n
        fft_in_place(re, im, False)
        power = [re[i] * re[i] + im[i] * im[i] for i in range(n // 2)]
        peaks = sorted(range(n // 2), key=lambda i: -power[i])[:2]
        assert peaks == [5, 100]
        fft_in_place(re, im, True)
        assert max([abs(a - b) for a, b in zip(re, signal)]) < 1e-9
    spectrum = fft([complex(s) for s in signal])
    assert abs(abs(spectrum[5]) - n / 2) < 1e-6 and abs(abs(spectrum[100]) - n / 4) < 1e-6


for _ in range(2):
    main()
