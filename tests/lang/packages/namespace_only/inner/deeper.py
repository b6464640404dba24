name = __name__
from ..mod import name as other
