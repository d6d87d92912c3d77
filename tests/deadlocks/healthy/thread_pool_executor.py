"""A ThreadPoolExecutor whose tasks sleep."""

import time
from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(3) as executor:
        list(executor.map(time.sleep, [0.5, 0.7, 0.2]))
