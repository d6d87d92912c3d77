import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch_all(urls, fetch):
    def attempt(url):
        try:
            return fetch(url)
        except Exception as error:
            return error

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(urls, pool.map(attempt, urls)))


class Downloader:
    def __init__(self, workers):
        self._pool = ThreadPoolExecutor(workers)

    def start(self, work, *args):
        return self._pool.submit(work, *args)

    def close(self):
        self._pool.shutdown()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def first_result(works):
    with ThreadPoolExecutor() as pool:
        for future in as_completed([pool.submit(w) for w in works]):
            if future.result() is not None:
                return future.result()
    raise LookupError("no result")


def submit_and_time(work, *args):
    start = time.perf_counter()
    with ThreadPoolExecutor(1) as pool:
        value = pool.submit(work, *args).result()
    return value, time.perf_counter() - start
