"""Four busy processes share the processors while the parent waits: they may not run for long."""

import multiprocessing as mp
import time


def burn():
    end = time.process_time() + 0.25
    while time.process_time() < end:
        pass


def main():
    burners = [mp.Process(target=burn) for _ in range(4)]
    for burner in burners:
        burner.start()
    for burner in burners:
        burner.join()
