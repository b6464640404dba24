x = 1
def __getattr__(name):
    if name == "__all__":
        return ["x", "y"]
    if name == "y":
        return "lazy y"
    raise AttributeError(name)
