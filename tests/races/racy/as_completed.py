"""Futures are asked in the order of their completion, and the first is taken for the first page.

Race: the second page may be there first.
Needs: primitives
Ends as: WA
"""

from concurrent.futures import ThreadPoolExecutor, as_completed

EXPECTED = ["page 1", "page 2"]


def fetch(page):
    return f"page {page}"


def main():
    with ThreadPoolExecutor(2) as executor:
        pages = [executor.submit(fetch, page) for page in (1, 2)]
        return [page.result() for page in as_completed(pages)]
