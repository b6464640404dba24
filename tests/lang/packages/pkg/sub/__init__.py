print("sub init", __name__)
from .. import value
from ..sibling import shared as up
from .leaf import leaf_value
from . import leaf as leaf_module
