# Caches: least recently used by a linked list and a dict, a binary heap, and a trie.


class Entry:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = self.after = self


class Cache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.ring = Entry(None, None)
        self.hits = 0
        self.misses = 0

    def unlink(self, e):
        e.before.after = e.after
        e.after.before = e.before

    def link_first(self, e):
        ring = self.ring
        e.before = ring
        e.after = ring.after
        ring.after.before = e
        ring.after = e

    def get(self, key, make):
        e = self.entries.get(key)
        if e is not None:
            self.hits += 1
            self.unlink(e)
            self.link_first(e)
            return e.value
        self.misses += 1
        value = make(key)
        if len(self.entries) >= self.capacity:
            oldest = self.ring.before
            self.unlink(oldest)
            del self.entries[oldest.key]
        e = Entry(key, value)
        self.entries[key] = e
        self.link_first(e)
        return value


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i > 0:
            parent = (i - 1) >> 1
            if items[parent] <= item:
                break
            items[i] = items[parent]
            i = parent
        items[i] = item

    def pop(self):
        items = self.items
        top = items[0]
        item = items.pop()
        n = len(items)
        if n:
            i = 0
            while True:
                child = 2 * i + 1
                if child >= n:
                    break
                if child + 1 < n and items[child + 1] < items[child]:
                    child += 1
                if items[child] >= item:
                    break
                items[i] = items[child]
                i = child
            items[i] = item
        return top


def make_trie(words):
    root = {}
    for word in words:
        node = root
        for c in word:
            node = node.setdefault(c, {})
        node[""] = word
    return root


def count_below(node):
    n = 0
    for c, child in node.items():
        n += 1 if c == "" else count_below(child)
    return n


def main():
    cache = Cache(1000)
    state = 1
    n = 250000
    for i in range(n):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        key = (state >> 8) % (1 + (state >> 4) % 3000)
        assert cache.get(key, lambda k: k * k) == key * key
    assert cache.hits + cache.misses == n and len(cache.entries) == 1000
    assert cache.hits > cache.misses
    heap = Heap()
    for i in range(40000):
        heap.push(i * 7919 % 40009)
    last = -1
    for i in range(40000):
        item = heap.pop()
        assert item >= last
        last = item
    words = [str(i * 31) for i in range(20000)]
    trie = make_trie(words)
    assert count_below(trie) == 20000
    assert count_below(trie["1"]) == len([w for w in words if w[0] == "1"])


for _ in range(2):
    main()
