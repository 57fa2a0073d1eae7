"""The grammar of proposed paragraphs: chapters, skeletons, and sentences whose figures are known."""

from collections.abc import Iterable, Sequence

from planner.enums import LabelledEnum
from planner.report.figures import LiveFigure

Part = str | LiveFigure
Words = tuple[Part, ...]
NOTHING: Words = ()


class SummaryChapter(LabelledEnum):
    """A chapter of a summary, a line of the short form, a part of the letter."""

    BASICS = "basics", "基本情况"
    MEASURES = "measures", "主要做法"
    RESULTS = "results", "取得成效"
    SHORTFALLS = "shortfalls", "存在不足"
    NEXT = "next", "下一步打算"
    THEME = "theme", "活动主题"
    WHEN = "when", "活动时间"
    WHERE = "where", "活动地点"
    WHO = "who", "主办和参加"
    COURSE = "course", "活动经过"
    GOOD = "good", "优点"
    BAD = "bad", "不足"
    GOODS = "goods", "物品和经费"
    GREETING = "greeting", "称呼"
    BODY = "body", "正文"
    THANKS = "thanks", "结尾"
    WHY = "why", "取消说明"


class Skeleton(LabelledEnum):
    """A form that real summaries have; that of a cancelled event is never chosen."""

    FULL = "full", "正式总结"
    SHORT = "short", "简短活动总结"
    LETTER = "letter", "给家长的信"
    CANCELLED = "cancelled", "取消说明"

    @classmethod
    def offered(cls) -> tuple["Skeleton", ...]:
        """Those that people choose from."""
        return tuple(skeleton for skeleton in cls if skeleton is not cls.CANCELLED)

    @property
    def is_numbered(self) -> bool:
        """Whether its chapters are counted: 一、基本情况."""
        return self in (Skeleton.FULL, Skeleton.SHORT)

    @property
    def chapters(self) -> tuple[SummaryChapter, ...]:
        """Its chapters in their order, with or without anything proposed."""
        return _CHAPTERS[self]


_CHAPTERS = {
    Skeleton.FULL: (
        SummaryChapter.BASICS,
        SummaryChapter.MEASURES,
        SummaryChapter.RESULTS,
        SummaryChapter.SHORTFALLS,
        SummaryChapter.NEXT,
    ),
    Skeleton.SHORT: (
        SummaryChapter.THEME,
        SummaryChapter.WHEN,
        SummaryChapter.WHERE,
        SummaryChapter.WHO,
        SummaryChapter.COURSE,
        SummaryChapter.GOOD,
        SummaryChapter.BAD,
        SummaryChapter.GOODS,
    ),
    Skeleton.LETTER: (SummaryChapter.GREETING, SummaryChapter.BODY, SummaryChapter.THANKS),
    Skeleton.CANCELLED: (SummaryChapter.WHY,),
}


def is_told(figure: LiveFigure | None) -> bool:
    """Whether a figure is known and more than nothing, so that a sentence can be made of it."""
    return figure is not None and figure.is_known and bool(figure.amount)


def say(*parts: Part) -> Words:
    """A piece of a sentence; nothing at all where a figure of it is unknown or a text is empty."""
    if any(not part if isinstance(part, str) else not part.is_known for part in parts):
        return NOTHING
    return parts


def list_parts(pieces: Iterable[Words], between: str) -> Words:
    """The pieces that say anything, with a mark between them."""
    said = [piece for piece in pieces if piece]
    return tuple(part for at, piece in enumerate(said) for part in ((between, *piece) if at else piece))


def end_sentence(parts: Words) -> Words:
    """The sentence with its full stop, unless it ends with a mark already; nothing stays nothing."""
    if not parts:
        return NOTHING
    last = parts[-1]
    return parts if isinstance(last, str) and last.endswith(("。", "！", "？", "：")) else (*parts, "。")


def join_sentences(sentences: Iterable[Words]) -> Words:
    """The sentences one after the other, texts that meet as one part."""
    joined: list[Part] = []
    for part in (part for sentence in sentences for part in end_sentence(sentence)):
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def quote_all(names: Sequence[str]) -> str:
    """“讲解好”“孩子投入”."""
    return "".join(f"“{name}”" for name in names)
