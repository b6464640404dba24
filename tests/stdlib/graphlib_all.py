from graphlib import CycleError, TopologicalSorter

graph = {"D": {"B", "C"}, "C": {"A"}, "B": {"A"}}
order = list(TopologicalSorter(graph).static_order())
print(order[0], order[-1], sorted(order))
ts = TopologicalSorter()
ts.add(3, 1, 2)
ts.add(2, 1)
ts.add(4)
ts.prepare()
while ts.is_active():
    ready = sorted(ts.get_ready())
    print(ready)
    ts.done(*ready)
try:
    TopologicalSorter({1: [2], 2: [3], 3: [1]}).prepare()
except CycleError as e:
    print(e.args[0], sorted(set(e.args[1])))
ts = TopologicalSorter({1: [2]})
for action in (ts.get_ready, lambda: ts.done(1)):
    try:
        action()
    except ValueError as e:
        print(e)
ts.prepare()
try:
    ts.done(1)
except ValueError as e:
    print(e)
try:
    ts.add(5)
except ValueError as e:
    print(e)
print(bool(ts))
