known = 1


def __getattr__(name):
    if name == "computed":
        return "computed " + name
    if name == "other":
        return [1]
    if name == "broken":
        return 1 // 0
    raise AttributeError(name)


def __dir__():
    return ["known", "computed"]
