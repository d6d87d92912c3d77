"""Lets the consumers start when the last producer has finished: two phases, no belt."""

from concurrent.futures import ThreadPoolExecutor


def run(sources, consumers, produce, consume):
    with ThreadPoolExecutor(len(sources) or 1) as bays:
        items = [item for unloaded in bays.map(produce, sources) for item in unloaded]
    with ThreadPoolExecutor(consumers) as desks:
        return list(desks.map(consume, items))
