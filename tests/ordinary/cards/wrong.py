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
        return self.value in "♠♥"


Rank = IntEnum("Rank", "TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN JACK QUEEN KING ACE")
Card = namedtuple("Card", "rank suit")


class NotEnoughCards(Exception):
    pass


class Deck:
    def __init__(self, seed=None):
        self._cards = [Card(r, s) for s in Suit for r in Rank]

    def __len__(self):
        return len(self._cards)

    def __iter__(self):
        return iter(self._cards)

    def shuffle(self):
        random.shuffle(self._cards)

    def deal(self, n):
        return self._cards[:n]


def count_suits(cards):
    return {c.suit: 1 for c in cards}
