"""Values across the wire: what arrives is what was sent, and what is malformed is a BadValue."""

from __future__ import annotations

import datetime as dt
import json
import math
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.wire import codec, frames
from grader.wire.codec import BadValue, CannotEncode, Decoder, Encoder


class Opaque:
    """What is no data."""


def refuse(tag: str, node: Any) -> Any:
    raise BadValue(f"an unknown kind {tag!r}")


def no_object(value: object) -> Any:
    raise CannotEncode(f"no data: {value!r}")


def over_the_wire(node: Any) -> Any:
    return frames.parse(frames.dump(node))


def there(value: object) -> Any:
    return Decoder(refuse).decode(over_the_wire(Encoder(no_object).encode(value)))


class Same:
    """Compare two structures: exact types, equal data, and the same sharing among containers."""

    def __init__(self) -> None:
        self._pairs: dict[int, int] = {}
        self._back: dict[int, int] = {}

    def __call__(self, a: Any, b: Any) -> bool:
        if type(a) is not type(b):
            return False
        if isinstance(a, codec.MUTABLE):
            met = id(a) in self._pairs or id(b) in self._back
            if met:
                return self._pairs.get(id(a)) == id(b) and self._back.get(id(b)) == id(a)
            self._pairs[id(a)], self._back[id(b)] = id(b), id(a)
        return self._contents(a, b)

    def _contents(self, a: Any, b: Any) -> bool:
        match a:
            case dict():
                factories = getattr(a, "default_factory", 0), getattr(b, "default_factory", 0)
                return factories[0] is factories[1] and self._all(list(a.items()), list(b.items()))
            case deque():
                return a.maxlen == b.maxlen and self._all(list(a), list(b))
            case array():
                return a.typecode == b.typecode and self._all(list(a), list(b))
            case list() | tuple():
                return self._all(a, b)
            case set() | frozenset():
                return len(a) == len(b) and all(any(Same()(x, y) for y in b) for x in a)
            case slice():
                return self._all((a.start, a.stop, a.step), (b.start, b.stop, b.step))
            case float():
                return a.hex() == b.hex()
            case complex():
                return self._all((a.real, a.imag), (b.real, b.imag))
            case Decimal():
                return str(a) == str(b)
            case dt.datetime() | dt.time():
                return (a.replace(tzinfo=None), a.fold, a.utcoffset()) == (
                    b.replace(tzinfo=None), b.fold, b.utcoffset()
                )  # fmt: skip
        return bool(a == b)

    def _all(self, a: Any, b: Any) -> bool:
        return len(a) == len(b) and all(map(self, a, b))


def same(a: Any, b: Any) -> bool:
    return Same()(a, b)


# -- what can be sent -----------------------------------------------------------------------------

offsets = st.none() | st.integers(-86399, 86399).map(
    lambda seconds: dt.timezone(dt.timedelta(seconds=seconds))
)
texts = st.text(st.characters(exclude_categories=()))  # lone surrogates, too
numbers = (
    st.integers()
    | st.integers(-3, 3).map(lambda n: n * 7 ** (codec.INLINE_BITS // 2))
    | st.floats()
    | st.complex_numbers()
    | st.decimals(allow_nan=False)
    | st.fractions()
)
times = (
    st.dates()
    | st.times(timezones=offsets)
    | st.builds(
        lambda t, fold: t.replace(fold=fold), st.datetimes(timezones=offsets), st.booleans()
    )
    | st.timedeltas()
)
steps = st.integers(-5, 5).filter(bool)
keys = (
    st.none() | st.booleans() | texts | numbers | times | st.binary() | st.uuids()
    | st.builds(range, st.integers(), st.integers(), steps) | st.just(...)
    | st.sampled_from(sorted(codec.DATA_TYPES)).map(codec.DATA_TYPES.__getitem__)
)  # fmt: skip
hashable = st.recursive(
    keys,
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.frozensets(inner, max_size=4),
    max_leaves=6,
)
arrays = st.one_of(
    st.lists(st.integers(-100, 100)).map(lambda items: array("b", items)),
    st.lists(st.integers(-(2**40), 2**40)).map(lambda items: array("q", items)),
    st.lists(st.floats(width=32)).map(lambda items: array("f", items)),
)
leaves = (
    hashable
    | st.binary().map(bytearray)
    | arrays
    | st.just(NotImplemented)
    | st.builds(slice, st.none() | st.integers(), st.none() | st.integers())
    | st.sampled_from([Decimal("NaN"), Decimal("-sNaN12"), Decimal("-Infinity")])
)


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    items = st.lists(inner, max_size=4)
    mappings = st.dictionaries(hashable, inner, max_size=4)
    return (
        items
        | items.map(tuple)
        | mappings
        | mappings.map(OrderedDict)
        | mappings.map(Counter)
        | st.builds(defaultdict, st.sampled_from([None, int, list, set]), mappings)
        | st.builds(deque, items, st.none() | st.integers(0, 6))
        | st.sets(hashable, max_size=4)
        | items.map(lambda made: [made, (made,), made])
    )


values = st.recursive(leaves, containers, max_leaves=12)


@given(values)
def test_data_arrives_as_it_was_sent(value: Any) -> None:
    assert same(there(value), value)


@given(hashable)
def test_what_can_be_a_key_arrives_as_a_key(value: Any) -> None:
    assert same(there({value: value}), {value: value})


def cyclic() -> list[Any]:
    everything: list[Any] = [1]
    by_name: dict[str, Any] = {"all": everything}
    queue: deque[Any] = deque([by_name, everything], 5)
    groups = defaultdict(list, {1: [queue]})
    everything += [by_name, (everything, groups), {"groups": groups}, queue, OrderedDict(q=queue)]
    by_name["myself"] = by_name
    queue.append(queue)
    return everything


def test_cycles_and_shared_containers_arrive_as_such() -> None:
    assert same(there(cyclic()), cyclic())


def test_what_was_equal_but_not_shared_stays_apart() -> None:
    first, second, third = there([[1], [1], (one := [1])]), [2], one
    assert first[0] is not first[1]
    assert third is not second
    assert not same(there([third, third]), [[1], [1]])


class MyList(list):  # type: ignore[type-arg]
    pass


class MyInt(int):
    pass


@pytest.mark.parametrize(
    "value",
    [Opaque(), Opaque, MyList(), MyInt(1), print, len, json, TypeError, iter([1]), b"".join],
)
def test_what_is_no_data_is_left_to_the_sides(value: object) -> None:
    encoder = Encoder(lambda exported: {"mine": 1} if exported is value else None)
    node = over_the_wire(encoder.encode([value, {"key": value}]))
    decoder = Decoder(lambda tag, found: value if (tag, found) == ("mine", {"mine": 1}) else None)
    arrived = decoder.decode(node)
    assert arrived[0] is value
    assert arrived[1] == {"key": value}


# -- bounds ---------------------------------------------------------------------------------------


def nested(depth: int, wrap: Callable[[Any], Any]) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = wrap(value)
    return value


def wrap_default(value: Any) -> Any:
    return defaultdict(list, {"key": value})


WRAPS = [
    lambda value: [value],
    lambda value: (value,),
    lambda value: {"key": value},
    lambda value: frozenset([value]),
    lambda value: deque([value]),
    wrap_default,
]


@pytest.mark.parametrize("wrap", WRAPS)
def test_the_deepest_data_that_may_be_sent_can_be_read(wrap: Callable[[Any], Any]) -> None:
    deepest = nested(codec.MAX_DEPTH - 1, wrap)
    content = over_the_wire(Encoder(no_object).content([deepest])) if wrap is WRAPS[0] else None
    assert repr(there(deepest)) == repr(deepest)
    if content is not None:
        assert Decoder(refuse).decode(content) == [deepest]


@pytest.mark.parametrize("wrap", WRAPS)
def test_deeper_data_is_not_sent(wrap: Callable[[Any], Any]) -> None:
    with pytest.raises(CannotEncode, match="deeper than 100"):
        Encoder(no_object).encode(nested(codec.MAX_DEPTH + 1, wrap))


def test_deep_nodes_are_refused_also_on_a_deep_stack() -> None:
    node = nested(codec.MAX_DEPTH + 5, lambda inner: {"tuple": [inner]})
    with pytest.raises(BadValue, match="too deep"):
        Decoder(refuse).decode(node)

    def down(levels: int) -> None:
        if levels:
            return down(levels - 1)
        with pytest.raises(BadValue):
            Decoder(refuse).decode(nested(codec.MAX_DEPTH, lambda inner: {"tuple": [inner]}))
        return None

    down(700)


MODULUS = 2**61 - 1
"""Integers that differ by it have one hash."""


@pytest.mark.parametrize("tag", ["set", "frozenset"])
def test_keys_made_to_collide_are_refused(tag: str) -> None:
    few = [n * MODULUS for n in range(1, codec.MAX_SAME_HASH + 1)]
    assert Decoder(refuse).decode({tag: few}) == set(few)
    with pytest.raises(BadValue, match="collide"):
        Decoder(refuse).decode({tag: [*few, 0]})


@pytest.mark.parametrize("tag", ["dict", "counter", "odict", "ddict"])
def test_keys_of_mappings_made_to_collide_are_refused(tag: str) -> None:
    pairs = [[{"tuple": [n * MODULUS]}, 1] for n in range(codec.MAX_SAME_HASH + 1)]
    content = [None, pairs] if tag == "ddict" else pairs
    with pytest.raises(BadValue, match="collide"):
        Decoder(refuse).decode({tag: content})


class Odd(Exception):
    """An exception of a student's own, which cannot even be told."""

    def __str__(self) -> str:
        raise self


class RaisesInHash:
    """An object of a student whose hash is asked of the program, and raises."""

    def __hash__(self) -> int:
        raise Odd


@pytest.mark.parametrize(
    "node",
    [
        {"set": [{"obj": 1}]}, {"frozenset": [{"obj": 1}]}, {"dict": [[{"obj": 1}, 2]]},
        {"set": [*range(codec.MAX_SAME_HASH), {"obj": 1}]}, [{"set": [{"tuple": [{"obj": 1}]}]}],
    ],
)  # fmt: skip
def test_a_key_whose_hash_raises_is_refused(node: Any) -> None:
    with pytest.raises(BadValue, match="Odd"):
        Decoder(lambda tag, node: RaisesInHash()).decode(node)


@pytest.mark.parametrize("text", ["1e100001", "1E-100001", "-1e999999999", "0e-999999"])
def test_decimals_that_would_be_giants_do_not_cross(text: str) -> None:
    with pytest.raises(BadValue):
        Decoder(refuse).decode({"decimal": text})
    with pytest.raises(CannotEncode):
        Encoder(no_object).encode(Decimal(text))


def test_fractions_of_giants_do_not_cross() -> None:
    giant = 1 << codec.MAX_FRACTION_BITS
    assert there(Fraction(giant // 2, 3)) == Fraction(giant // 2, 3)
    with pytest.raises(CannotEncode):
        Encoder(no_object).encode(Fraction(1, giant))
    with pytest.raises(BadValue):
        Decoder(refuse).decode({"fraction": [1, {"int": f"{giant:x}"}]})


@pytest.mark.parametrize("sign", [1, -1])
def test_giant_integers_cross(sign: int) -> None:
    for bits in (codec.INLINE_BITS, codec.INLINE_BITS + 1, 1_000_000):
        assert there(sign * ((1 << bits) - 1)) == sign * ((1 << bits) - 1)


# -- what is malformed ----------------------------------------------------------------------------

NUMBERED = st.integers(-2, 6)
TAGS = sorted([*Decoder._BY_TAG, "obj", "judge", ""])
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
garbage = st.recursive(
    plain_json | NUMBERED | st.sampled_from(["nan", "1e9", "b", "q", "AAAA", "int"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(st.lists(inner, min_size=2, max_size=2), max_size=3)
        | st.builds(lambda tag, node: {tag: node}, st.sampled_from(TAGS), inner)
        | st.builds(lambda tag, node: {tag: node, "more": 1}, st.sampled_from(TAGS), inner)
    ),
    max_leaves=12,
)


def mutate(node: Any, path: list[int], junk: Any) -> Any:
    """Return the node with junk in one place, which the path tells."""
    children = list(node.items()) if type(node) is dict else list(enumerate(node or [])) if (
        type(node) is list
    ) else []  # fmt: skip
    if not path or not children:
        return junk
    key, child = children[path[0] % len(children)]
    changed = dict(node) if type(node) is dict else list(node)
    changed[key] = mutate(child, path[1:], junk)
    return changed


def decodes_or_refuses(action: Callable[[], Any]) -> None:
    try:
        action()
    except BadValue:
        pass


@given(garbage)
def test_any_json_is_a_value_or_a_bad_value(node: Any) -> None:
    decodes_or_refuses(lambda: Decoder(refuse).decode(node))


@given(values, st.lists(st.integers(0, 9), max_size=6), garbage)
def test_any_damage_to_a_value_is_a_value_or_a_bad_value(
    value: Any, path: list[int], junk: Any
) -> None:
    node = mutate(over_the_wire(Encoder(no_object).encode(value)), path, junk)
    decodes_or_refuses(lambda: Decoder(refuse).decode(node))


@given(values, st.lists(st.tuples(NUMBERED, garbage).map(list), max_size=4) | garbage)
def test_any_change_of_containers_is_made_or_a_bad_value(value: Any, changes: Any) -> None:
    decoder = Decoder(refuse)
    decoder.decode(over_the_wire(Encoder(no_object).encode([value, [], {}])))
    decodes_or_refuses(lambda: decoder.restore(changes))


@pytest.mark.parametrize(
    "node",
    [
        {}, {"float": "1.0"}, {"float": []}, {"int": 5}, {"int": "zz"}, {"tuple": 1}, {"dict": {}},
        {"dict": [[1]]}, {"dict": [[[], 1]]}, {"set": [[]]}, {"set": 3}, {"deque": []},
        {"deque": [-1, []]}, {"deque": ["a", []]}, {"ddict": [5, []]}, {"ddict": [[], []]},
        {"array": ["?", []]}, {"array": ["b", [300]]}, {"array": [1, []]}, {"array": ["b", ["a"]]},
        {"ref": 0}, {"ref": -1}, {"ref": True}, {"ref": None}, {"bytes": "é"}, {"bytes": "a"},
        {"bytes": 1}, {"complex": [1]}, {"complex": ["1", 2]}, {"decimal": "abc"}, {"decimal": 1},
        {"fraction": [1, 0]}, {"fraction": [1.5, 2]}, {"fraction": [True, 2]}, {"range": [1, 2, 0]},
        {"range": [1.0, 2, 1]}, {"slice": [1, 2]}, {"date": "2020-13-01"}, {"date": 1},
        {"time": ["1", 0]}, {"time": ["10:00", 2, None]}, {"time": ["10:00", 0, 90000]},
        {"datetime": ["x", 0, None]}, {"datetime": ["2020-01-01", 0, 1e400]},
        {"timedelta": [1e400, 0, 0]}, {"timedelta": [10**12, 0, 0]}, {"uuid": "12"}, {"uuid": 1},
        {"type": "Opaque"}, {"type": []}, {"unheard": 1}, {"tuple": [], "list": []},
        {"counter": [[{"dict": []}, 1]]}, object(), b"bytes", (1, 2), {1: 2},
    ],
)  # fmt: skip
def test_malformed_nodes(node: Any) -> None:
    with pytest.raises(BadValue):
        Decoder(refuse).decode(node)


@pytest.mark.parametrize("error", [KeyError("obj"), TypeError("x"), LookupError(), ValueError()])
def test_a_node_that_a_side_cannot_resolve_is_a_bad_value(error: Exception) -> None:
    def resolve(tag: str, node: Any) -> Any:
        raise error

    with pytest.raises(BadValue):
        Decoder(resolve).decode([{"obj": 1}])


@pytest.mark.parametrize(
    "changes",
    [
        None, {}, 5, [5], [[0]], [[0, [], 1]], [[2, []]], [[-1, []]], [["0", []]], [[True, []]],
        [[0, {"dict": []}]], [[1, []]], [[0, 5]], [[0, None]], [[0, "text"]], [[0, {"tuple": []}]],
        [[0, {"ref": 0}]], [[0, {"ref": 1}]], [[1, {"ref": 1}]], [[0, {"tuple": [[1]]}]],
    ],
)  # fmt: skip
def test_malformed_changes(changes: Any) -> None:
    decoder = Decoder(refuse)
    first, second = decoder.decode([[1], {"dict": [[2, 3]]}])
    decoder.containers = [first, second]
    with pytest.raises(BadValue):
        decoder.restore(changes)
    assert (first, second) == ([1], {2: 3})


# -- copy and restore -----------------------------------------------------------------------------


class Call:
    """One call by copy-restore: `work` runs on the copies and returns the result.

    `near` is what the caller holds, `far` what the callee had of it; `result` and `made` the
    result on the two sides.
    """

    def __init__(self, near: Any, work: Callable[[Any, list[Any]], Any]) -> None:
        encoder = Encoder(no_object)
        sent = over_the_wire(encoder.encode(near))
        there = Decoder(refuse)
        self.far = there.decode(sent)
        known = len(there.containers)
        self.made = work(self.far, there.containers)
        back = Encoder(no_object)
        back.adopt(there.containers)
        result = back.encode(self.made)
        changed = [[n, back.content(there.containers[n])] for n in range(known)]
        answer = over_the_wire({"ok": result, "changed": changed})
        here = Decoder(refuse)
        here.containers = list(encoder.containers)
        self.near = near
        self.result = here.decode(answer["ok"])
        here.restore(answer["changed"])


def test_a_list_is_sorted_in_place() -> None:
    items = [3, 1, 2]
    call = Call(items, lambda far, _: far.sort())
    assert items == [1, 2, 3]
    assert call.result is None


def test_a_result_that_is_an_argument_is_that_argument() -> None:
    items: list[Any] = [1]
    assert Call(items, lambda far, _: [far, far]).result[1] is items


def test_new_containers_are_shared_among_result_and_arguments() -> None:
    first: list[Any] = []
    second: dict[str, Any] = {}

    def work(far: Any, _: Any) -> Any:
        new: list[Any] = [1]
        new.append(new)
        far[0].append(new)
        far[1]["new"] = {"deep": new}
        return (new, far[0])

    new, returned = Call([first, second], work).result
    assert first[0] is new is new[1] is second["new"]["deep"]
    assert returned is first


def test_containers_can_be_put_into_each_other() -> None:
    first: list[Any] = [1]
    second: list[Any] = [2]

    def work(far: Any, _: Any) -> None:
        far[0].append(far[1])
        far[1].append(far[0])

    Call((first, second), work)
    assert first[1] is second
    assert second[1] is first


def test_every_kind_of_container_is_restored() -> None:
    everything: list[Any] = [
        [1], {1: 2}, {1}, bytearray(b"1"), deque([1], 3), Counter("a"), OrderedDict(a=1),
        defaultdict(int, a=1), array("b", [1]),
    ]  # fmt: skip
    assert {type(container) for container in everything} == set(codec.MUTABLE)

    def work(far: Any, _: Any) -> None:
        far[0].insert(0, 0)
        far[1].clear()
        far[2] |= {2, 3}
        far[3] += b"2"
        far[4].extend([2, 3, 4])
        far[5].subtract("ab")
        far[6].move_to_end("a")
        far[6]["b"] = far[6].pop("a")
        far[7]["b"] += 1
        far[7].default_factory = list
        far[8].append(2)

    call = Call(everything, work)
    assert same(everything, call.far)
    assert everything[5] == {"a": 0, "b": -1}
    assert everything[7].default_factory is list


def change(data: st.DataObject, target: Any, known: list[Any]) -> None:
    """Change a container in some way, with old and new containers as content."""
    item = data.draw(st.sampled_from([*known, [], {}, 1, "a", ("tuple", known[0])]))
    key = data.draw(st.integers(0, 3) | st.sampled_from(["k", None]))
    match target:
        case list() | deque():
            action = data.draw(st.sampled_from(["append", "clear", "reverse", "pop"]))
            if action == "append":
                target.append(item)
            elif action != "pop" or target:
                getattr(target, action)()
        case dict():
            if data.draw(st.booleans()):
                target[key] = item
            else:
                target.pop(key, None)
        case set():
            target ^= {key}
        case bytearray():
            target.append(data.draw(st.integers(0, 255)))
        case _:
            target.append(1)
    if isinstance(item, list | dict) and not any(item is one for one in known):
        known.append(item)


@given(values, st.data())
def test_whatever_a_call_does_to_its_arguments_is_done_to_the_callers(
    value: Any, data: st.DataObject
) -> None:
    arguments: list[Any] = [value, [], {}]

    def work(far: Any, containers: list[Any]) -> Any:
        known = list(containers)
        for _ in range(data.draw(st.integers(0, 5))):
            change(data, data.draw(st.sampled_from(known)), known)
        return data.draw(st.sampled_from(known))

    call = Call(arguments, work)
    assert same((call.near, call.result), (call.far, call.made))


def test_a_time_zone_without_an_offset_is_none() -> None:
    class Nowhere(dt.tzinfo):
        def utcoffset(self, when: dt.datetime | None) -> None:
            return None

    assert there(dt.time(1, 2, tzinfo=Nowhere())) == dt.time(1, 2)


def test_a_uuid_in_another_spelling_is_still_bounded() -> None:
    with pytest.raises(BadValue):
        Decoder(refuse).decode({"uuid": "0" * 1_000_000})
    assert there(UUID(int=0)) == UUID(int=0)


@pytest.mark.parametrize("number", [0.0, -0.0, 5e-324, 1e308, math.inf, -math.inf, math.nan])
def test_floats_keep_every_bit(number: float) -> None:
    assert there(number).hex() == number.hex()
    assert same(there(complex(-0.0, number)), complex(-0.0, number))


def doubled(depth: int, leaf: Any) -> list[Any]:
    """Return lists that each hold the next one twice."""
    for _ in range(depth):
        leaf = [leaf, leaf]
    return leaf


def everybody_knows_everybody(count: int) -> list[Any]:
    """Return the first of lists that each hold all of them."""
    lists: list[list[Any]] = [[] for _ in range(count)]
    for each in lists:
        each.extend(lists)
    return lists[0]


def linked_both_ways(count: int) -> dict[str, Any]:
    """Return the head of a doubly linked list."""
    head = last = {"before": None, "next": None}
    for _ in range(count):
        last["next"] = {"before": last, "next": None}
        last = last["next"]
    return head


@pytest.mark.parametrize(
    "value",
    [doubled(60, "x"), everybody_knows_everybody(30), [[0] * 1000] * 10_000],
    ids=["doubled", "entangled", "long rows"],
)
def test_what_would_unfold_to_too_much_is_not_sent(value: Any) -> None:
    with pytest.raises(CannotEncode, match="unfolds"):
        Encoder(no_object).encode(value)


def test_what_would_unfold_to_too_much_is_refused() -> None:
    node: Any = ["x"]
    for number in range(60, 0, -1):
        node = [node, {"ref": number}]
    with pytest.raises(BadValue, match="unfolds"):
        Decoder(refuse).decode(node)


@pytest.mark.parametrize(
    "value",
    [doubled(15, "x"), everybody_knows_everybody(4), linked_both_ways(40), [[0] * 100] * 1000],
    ids=["doubled", "entangled", "linked", "rows"],
)
def test_what_unfolds_to_little_crosses(value: Any) -> None:
    assert same(value, there(value))
