"""Two cashiers wait once for a coupon; a third process brings the coupons one by one.

Race: between a cashier's waking and its taking the other one comes in and takes the coupon.
Needs: primitives
Ends as: WA
Told: did not look again
"""

import multiprocessing as mp

EXPECTED = [0, 0]


def take(coupons, came, fewest):
    with came:
        if coupons.value == 0:
            came.wait()
        coupons.value -= 1
        fewest.value = min(fewest.value, coupons.value)


def bring(coupons, came):
    for _ in range(2):
        with came:
            coupons.value += 1
            came.notify()


def main():
    came = mp.Condition()
    coupons, fewest = mp.RawValue("i", 0), mp.RawValue("i", 0)
    cashiers = [mp.Process(target=take, args=(coupons, came, fewest)) for _ in range(2)]
    tasks = [*cashiers, mp.Process(target=bring, args=(coupons, came))]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return [coupons.value, fewest.value]
