import enum
import random

import pytest

import cards
from cards import Card, Deck, Rank, Suit


def test_suit_members():
    assert [s.name for s in Suit] == ["CLUBS", "DIAMONDS", "HEARTS", "SPADES"]
    assert len(Suit) == 4
    assert Suit["HEARTS"] is Suit.HEARTS
    assert Suit("♠") is Suit.SPADES
    assert Suit.CLUBS.value == "♣"
    assert isinstance(Suit.CLUBS, Suit)
    assert issubclass(Suit, enum.Enum)


def test_bad_suit():
    with pytest.raises(ValueError):
        Suit("x")
    with pytest.raises(KeyError):
        Suit["STARS"]


def test_rank_is_an_integer():
    assert Rank.ACE > Rank.KING > Rank.TWO
    assert Rank.TEN == 10
    assert Rank.TWO + Rank.THREE == 5
    assert sorted([Rank.ACE, Rank.TWO])[0] is Rank.TWO
    assert int(Rank.JACK) == 11
    assert Rank.QUEEN in Rank


def test_property_on_enum():
    assert Suit.HEARTS.is_red
    assert not Suit.SPADES.is_red


def test_card_is_a_named_tuple():
    c = Card(Rank.ACE, Suit.SPADES)
    rank, suit = c
    assert rank is Rank.ACE
    assert c.suit is Suit.SPADES
    assert c == (Rank.ACE, Suit.SPADES)
    assert isinstance(c, tuple)
    assert Card._fields == ("rank", "suit")
    assert c._replace(rank=Rank.TWO).rank == 2
    assert str(c) == "A♠"
    with pytest.raises(AttributeError):
        c.rank = Rank.TWO


def test_deck_is_complete():
    deck = Deck()
    assert len(deck) == 52
    assert len(set(deck)) == 52
    assert Card(Rank.TEN, Suit.HEARTS) in deck


def test_deal():
    deck = Deck()
    hand = deck.deal(5)
    assert len(hand) == 5
    assert len(deck) == 47
    assert not set(hand) & set(deck)
    with pytest.raises(cards.NotEnoughCards) as info:
        deck.deal(48)
    assert info.value.wanted == 48


def test_shuffle_is_reproducible():
    a, b = Deck(seed=1), Deck(seed=1)
    a.shuffle()
    b.shuffle()
    assert list(a) == list(b)
    assert list(a) != list(Deck())


def test_random_module_is_usable_in_the_test():
    random.seed(5)
    expected = random.random()
    random.seed(5)
    assert random.random() == expected


def test_dictionary_by_enum():
    by_suit = cards.count_suits([Card(Rank.TWO, Suit.CLUBS), Card(Rank.ACE, Suit.CLUBS)])
    assert by_suit[Suit.CLUBS] == 2
    assert by_suit[Suit.HEARTS] == 0
    assert set(by_suit) == set(Suit)
