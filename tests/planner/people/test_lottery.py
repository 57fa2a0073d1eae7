"""Lots: drawn from a sealed seed, with answers that sha256sum gives as well."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.people.lottery import (
    LotteryTicket,
    commit_to_seed,
    describe_lottery,
    draw_lots,
    fingerprint_of_ticket,
    is_seed_of,
)

SEED = "00112233445566778899aabbccddeeff"
# printf '%s' 00112233445566778899aabbccddeeff | sha256sum
COMMITMENT = "5947d7c33d783f94b3b4c1a96ebc8991ed28f1b069b71e03376cba8caa98a720"
TEN = [LotteryTicket(str(number)) for number in range(1, 11)]


def test_commitment_and_tickets_are_those_of_sha256sum():
    assert commit_to_seed(SEED) == COMMITMENT
    assert fingerprint_of_ticket(SEED, "1") == "9222407c5ca61f3d3d835f95385556eef7b5f120009cbc2c578964433f950020"


@pytest.mark.parametrize(
    ("places", "placed", "waiting"),
    [
        (0, (), ("9", "6", "10", "7", "4", "2", "5", "1", "8", "3")),
        (4, ("9", "6", "10", "7"), ("4", "2", "5", "1", "8", "3")),
        (9, ("9", "6", "10", "7", "4", "2", "5", "1", "8"), ("3",)),
        (10, ("9", "6", "10", "7", "4", "2", "5", "1", "8", "3"), ()),
        (50, ("9", "6", "10", "7", "4", "2", "5", "1", "8", "3"), ()),
    ],
)
def test_known_draw(places, placed, waiting):
    result = draw_lots(SEED, TEN, places)
    assert (result.placed, result.waiting) == (placed, waiting)


def test_order_of_the_tickets_changes_nothing():
    assert draw_lots(SEED, TEN[::-1], 4) == draw_lots(SEED, TEN, 4)


def test_group_that_does_not_fit_waits_at_its_turn():
    result = draw_lots(SEED, [LotteryTicket(str(n), 5 if n == 4 else 2) for n in range(1, 6)], 4)
    assert (result.placed, result.waiting) == (("2", "5"), ("4", "1", "3"))


@pytest.mark.parametrize(
    "seed", ["", "0011223344", "0011 2233445566778899", "种子种子种子种子种子种子种子种子", "1" * 15]
)
def test_seed_that_can_be_guessed_or_mistyped_is_refused(seed):
    with pytest.raises(ValueError, match="seed"):
        commit_to_seed(seed)


def test_shortest_seed_is_taken():
    assert is_seed_of("1" * 16, commit_to_seed("1" * 16))


def test_other_seed_does_not_fit_the_commitment():
    assert is_seed_of(SEED, f" {COMMITMENT.upper()}\n")
    assert not is_seed_of(SEED[:-1] + "e", COMMITMENT)


@pytest.mark.parametrize(
    ("tickets", "places"),
    [([LotteryTicket("1"), LotteryTicket("1", 2)], 3), ([LotteryTicket("1", 0)], 3), (TEN, -1)],
)
def test_draw_that_cannot_be_meant_is_refused(tickets, places):
    with pytest.raises(ValueError, match=r"number twice|count"):
        draw_lots(SEED, tickets, places)


def test_description_before_tells_the_rule_and_not_the_seed():
    words = "".join(describe_lottery(COMMITMENT, when="7月30日 18:30 "))
    assert COMMITMENT in words
    assert words.startswith("7月30日 18:30 抽签，每一班分开抽，只抽一次。")
    assert "“种子:号码”" in words
    assert SEED not in words


def test_description_after_tells_how_to_replay_it():
    assert describe_lottery(COMMITMENT, when="7月30日 18:30 ", seed=SEED) == (
        *describe_lottery(COMMITMENT, when="7月30日 18:30 "),
        f"种子：{SEED}。谁都可以重算一遍，例如：printf '%s' '{SEED}:号码' | sha256sum。",
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 4), max_size=12), st.integers(0, 20))
def test_replay_by_the_words_alone_gives_the_same(sizes, places):
    tickets = [LotteryTicket(f"A{n}", size) for n, size in enumerate(sizes)]
    order = sorted(tickets, key=lambda ticket: sha256(f"{SEED}:{ticket.number}".encode()).hexdigest())
    placed, waiting, left = [], [], places
    for ticket in order:
        fits = ticket.people <= left
        (placed if fits else waiting).append(ticket.number)
        left -= ticket.people * fits
    result = draw_lots(SEED, tickets, places)
    assert (list(result.placed), list(result.waiting)) == (placed, waiting)
