"""Every item is consumed once: whatever it is, and whatever the numbers are."""

import pytest
from producer_consumer import run

WORDS = ["stop", "end", "done", "eof", "exit", "quit", "finished", "poison", "sentinel"]
ENDS = [shape.format(word) for word in WORDS for shape in ("{}", "_{}_", "__{}__")]
ENDS += [end.upper() for end in ENDS]


def numbered(size):
    """Give each source `size` items that no other source has."""
    return lambda source: [f"{source}.{number}" for number in range(size)]


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint(
    "Count the sentinels: each consumer takes one off the queue and nobody else sees that one."
    " They may only be put once the last producer has put its last item."
)
@pytest.mark.parametrize(("producers", "consumers", "size"), [(1, 3, 6), (4, 1, 3), (3, 5, 4)])
def test_every_item_is_consumed_once(lab, producers, consumers, size):
    sources = [f"bay-{number}" for number in range(producers)]
    produce, consume = lab.probe(numbered(size)), lab.probe(lambda item: item.upper())

    results = run(sources, consumers, produce, consume)

    items = sorted(item for source in sources for item in numbered(size)(source))
    assert sorted(call.args[0] for call in produce.calls) == sources, (
        "produce must be called once for each source"
    )
    assert sorted(call.args[0] for call in consume.calls) == items, (
        "consume must be called once for each item, and for nothing else"
    )
    assert sorted(results) == [item.upper() for item in items], (
        "each result of consume must be returned once"
    )


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("A consumer that never gets an item must end as well.")
def test_more_consumers_than_items():
    results = run(["A", "B"], 6, numbered(1), lambda item: item)

    assert sorted(results) == ["A.0", "B.0"], "two producers with one item each"


@pytest.mark.hint("A lorry may be empty, and there are days without any lorry.")
@pytest.mark.parametrize("sources", [[], ["A", "B", "C"]])
def test_nothing_to_consume(lab, sources):
    consume = lab.probe()

    results = run(sources, 3, lambda source: [], consume)

    assert results == [], "without items there are no results"
    assert consume.count == 0, "consume was called although there was no item"


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint(
    "Which values on your queue have a meaning of their own? The statement says what an item can"
    " be; see its second hint."
)
@pytest.mark.parametrize("consumers", [1, 3])
def test_any_value_is_an_item(lab, consumers):
    items = [None, False, 0, -1, "", "STOP", [], ["stop", None], "the last one"]
    items += [*ENDS, *((word, None) for word in WORDS), (None, None), (False, 0), (), {}, b"", ...]
    consume = lab.probe(lambda item: [item])

    results = run(["A"], consumers, lambda source: items, consume)

    consumed = sorted((call.args[0] for call in consume.calls), key=repr)
    assert consumed == sorted(items, key=repr), "each item must be consumed once, whatever it is"
    assert sorted(results, key=repr) == sorted(([item] for item in items), key=repr), (
        "each result must be returned once"
    )


@pytest.mark.hint("Consumers may give back anything, also nothing: a result is not a signal.")
def test_any_value_is_a_result():
    results = run(["A", "B"], 2, numbered(2), lambda item: None)

    assert results == [None] * 4, "four items were consumed, so there are four results"


@pytest.mark.hint(
    "A process that has put much on a multiprocessing.Queue only ends once somebody has taken it"
    " out again. What does your main process wait for, while the results wait for it?"
)
def test_large_results():
    results = run(["A", "B"], 2, numbered(3), lambda item: item * 20_000)

    items = sorted(item for source in "AB" for item in numbered(3)(source))
    assert sorted(result[:3] for result in results) == items, "each result must be returned once"
    assert {len(result) for result in results} == {60_000}, "results must come back whole"
