"""What students hand in: folders, zip files and platforms' downloads, read into submissions.

    a path ─► Place (a Tree: FolderTree or ZipTree) ─► Layout.harvest ─► HandIn a student
           ─► gather: its files, unread ─► match: which exercise ─► Draft ─► Submission with an id

Nothing is unpacked onto the disk, no link is followed, and all that is read is bounded.
"""

from grader.intake.bounds import Bounds
from grader.intake.collect import Entry, Intake, collect
from grader.intake.layouts import LAYOUTS
from grader.intake.names import safe_id

__all__ = ["LAYOUTS", "Bounds", "Entry", "Intake", "collect", "safe_id"]
