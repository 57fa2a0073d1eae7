"""What changed in a text, in pieces that a reader of Chinese takes in at a glance."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Mark = Literal["same", "added", "removed"]

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
# A number or a Latin word changes as a whole, other characters one by one.
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%]*|.", re.DOTALL)
# Two texts of which less than this is alike are shown as replaced, not as a patchwork.
_ALIKE = 0.4
# A shorter stretch between two changes belongs to them: 1 character left standing is noise.
_SHORTEST_SAME = 2
# Comparing character by character costs the product of both lengths.
_MOST_PAIRS = 1_000_000


class Piece(NamedTuple):
    """A stretch of text that stayed, came or went."""

    mark: Mark
    text: str


def diff_text(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces from `old` to `new`: same + removed give the old text, same + added the new one."""
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    pieces: list[Piece] = []
    for tag, a, b in _runs(before, after):
        pieces += [Piece("same", a)] if tag == "equal" else _diff_words(a, b)
    return tuple(_join(pieces))


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[str, str, str]]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag, "".join(before[i:j]), "".join(after[k:m])


def _diff_words(old: str, new: str) -> list[Piece]:
    replaced = [Piece("removed", old), Piece("added", new)]
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return replaced
    runs = list(_runs(_WORD.findall(old), _WORD.findall(new)))
    same = sum(len(a) for tag, a, _ in runs if tag == "equal")
    if 2 * same < _ALIKE * (len(old) + len(new)):
        return replaced
    pieces: list[Piece] = []
    for at, (tag, a, b) in enumerate(runs):
        if tag == "equal" and (len(a) >= _SHORTEST_SAME or at in (0, len(runs) - 1)):
            pieces.append(Piece("same", a))
        else:
            pieces += [Piece("removed", a), Piece("added", b)]
    return pieces


def _join(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Between two stretches that stayed: everything that went, then everything that came."""
    held: dict[Mark, str] = {"same": "", "removed": "", "added": ""}
    for piece in pieces:
        others: tuple[Mark, ...] = ("removed", "added") if piece.mark == "same" else ("same",)
        if piece.text and any(held[mark] for mark in others):
            yield from _flush(held)
        held[piece.mark] += piece.text
    yield from _flush(held)


def _flush(held: dict[Mark, str]) -> Iterator[Piece]:
    for mark, text in held.items():
        if text:
            yield Piece(mark, text)
        held[mark] = ""
