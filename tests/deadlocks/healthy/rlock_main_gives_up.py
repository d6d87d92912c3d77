"""Two threads lock each other out for good; the main thread notices, and goes on without them."""

import threading


def nest(first, second, both):
    with first:
        both.wait()
        with second:
            pass


def main():
    left, right, both = threading.RLock(), threading.RLock(), threading.Barrier(2)
    for pair in ((left, right), (right, left)):
        threading.Thread(target=nest, args=(*pair, both), daemon=True).start()
    threading.Event().wait(0.8)
