"""Two waiters clear a table that is on the list, and strike it off.

Race: both find table 4 on the list; the second one's `remove` raises ValueError.
Needs: lines
Ends as: RTE
"""

from concurrent.futures import ThreadPoolExecutor

EXPECTED = [2]


def clear(dirty, table):
    if table in dirty:
        dirty.remove(table)


def main():
    dirty = [2, 4]
    with ThreadPoolExecutor(2) as executor:
        waiters = [executor.submit(clear, dirty, 4) for _ in range(2)]
    for waiter in waiters:
        waiter.result()
    return dirty
