"""Drawing lots for places: announced with a sealed seed, drawn once, replayable by anybody with a SHA-256 tool.

The organiser binds herself first: the SHA-256 of the seed is published with the rule before sign-up opens, the seed
itself when it has closed. Nobody can choose a seed that suits the tickets then, and nobody can guess the order before.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from hmac import compare_digest

SHORTEST_SEED = 16


@dataclass(frozen=True, slots=True)
class LotteryTicket:
    """One sign-up in the draw: the number that its holder was told, and how many people go in with it."""

    number: str
    people: int = 1


@dataclass(frozen=True, slots=True)
class LotteryResult:
    """The numbers in the order drawn: who got a place, and who waits, the first of them first."""

    placed: tuple[str, ...]
    waiting: tuple[str, ...]


def commit_to_seed(seed: str) -> str:
    """The fingerprint that is published before the draw: SHA-256 of the seed in hex.

    Raises ValueError for a seed that is short enough to be guessed, or that people would type differently.
    """
    if len(seed) < SHORTEST_SEED or not (seed.isascii() and seed.isalnum()):
        raise ValueError("seed")
    return _fingerprint(seed)


def is_seed_of(seed: str, commitment: str) -> bool:
    """Whether it is the seed that was bound by that fingerprint."""
    return compare_digest(_fingerprint(seed), commitment.strip().lower())


def draw_lots(seed: str, tickets: Sequence[LotteryTicket], places: int) -> LotteryResult:
    """Who gets one of the places, and in which order the others wait.

    The order is that of SHA-256 of `seed:number`, smallest first, whatever the order of `tickets`. A group goes in
    whole: one too large for the places that are left waits at its turn, and the draw goes on. Raises ValueError when a
    number stands twice, or when the count of people or places can't be meant.
    """
    if len({ticket.number for ticket in tickets}) < len(tickets):
        raise ValueError("number twice")
    if places < 0 or any(ticket.people < 1 for ticket in tickets):
        raise ValueError("count")
    left = places
    placed: list[str] = []
    waiting: list[str] = []
    for ticket in sorted(tickets, key=lambda ticket: (fingerprint_of_ticket(seed, ticket.number), ticket.number)):
        if ticket.people <= left:
            left -= ticket.people
            placed.append(ticket.number)
        else:
            waiting.append(ticket.number)
    return LotteryResult(tuple(placed), tuple(waiting))


def fingerprint_of_ticket(seed: str, number: str) -> str:
    """By what a ticket is ordered; anybody can compute it once the seed is out."""
    return _fingerprint(f"{seed}:{number}")


@dataclass(frozen=True, slots=True)
class ShiftDraw:
    """What was drawn for one shift, named by its key: the tickets in the order drawn, and how many places there were.

    `placed` are the numbers that got a place as a whole.
    """

    shift: str
    places: int
    tickets: tuple[LotteryTicket, ...]
    placed: tuple[str, ...]


def draw_shift(seed: str, shift: str, tickets: Sequence[LotteryTicket], places: int) -> ShiftDraw:
    """Draw the places of one shift; raises like `draw_lots`."""
    result = draw_lots(seed, tickets, places)
    ordered = sorted(tickets, key=lambda ticket: (fingerprint_of_ticket(seed, ticket.number), ticket.number))
    return ShiftDraw(shift, places, tuple(ordered), result.placed)


def write_draws(draws: Iterable[ShiftDraw]) -> str:
    """What was drawn as it is kept."""
    return json.dumps([asdict(draw) for draw in draws])


def read_draws(text: str) -> tuple[ShiftDraw, ...]:
    """What was drawn as it was kept."""
    return tuple(
        ShiftDraw(
            one["shift"],
            one["places"],
            tuple(LotteryTicket(**ticket) for ticket in one["tickets"]),
            tuple(one["placed"]),
        )
        for one in (json.loads(text) if text else [])
    )


def describe_lottery(commitment: str, *, when: str, seed: str = "") -> tuple[str, ...]:
    """The rule in plain Chinese, a sentence a step: what is published before the draw, and with the `seed` after it."""
    steps = [
        f"{when}抽签，每一班分开抽，只抽一次。先报后报机会一样。",
        "每份报名有一个号码，报上时就告诉本人。",
        f"抽签用的种子现在不公开，它的 SHA-256 指纹先公布在这里：{commitment}。种子改一个字，指纹就对不上。",
        "抽完公布种子。把“种子:号码”（中间是半角冒号，没有空格）算一次 SHA-256，每个号码得到一串字符。",
        "按这串字符从小到大排（0—9 在前，a—f 在后），从前往后给名额，给完为止。",
        "几个人一起报的算一份，名额不够整份时，这份候补，接着看后面的。",
        "没抽到的按同样的顺序候补。最后还空着的名额，和以后有人退出的名额，按这个顺序一个人一个人补。",
    ]
    if seed:
        steps.append(f"种子：{seed}。谁都可以重算一遍，例如：printf '%s' '{seed}:号码' | sha256sum。")
    return tuple(steps)


def _fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()
