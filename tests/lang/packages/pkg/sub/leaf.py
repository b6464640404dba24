print("leaf init", __name__)
from ... import pkg as top
from ..sub import __name__ as sub_name
leaf_value = "leaf"
def deep():
    from ...pkg import sibling
    from . import leaf
    return sibling.where(), leaf.__name__
