"""Futures report by a callback, and the first report is taken for the first page.

Race: the callbacks come in the order in which the pages are fetched; the second may be faster.
Needs: primitives
Ends as: WA
"""

from concurrent.futures import ThreadPoolExecutor

EXPECTED = ["page 1", "page 2"]


def fetch(page):
    return f"page {page}"


def main():
    book = []
    with ThreadPoolExecutor(2) as executor:
        for page in (1, 2):
            executor.submit(fetch, page).add_done_callback(lambda f: book.append(f.result()))
    return book
