"""Values as JSON nodes and back: data by value, everything else by reference.

A JSON scalar stands for itself and an array for a list. Any other value is an object with one key
that names its kind: `{"tuple":[…]}`, `{"dict":[[k,v],…]}`, `{"bytes":"<base64>"}`. Mutable
containers are numbered in the order in which they are first met; `{"ref":n}` is the n-th again, so
shared and cyclic structure survives. What is no data is left to the two sides: `export` turns an
object into a node of its own, `resolve` turns such a node back.

Only exact types are data: an instance of a subclass is an object of whoever wrote the subclass.
"""

from .bounds import (
    INLINE_BITS,
    MAX_DEPTH,
    MAX_FRACTION_BITS,
    MAX_SAME_HASH,
    BadValue,
    CannotEncode,
)
from .decoder import Decoder, Resolve
from .encoder import MUTABLE, Encoder, Export
from .kinds import DATA_TYPES, Node, refill

__all__ = [
    "DATA_TYPES",
    "INLINE_BITS",
    "MAX_DEPTH",
    "MAX_FRACTION_BITS",
    "MAX_SAME_HASH",
    "MUTABLE",
    "BadValue",
    "CannotEncode",
    "Decoder",
    "Encoder",
    "Export",
    "Node",
    "Resolve",
    "refill",
]
