"""A shop takes stock before orders, orders before mail, and with returns mail before stock.

Race: each of the three has its first lock; with any two of them nothing can happen.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = ["order", "post", "return"]
stock, orders, mail = threading.Lock(), threading.Lock(), threading.Lock()
done = []


def order():
    with stock, orders:
        done.append("order")


def post():
    with orders, mail:
        done.append("post")


def give_back():
    mail.acquire()
    stock.acquire()
    done.append("return")
    stock.release()
    mail.release()


def main():
    threads = [threading.Thread(target=t) for t in (order, post, give_back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(done)
