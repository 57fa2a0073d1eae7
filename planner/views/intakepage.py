"""The pages of a table on its way into a list: what the reader says of it, in the words of the page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner.forms.intakeanswers import UNDECIDED
from planner.forms.intakerows import Fate
from planner.intake.tables.reading import Column, Naming
from planner.masking import mask_phones
from planner.models import Event
from planner.nouns import NOUNS, Noun
from planner.views.intakeasks import Ask, list_asks, menu_of
from planner.views.intakepair import A_PAGE, ALL, CHANGED, LEFT, LOOK, Pair, make_pair
from planner.views.intakeparts import AskPart, FateShare, Guess, LineFilter, NotePart, PairPart
from planner.views.intakereading import BatchLook
from planner.views.intakesums import Sums, sums_of
from planner.views.pager import read_pager
from planner.views.places import place_url

PASTED = "粘贴的表格"
PERSONS = "人"
SHOWN_LINES = 6
_CHIPS = ((ALL, "全部"), (LOOK, "要看"), (CHANGED, "读时改过"), (LEFT, "没用上"))
_LEAST_SHARE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage:
    """The preview of a table: its title is its state, its dock says what the button will do."""

    noun: Noun
    back_href: str
    name: str
    state: str
    ready: str
    open: str
    lines: int
    shares: tuple[FateShare, ...]
    sums: Sums
    ask: AskPart
    part: PairPart
    note: NotePart
    say_first: str
    say_rest: str
    button: str

    @property
    def pair(self) -> Pair:
        """The table of the pair."""
        return self.part.pair


def look_page(event: Event, look: BatchLook, *, edited: int, show: str, can_move: bool) -> LookPage:
    """All that the preview says; `show` filters the lines, the row of line `edited` is open.

    `can_move` says whether the table may go into the list that it looks like.
    """
    assert look.reading is not None
    noun, ask, part = NOUNS[look.batch.noun], _ask_part(look), _pair_part(event, look, edited, show)
    coming, measure = len(look.coming_in), _measure(NOUNS[look.batch.noun])
    return LookPage(
        noun=noun,
        back_href=place_url(event.id, noun.name),
        name=look.batch.name or PASTED,
        state="剩下的还没写进去" if look.decided.added else "现在什么都还没写进去",
        ready=_ready(look, coming, measure),
        open=_open(ask.asks, ask.guesses),
        lines=len(look.reading.table.lines),
        shares=_shares(part.pair, look, noun),
        sums=sums_of(noun, look),
        ask=ask,
        part=part,
        note=_note_part(look, measure, can_move=can_move),
        say_first=f"{coming} {measure}进{noun.label}" if coming else "现在没有能添加的",
        say_rest=_say_rest(look),
        button=f"添加 {coming} {measure}",
    )


def _ask_part(look: BatchLook) -> AskPart:
    decided = look.decided
    return AskPart(
        asks=list_asks(look),
        guesses=_guesses(look),
        newcomers=tuple(each.name for each in look.newcomers),
        takes_newcomers=decided.newcomers,
        has_answers=bool(decided.answers or decided.edits or decided.dropped or decided.chosen),
    )


def _pair_part(event: Event, look: BatchLook, edited: int, show: str) -> PairPart:
    pair, batch = make_pair(look, edited), look.batch
    show = show if show in dict(_CHIPS) else ALL
    lines = [line for line in pair.lines if show in line.kinds]
    at = next((n for n, line in enumerate(lines) if edited and line.edit_line == edited), None)
    pager = read_pager(len(lines), A_PAGE, anchor="pair", row_at=at)
    sheets = url_for(".look", event_id=event.id, noun=batch.noun, key=batch.key, sheets=1)
    return PairPart(
        pair=pair,
        shown=pager.cut(lines, A_PAGE),
        chips=_chips(pair, show) if len(pair.lines) > A_PAGE else (),
        pager=pager,
        show=show,
        edited=edited,
        sheets_href=sheets if len(look.tables) > 1 else "",
    )


def _note_part(look: BatchLook, measure: str, *, can_move: bool) -> NotePart:
    assert look.reading is not None
    known = (c.heading for c in look.reading.columns if c.naming is Naming.REMEMBERED and c.heading)
    return NotePart(
        notes=(*look.tables[look.sheet].notes, *_hidden(look)),
        remembered="、".join(known),
        other=NOUNS.get(look.other_noun),
        can_move=can_move,
        added=f"已添加 {len(look.decided.added)} {measure}" if look.decided.added else "",
        left=f"还有 {look.lines_left} 行留着没加，关掉页面也在" if look.lines_left else "",
        can_undo=bool(look.batch.row_keys),
    )


def _measure(noun: Noun) -> str:
    return PERSONS if noun.measure == PERSONS else "行"


def _ready(look: BatchLook, coming: int, measure: str) -> str:
    if look.waits_for_columns:
        return "先认一下每一列"
    if coming:
        return f"{coming} {measure}可以添加"
    return "都添加好了" if look.decided.added and not look.lines_left else "现在没有能添加的"


def _open(asks: Sequence[Ask], guesses: Sequence[Guess]) -> str:
    number = len(asks) + sum(guess.is_open for guess in guesses)
    return f"{number} 处要看一眼" if number else ""


def _hidden(look: BatchLook) -> list[str]:
    assert look.reading is not None
    count = sum(line.is_hidden for line in look.reading.table.lines)
    return [f"原表里有 {count} 行是藏起来的。"] if count else []


def _shares(pair: Pair, look: BatchLook, noun: Noun) -> tuple[FateShare, ...]:
    """The parts of the bar: they add up to all lines of the source."""
    seen: dict[int, str] = {}
    for line in pair.lines:
        if seen.get(line.number) != "look":
            seen[line.number] = line.fate
    counts, total = Counter(seen.values()), len(seen) or 1
    whys = dict.fromkeys(_short(line.why) for line in pair.lines if line.fate == "out")
    names = "、".join(list(whys)[:SHOWN_LINES])
    words = {
        "in": "会添加" if not look.waits_for_columns else "读成了行",
        "look": "要看",
        "out": f"不是{'学生' if noun.private else '明细'}或不用加：{names}",
    }
    return tuple(
        FateShare(fate, max(round(100 * counts[fate] / total, 1), _LEAST_SHARE), f"{counts[fate]} 行{words[fate]}")
        for fate in ("in", "look", "out")
        if counts[fate]
    )


def _short(why: str) -> str:
    """合计 of 合计，没用上；差 450.00."""
    return why.partition("，")[0].partition("；")[0][:12]


def _guesses(look: BatchLook) -> tuple[Guess, ...]:
    if not look.waits_for_columns:
        return ()
    assert look.reading is not None
    return tuple(_guess(column, look) for column in look.reading.columns)


def _guess(column: Column, look: BatchLook) -> Guess:
    menu = menu_of(column, look)
    return Guess(
        f"第 {column.index + 1} 列",
        "、".join(mask_phones(text) for text in column.examples[:2]),
        menu,
        menu.value == UNDECIDED,
    )


def _chips(pair: Pair, show: str) -> tuple[LineFilter, ...]:
    counts = {kind: sum(kind in line.kinds for line in pair.lines) for kind, _ in _CHIPS}
    return tuple(LineFilter(f"{label} {counts[kind]}", f"?show={kind}#pair", kind == show) for kind, label in _CHIPS)


def _say_rest(look: BatchLook) -> str:
    if look.waits_for_columns:
        return "认好了列再添加，什么都不会丢。"
    lines = [str(row.line) for row in look.of_fate(Fate.ASK)]
    if not lines:
        return "添加后可以整批撤销。"
    named = f"第 {'、'.join(lines[:SHOWN_LINES])}{' 等' if len(lines) > SHOWN_LINES else ''} 行"
    return f"{named}留在这里，关掉页面也在。添加后可以整批撤销。"
