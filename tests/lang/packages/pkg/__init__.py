print("pkg init", __name__, __package__ if "__package__" in globals() else "-")
value = "pkg value"
from . import sibling
from .sibling import shared
