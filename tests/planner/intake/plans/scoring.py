"""How well answers agree with labels: precision and recall of each field, micro-averaged over plans.

Days, times, numbers and sums agree exactly; strings without signs and blanks, or where one holds the other and is no
more than twice as long; titles of steps also where they share most of their characters.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

Answer = Mapping[str, Any]
SINGLE = ("kind", "title", "theme", "starts_on", "ends_on", "headcount_total", "budget_total", "safety")
LISTS = (
    "venues",
    "organisations",
    "headcounts",
    "schedule",
    "phases",
    "people",
    "supplies",
    "budget",
    "contacts",
)


def plain(text: object) -> str:
    """Lower case, without signs, blanks and widths."""
    folded = unicodedata.normalize("NFKC", str(text)).lower()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "PZCS")


def same_text(one: object, other: object) -> bool:
    """Equal without signs, or the shorter within the longer and at least 60 % of it."""
    if not one or not other:
        return not one and not other
    short, long = sorted((plain(one), plain(other)), key=len)
    return short == long or (bool(short) and short in long and 10 * len(short) >= 6 * len(long))


def same_title(one: object, other: object) -> bool:
    """As texts, or sharing 60 % of the shorter one's characters where the longer one isn't much longer."""
    if same_text(one, other):
        return True
    short, long = sorted((plain(one), plain(other)), key=len)
    if len(short) < 2 or len(long) > max(12, 3 * len(short)):
        return False
    return 10 * sum((Counter(short) & Counter(long)).values()) >= 6 * len(short)


def same_number(one: object, other: object) -> bool:
    """Equal as numbers: 2400 is 2400.00."""
    if one in (None, "") or other in (None, ""):
        return one in (None, "") and other in (None, "")
    return Decimal(str(one)) == Decimal(str(other))


def same_phone(one: object, other: object) -> bool:
    """Equal digits and stars."""
    return [sign for sign in str(one) if sign in "0123456789*x"] == [s for s in str(other) if s in "0123456789*x"]


def _by(**same: Callable[[Any, Any], bool]) -> Callable[[Answer, Answer], bool]:
    return lambda one, other: all(fits(one.get(key), other.get(key)) for key, fits in same.items())


def _equal(one: object, other: object) -> bool:
    return (one or None) == (other or None)


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "kind": _equal,
    "title": same_text,
    "theme": same_text,
    "starts_on": _equal,
    "ends_on": _equal,
    "headcount_total": same_number,
    "budget_total": same_number,
    "safety": same_number,
    "venues": same_text,
    "organisations": _by(role=_equal, name=same_text),
    "headcounts": _by(group=same_text, count=same_number),
    "schedule": _by(start=_equal, title=same_title),
    "phases": _by(name=same_text, starts_on=_equal, ends_on=_equal),
    "people": _by(role=same_text, name=same_text),
    "supplies": _by(name=same_text, quantity=same_number),
    "budget": _by(item=same_text, amount=same_number),
    "contacts": _by(name=same_text, phone=same_phone),
}


def pair_up(wanted: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """How many can be paired one to one (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(one: int, seen: set[int]) -> bool:
        for at, other in enumerate(found):
            if at not in seen and same(wanted[one], other):
                seen.add(at)
                if at not in owner or place(owner[at], seen):
                    owner[at] = one
                    return True
        return False

    return sum(place(one, set()) for one in range(len(wanted)))


def in_order(wanted: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """The length of the longest common subsequence."""
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            hit = best[i + 1][j + 1] + 1 if same(wanted[i], found[j]) else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], hit)
    return best[0][0]


def _steps(wanted: Sequence[Answer], found: Sequence[Answer]) -> int:
    """Steps with times in any order, those without in the order of the text."""
    timed = [[one for one in side if one.get("start")] for side in (wanted, found)]
    untimed = [[one for one in side if not one.get("start")] for side in (wanted, found)]
    return pair_up(*timed, SAME["schedule"]) + in_order(*untimed, SAME["schedule"])


def count_hits(label: Answer, answer: Answer) -> dict[str, tuple[int, int, int]]:
    """By field: how many agree, were answered, were stated."""
    hits = {}
    for field in SINGLE:
        wanted, found = label.get(field) or None, answer.get(field) or None
        agrees = wanted is not None and found is not None and SAME[field](wanted, found)
        hits[field] = (int(agrees), int(found is not None), int(wanted is not None))
    for field in LISTS:
        wanted, found = label.get(field) or [], answer.get(field) or []
        agree = _steps(wanted, found) if field == "schedule" else pair_up(wanted, found, SAME[field])
        hits[field] = (agree, len(found), len(wanted))
    return hits


def f1_by_field(pairs: Sequence[tuple[Answer, Answer]]) -> dict[str, float]:
    """F1 of every field that is stated or answered in any of the plans."""
    all_hits = [count_hits(label, answer) for label, answer in pairs]
    scores = {}
    for field in (*SINGLE, *LISTS):
        agree, answered, stated = (sum(hits[field][n] for hits in all_hits) for n in range(3))
        if answered or stated:
            scores[field] = 2 * agree / (answered + stated)
    return scores
