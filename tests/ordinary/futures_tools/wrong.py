class Downloader:
    def __init__(self, workers):
        pass

    def start(self, work):
        return work()

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


def fetch_all(urls, fetch):
    return {u: fetch(u) for u in urls if fetch(u)}


def first_result(works):
    return works[0]()


def submit_and_time(work, *args):
    return work(*args), 0
