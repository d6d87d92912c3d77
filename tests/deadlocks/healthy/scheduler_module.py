"""sched runs an event later."""

import sched
import time


def main():
    scheduler = sched.scheduler(time.monotonic, time.sleep)
    scheduler.enter(0.7, 1, lambda: None)
    scheduler.run()
