# Sudoku by candidates kept as bits, always trying the cell with the fewest; copying lists, bit tricks.

PUZZLES = """
4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......
52...6.........7.13...........4..8..6......5...........418.........3..2...87.....
6.....8.3.4.7.................5.4.7.3..2.....1.6.......2.....5.....8.6......1....
48.3............71.2.......7.5....6....2..8.............1.76...3.....4......5....
....14....3....2...7..........9...3.6.1.............8.2.....1.4....5.6.....7.8...
......52..8.4......3...9...5.1...6..2..7........3.....6...1..........7.4.......3.
85...24..72......9..4.........1.7..23.5...9...4...........8..7..17..........36.4.
..53.....8......2..7..1.5..4....53...1..7...6..32...8..6.5....9..4....3......97..
""".split()

ALL = 511


def make_peers():
    peers = []
    for cell in range(81):
        row, column = cell // 9, cell % 9
        mine = set()
        for i in range(9):
            mine.add(row * 9 + i)
            mine.add(i * 9 + column)
            mine.add((row // 3 * 3 + i // 3) * 9 + column // 3 * 3 + i % 3)
        mine.discard(cell)
        peers.append(sorted(mine))
    return peers


PEERS = make_peers()
N_BITS = [bin(i).count("1") for i in range(512)]


def assign(board, cell, bit):
    work = [(cell, bit)]
    while work:
        cell, bit = work.pop()
        if board[cell] & bit == 0:
            return False
        board[cell] = bit
        for peer in PEERS[cell]:
            left = board[peer]
            if left & bit:
                if left == bit:
                    return False
                left ^= bit
                board[peer] = left
                if left & (left - 1) == 0:
                    work.append((peer, left))
    return True


def search(board, statistics):
    statistics[0] += 1
    fewest = 10
    best = -1
    for cell in range(81):
        n = N_BITS[board[cell]]
        if 1 < n < fewest:
            fewest = n
            best = cell
            if n == 2:
                break
    if best < 0:
        return board
    left = board[best]
    while left:
        bit = left & -left
        left ^= bit
        attempt = board[:]
        if assign(attempt, best, bit):
            solved = search(attempt, statistics)
            if solved:
                return solved
    return None


def solve(text, statistics):
    board = [ALL] * 81
    for cell, c in enumerate(text):
        if c != ".":
            bit = 1 << int(c) - 1
            if board[cell] != bit and not assign(board, cell, bit):
                return None
    return search(board, statistics)


def check(text, board):
    for cell, c in enumerate(text):
        assert c == "." or board[cell] == 1 << int(c) - 1
    for cell in range(81):
        assert N_BITS[board[cell]] == 1
        for peer in PEERS[cell]:
            assert board[peer] != board[cell]


def main():
    statistics = [0]
    for text in PUZZLES:
        check(text, solve(text, statistics))
    assert statistics[0] == 46398


main()
