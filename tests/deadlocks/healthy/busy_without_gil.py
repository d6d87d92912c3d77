"""A thread computes with the GIL released while all others wait for it."""

import hashlib
import threading


def main():
    worker = threading.Thread(target=hashlib.pbkdf2_hmac, args=("sha256", b"x", b"y", 700_000))
    worker.start()
    worker.join()
