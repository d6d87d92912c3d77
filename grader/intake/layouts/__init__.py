"""The ways in which the hand-ins of a class lie, the most particular first.

A new layout is a module here and a name in `_ALL`.
"""

from grader.intake.layouts.canvas import Canvas
from grader.intake.layouts.classroom import Classroom
from grader.intake.layouts.gradescope import Gradescope
from grader.intake.layouts.moodle import Moodle
from grader.intake.layouts.plain import Plain
from grader.intake.place import HandIn, Harvest, Layout, Member, Place

_ALL: tuple[Layout, ...] = (Moodle(), Gradescope(), Canvas(), Classroom(), Plain())
LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _ALL}
"""By name, in the order in which they are tried; the last one takes anything."""

__all__ = ["LAYOUTS", "HandIn", "Harvest", "Layout", "Member", "Place"]
