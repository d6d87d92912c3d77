"""Remove what a session has written, whatever it looks like.

Folders may be nested too deep for a path or for recursion, shut by their modes, and linked to
anywhere. So no path here is longer than three names: what is found in a folder's folder is first
moved up to the top, and links are removed, never followed.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable

WIPE_SECONDS, WIPE_CPU_SECONDS = 5.0, 1.0
"""How long wiping may take: a fresh box is cheaper than a million files one by one."""


def wipe(roots: Iterable[str], uid: int) -> bool:
    """Remove all that the user `uid` owns below the roots; tell whether nothing is left."""
    return Wiping(uid).run([os.fsencode(root) for root in roots])


class Wiping:
    """Empty folders until a deadline."""

    def __init__(self, uid: int) -> None:
        self._uid = uid
        self._deadline = time.monotonic() + WIPE_SECONDS
        self._cpu_deadline = time.thread_time() + WIPE_CPU_SECONDS
        # What the program has named so itself would be in the way of what is moved.
        self._prefix = b"..%s-" % os.urandom(8).hex().encode()
        self._moved = 0

    def run(self, roots: list[bytes]) -> bool:
        """Empty all roots; tell whether that was done in time."""
        try:
            for root in roots:
                while folders := self._clear(root):
                    for folder in folders:
                        self._remove(root, folder)
        except (OSError, TimeoutError):
            return False
        return True

    def _clear(self, root: bytes) -> list[bytes]:
        """Remove the files of ours in `root`; return the folders of ours."""
        folders = []
        for entry in list(os.scandir(root)):
            self._check_time()
            info = entry.stat(follow_symlinks=False)
            if info.st_uid == self._uid:
                if stat.S_ISDIR(info.st_mode):
                    folders.append(entry.path)
                else:
                    os.unlink(entry.path)
        return folders

    def _remove(self, root: bytes, folder: bytes) -> None:
        """Remove a folder of the root, moving its folders up to the root."""
        os.chmod(folder, 0o700)
        for entry in list(os.scandir(folder)):
            self._check_time()
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, 0o700)
                self._moved += 1
                os.rename(entry.path, os.path.join(root, b"%s%d" % (self._prefix, self._moved)))
            else:
                os.unlink(entry.path)
        os.rmdir(folder)

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline or time.thread_time() > self._cpu_deadline:
            raise TimeoutError
