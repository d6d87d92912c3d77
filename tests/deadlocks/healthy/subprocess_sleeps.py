"""A shell that runs sleep in the background and waits for it."""

import subprocess


def main():
    subprocess.run(["sh", "-c", "sleep 0.8 & wait"], check=True)
