"""A task of a one-worker executor waits for another task of the same executor.

Pattern: waits inside its own pool
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as executor:
        outer = executor.submit(lambda: executor.submit(abs, -1).result())
        outer.result()
