# Sets: membership, algebra, and a game of life on a set of cells.


def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx, y + dy)
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


def component_sizes(cells):
    left = set(cells)
    sizes = []
    while left:
        work = [left.pop()]
        n = 0
        while work:
            x, y = work.pop()
            n += 1
            for cell in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if cell in left:
                    left.remove(cell)
                    work.append(cell)
        sizes.append(n)
    return sorted(sizes)


def main():
    glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
    cells = set()
    for i in range(12):
        cells |= {(x + 20 * i, y - 20 * i) for x, y in glider}
    start = set(cells)
    for _ in range(160):
        cells = step(cells)
    assert cells == {(x + 40, y + 40) for x, y in start}
    n = 200000
    twos = set(range(0, n, 2))
    threes = set(range(0, n, 3))
    assert len(twos & threes) == (n + 5) // 6
    assert len(twos | threes) == len(twos) + len(threes) - len(twos & threes)
    assert (twos ^ threes) == (twos | threes) - (twos & threes)
    assert twos.isdisjoint({i + 1 for i in twos})
    hits = 0
    for i in range(n):
        if i in twos and i not in threes:
            hits += 1
    assert hits == len(twos - threes)
    board = {(x, y) for x in range(200) for y in range(200) if x % 10 and y % 7}
    assert component_sizes(board) == [27] * 20 + [54] * 560


for _ in range(3):
    main()
