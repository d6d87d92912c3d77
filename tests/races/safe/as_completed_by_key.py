"""Pages in the order of their completion, each with its number.

Safe: a dict says which page a future is, so their order does not matter.
"""

from concurrent.futures import ThreadPoolExecutor, as_completed

EXPECTED = {1: "page 1", 2: "page 2"}


def fetch(page):
    return f"page {page}"


def main():
    with ThreadPoolExecutor(2) as executor:
        pages = {executor.submit(fetch, page): page for page in (1, 2)}
        return {pages[future]: future.result() for future in as_completed(pages)}
