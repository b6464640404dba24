# Natural loops of control-flow graphs: depth-first numbering, dominators, union-find; graphs of objects.


class Block:
    def __init__(self, name):
        self.name = name
        self.following = []
        self.preceding = []
        self.number = -1
        self.dominator = None


class Graph:
    def __init__(self):
        self.blocks = []

    def new_block(self):
        block = Block(len(self.blocks))
        self.blocks.append(block)
        return block

    def edge(self, a, b):
        a.following.append(b)
        b.preceding.append(a)

    def line(self, start, n):
        for _ in range(n):
            block = self.new_block()
            self.edge(start, block)
            start = block
        return start

    def diamond(self, start):
        left = self.new_block()
        right = self.new_block()
        end = self.new_block()
        self.edge(start, left)
        self.edge(start, right)
        self.edge(left, end)
        self.edge(right, end)
        return end

    def loop(self, start, depth):
        header = self.line(start, 1)
        body = self.diamond(header)
        if depth > 0:
            body = self.loop(body, depth - 1)
            body = self.diamond(body)
            body = self.loop(body, depth - 1)
        foot = self.line(body, 1)
        self.edge(foot, header)
        return self.line(foot, 1)


def reverse_postorder(entry):
    order = []
    seen = {entry}
    stack = [(entry, iter(entry.following))]
    while stack:
        block, rest = stack[-1]
        for following in rest:
            if following not in seen:
                seen.add(following)
                stack.append((following, iter(following.following)))
                break
        else:
            stack.pop()
            order.append(block)
    order.reverse()
    for i, block in enumerate(order):
        block.number = i
    return order


def meet(a, b):
    while a is not b:
        while a.number > b.number:
            a = a.dominator
        while b.number > a.number:
            b = b.dominator
    return a


def find_dominators(order):
    entry = order[0]
    for block in order:
        block.dominator = None
    entry.dominator = entry
    changed = True
    while changed:
        changed = False
        for block in order[1:]:
            best = None
            for p in block.preceding:
                if p.dominator is not None:
                    best = p if best is None else meet(p, best)
            if block.dominator is not best:
                block.dominator = best
                changed = True


def dominates(a, b):
    while b.number > a.number:
        b = b.dominator
    return a is b


def find_loops(order):
    loops = {}
    for block in order:
        for header in block.following:
            if dominates(header, block):
                body = loops.setdefault(header, {header})
                work = [block]
                while work:
                    b = work.pop()
                    if b not in body:
                        body.add(b)
                        work.extend(b.preceding)
    return loops


class Sets:
    def __init__(self, n):
        self.parent = list(range(n))

    def find(self, i):
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a, b):
        self.parent[self.find(a)] = self.find(b)


def main():
    graph = Graph()
    entry = graph.new_block()
    end = entry
    for _ in range(40):
        end = graph.loop(end, 3)
    n_loops = 40 * 15
    for _ in range(4):
        order = reverse_postorder(entry)
        assert len(order) == len(graph.blocks)
        find_dominators(order)
        loops = find_loops(order)
        assert len(loops) == n_loops
        sizes = sorted([len(body) for body in loops.values()])
        assert sizes[0] == 5 and sizes[-1] == 110
        sets = Sets(len(graph.blocks))
        for header, body in loops.items():
            for block in body:
                sets.join(block.name, header.name)
        roots = {sets.find(i) for i in range(len(graph.blocks))}
        assert len(roots) == len(graph.blocks) - 110 * 40 + 40


for _ in range(7):
    main()
