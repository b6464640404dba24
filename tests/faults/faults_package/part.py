from . import name

value = [1, 2, 3]


def function(n):
    return name[:n]
