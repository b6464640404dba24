# _collections — the containers of our collections under the name CPython's package expects.
from ucollections import OrderedDict, defaultdict, deque


def _count_elements(mapping, iterable):
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1
