"""A worker forgets one task_done, so join never returns.

Pattern: task_done missing
"""

import multiprocessing as mp


def work(queue):
    while True:
        item = queue.get()
        if item == 2:
            continue
        queue.task_done()


def main():
    queue = mp.JoinableQueue()
    for item in range(4):
        queue.put(item)
    worker = mp.Process(target=work, args=(queue,), daemon=True)
    worker.start()
    queue.join()
