"""Imported by spawned and forkserver children of a session, as their parent's main module."""

from __future__ import annotations

from . import journal
from .steps import install as steps

journal.install_in_child()
steps.install_in_child()
