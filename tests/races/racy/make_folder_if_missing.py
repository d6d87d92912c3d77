"""Each task makes the folder for its output, if nobody has done so yet.

Race: both find no folder; the second `mkdir` raises FileExistsError.
Needs: lines
Ends as: RTE
"""

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor

EXPECTED = ["a.txt", "b.txt"]


def save(folder, name):
    if not os.path.exists(folder):
        os.mkdir(folder)
    with open(os.path.join(folder, name), "w") as file:
        file.write(name)


def main():
    with tempfile.TemporaryDirectory() as root:
        folder = os.path.join(root, "out")
        with ThreadPoolExecutor(2) as executor:
            list(executor.map(save, [folder, folder], ["a.txt", "b.txt"]))
        return sorted(os.listdir(folder))
