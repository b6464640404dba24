# Fannkuch: the most flips of a prefix over all permutations; list indexing and reversing slices.


def fannkuch(n):
    p = list(range(n))
    q = [0] * n
    s = list(range(n))
    sign = 1
    most = 0
    checksum = 0
    while True:
        first = p[0]
        if first != 0:
            q[:] = p
            flips = 1
            while True:
                top = q[first]
                if top == 0:
                    break
                q[first] = first
                if first > 2:
                    low = 1
                    high = first - 1
                    while low < high:
                        q[low], q[high] = q[high], q[low]
                        low += 1
                        high -= 1
                first = top
                flips += 1
            if flips > most:
                most = flips
            checksum += sign * flips
        if sign == 1:
            p[0], p[1] = p[1], p[0]
            sign = -1
            continue
        p[1], p[2] = p[2], p[1]
        sign = 1
        for i in range(2, n):
            if s[i] != 0:
                s[i] -= 1
                break
            if i == n - 1:
                return checksum, most
            s[i] = i
            t = p.pop(0)
            p.insert(i + 1, t)


def main():
    assert fannkuch(7) == (228, 16)
    assert fannkuch(9) == (8629, 30)


for _ in range(2):
    main()
