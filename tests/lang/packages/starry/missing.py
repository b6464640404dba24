__all__ = ("nope",)
