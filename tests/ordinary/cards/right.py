import random
from collections import namedtuple
from enum import Enum, IntEnum


class Suit(Enum):
    CLUBS = "♣"
    DIAMONDS = "♦"
    HEARTS = "♥"
    SPADES = "♠"

    @property
    def is_red(self):
        return self in (Suit.DIAMONDS, Suit.HEARTS)


Rank = IntEnum(
    "Rank",
    "TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN JACK QUEEN KING ACE",
    start=2,
)


class Card(namedtuple("Card", "rank suit")):
    __slots__ = ()

    def __str__(self):
        letter = {11: "J", 12: "Q", 13: "K", 14: "A"}.get(self.rank, str(int(self.rank)))
        return letter + self.suit.value


class NotEnoughCards(Exception):
    def __init__(self, wanted):
        super().__init__(wanted)
        self.wanted = wanted


class Deck:
    def __init__(self, seed=None):
        self._random = random.Random(seed)
        self._cards = [Card(r, s) for s in Suit for r in Rank]

    def __len__(self):
        return len(self._cards)

    def __iter__(self):
        return iter(self._cards)

    def shuffle(self):
        self._random.shuffle(self._cards)

    def deal(self, n):
        if n > len(self):
            raise NotEnoughCards(n)
        hand, self._cards = self._cards[:n], self._cards[n:]
        return hand


def count_suits(cards):
    counts = dict.fromkeys(Suit, 0)
    for card in cards:
        counts[card.suit] += 1
    return counts
