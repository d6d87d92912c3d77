"""A pipeline of programs whose first one is slow."""

import subprocess


def main():
    subprocess.run("(sleep 0.7; echo x) | cat | wc -l", shell=True, check=True, capture_output=True)
