"""How much of what was handed in is looked at, and how much is taken."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bound the work that one hand-in can cause, whatever its headers claim."""

    files: int = 200
    """Files taken into one submission."""
    file_bytes: int = MIB
    """One source file."""
    data_bytes: int = 256 * KIB
    """One text file that is not source."""
    total_bytes: int = 4 * MIB
    """All files of one submission, after decompression."""
    depth: int = 12
    """Folders inside one another."""
    looked_at: int = 5000
    """Files and folders of one hand-in that are looked at; nearest to its top first."""
    zip_bytes: int = 32 * MIB
    """A student's zip file itself, still compressed."""
    zip_entries: int = 5000
    """Entries of a student's zip file."""
    download_entries: int = 200_000
    """Entries of the zip file of a whole class."""
    metadata_bytes: int = 32 * MIB
    """A platform's own list of the students beside their files."""


def in_words(size_bytes: int) -> str:
    """Say a size as people do: `1 MiB`, `256 KiB`, `7 bytes`."""
    for unit, name in ((MIB, "MiB"), (KIB, "KiB")):
        if size_bytes >= unit:
            return f"{size_bytes / unit:.3g} {name}"
    return f"{size_bytes} bytes"
