# The n-queens puzzle, twice: by permutations from a generator and by sets of bits.


def permutations(items):
    if len(items) <= 1:
        yield tuple(items)
        return
    for i in range(len(items)):
        rest = items[:i] + items[i + 1 :]
        for p in permutations(rest):
            yield (items[i],) + p


def queens_by_permutation(n):
    columns = list(range(n))
    count = 0
    for board in permutations(columns):
        if len({board[i] + i for i in columns}) == n and len({board[i] - i for i in columns}) == n:
            count += 1
    return count


def queens_by_bits(n, columns=0, left=0, right=0):
    full = (1 << n) - 1
    if columns == full:
        return 1
    free = full & ~(columns | left | right)
    count = 0
    while free:
        bit = free & -free
        free ^= bit
        count += queens_by_bits(n, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


def queens_by_lists(n):
    solutions = 0
    place = [-1] * n
    row = 0
    while row >= 0:
        place[row] += 1
        while place[row] < n:
            ok = True
            for r in range(row):
                if place[r] == place[row] or abs(place[r] - place[row]) == row - r:
                    ok = False
                    break
            if ok:
                break
            place[row] += 1
        if place[row] == n:
            place[row] = -1
            row -= 1
        elif row == n - 1:
            solutions += 1
        else:
            row += 1
    return solutions


def main():
    assert queens_by_permutation(8) == 92
    assert queens_by_bits(12) == 14200
    assert queens_by_lists(9) == 352


main()
