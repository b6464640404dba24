print("sibling init", __name__)
shared = ["shared"]
def where():
    return __name__
