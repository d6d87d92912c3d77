"""Fill the gaps of a sentence: in Chinese a blank parts it from Latin letters, not from its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MARK = "\x1f"
_WIDE = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_JOINT = re.compile(f"(?<=[{_WIDE}])(?:{_MARK} {_MARK}?| {_MARK})(?=[{_WIDE}])")
"""A blank between two wide characters, of which one at least was put in."""


def fill(sentence: str, parts: Mapping[str, object]) -> str:
    """Put parts into the gaps of a translated sentence that has a blank on both sides of each."""
    marked = {name: _marked(str(part).replace(_MARK, "")) for name, part in parts.items()}
    return _JOINT.sub("", sentence.format(**marked)).replace(_MARK, "")


def _marked(part: str) -> str:
    return f"{_MARK}{part}{_MARK}" if part else ""
