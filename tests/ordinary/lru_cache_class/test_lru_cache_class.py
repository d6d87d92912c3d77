from lru_cache_class import LRUCache
import pytest


class TestLRU:
    @pytest.fixture(autouse=True)
    def _cache(self):
        self.cache = LRUCache(2)
        self.cache["a"] = 1
        self.cache["b"] = 2

    def test_get(self):
        assert self.cache["a"] == 1
        assert self.cache.get("z") is None
        assert self.cache.get("z", 5) == 5

    def test_evicts_the_oldest(self):
        self.cache["c"] = 3
        assert "a" not in self.cache
        assert list(self.cache) == ["b", "c"]

    def test_reading_refreshes(self):
        self.cache["a"]
        self.cache["c"] = 3
        assert sorted(self.cache) == ["a", "c"]

    def test_delete_and_pop(self):
        del self.cache["a"]
        assert len(self.cache) == 1
        assert self.cache.pop("b") == 2
        with pytest.raises(KeyError, match="'b'"):
            del self.cache["b"]

    def test_dict_conversion(self):
        assert dict(self.cache) == {"a": 1, "b": 2}
        assert dict(self.cache.items()) == {"a": 1, "b": 2}
        assert {**self.cache} == {"a": 1, "b": 2}
        keys, values = zip(*self.cache.items())
        assert values == (1, 2)

    def test_update_and_setdefault(self):
        self.cache.update({"b": 20})
        assert self.cache.setdefault("b", 0) == 20
        assert self.cache == {"a": 1, "b": 20}

    def test_misses_are_counted_by_attribute(self):
        self.cache.get("nope")
        self.cache["a"]
        assert (self.cache.hits, self.cache.misses) == (1, 1)

    def test_key_may_be_a_tuple(self):
        self.cache[1, 2] = "t"
        assert self.cache[(1, 2)] == "t"


def test_too_small():
    with pytest.raises(ValueError):
        LRUCache(0)
