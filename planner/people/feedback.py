"""What people say of an event, as plain data: voices, how they are counted, what is quoted of them. Nobody is named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.people.criticism import sounds_critical

STARS = (1, 2, 3, 4, 5)
# What the faces of the children's page say to whoever can't see them, and stands below them.
FACES = {1: "不开心", 2: "不太好", 3: "还行", 4: "开心", 5: "好开心"}
STAR_WORDS = {1: "很不满意", 2: "不太满意", 3: "一般", 4: "满意", 5: "很满意"}
# So long after the event, or after it is first asked for.
USUAL_DAYS, MOST_DAYS = 14, 180
CUT = "……"
_CUTS = re.compile("(?:…+|\\.{3,}|。{3,})")


def tell_stars(audience: FeedbackAudience, stars: int) -> str:
    """Stars in the words that were chosen by: 好开心 of a child, 4 星 of whoever else."""
    return FACES[stars] if audience is FeedbackAudience.CHILD else f"{stars} 星"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFeedback:
    """What somebody says, as it was typed and drawn."""

    audience: FeedbackAudience
    stars: int
    words: str = ""
    drawing: str = ""
    year: SchoolYear | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one phone said; its words as everybody may read them, with persons taken out."""

    key: str
    audience: FeedbackAudience
    stars: int
    words: str = ""
    year: SchoolYear | None = None
    has_drawing: bool = False
    quote: str = ""
    is_put_away: bool = False

    @property
    def speaker(self) -> str:
        """Who it was, as far as anybody is told: 孩子，五年级."""
        return tell_speaker(self.audience, self.year)

    @property
    def is_critical(self) -> bool:
        """Whether it wants something mended."""
        return sounds_critical(self.words, self.stars)

    @property
    def stars_label(self) -> str:
        """The face or the stars in words: 好开心, 4 星."""
        return tell_stars(self.audience, self.stars)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceQuote:
    """What the organiser chose of a voice, to be quoted; a critical one belongs into 不足."""

    key: str
    audience: FeedbackAudience
    text: str
    year: SchoolYear | None = None
    is_critical: bool = False

    @property
    def speaker(self) -> str:
        """Who said it: 孩子，五年级."""
        return tell_speaker(self.audience, self.year)


@dataclass(frozen=True, slots=True)
class AudienceTally:
    """How many of an audience gave one star, two …, five."""

    audience: FeedbackAudience
    by_stars: tuple[int, int, int, int, int]

    @property
    def count(self) -> int:
        """How many voices."""
        return sum(self.by_stars)

    @property
    def total(self) -> int:
        """All their stars together."""
        return sum(stars * count for stars, count in zip(STARS, self.by_stars, strict=True))

    @property
    def tenths(self) -> int:
        """The mean in tenths of a star, halves rounded up; 0 without a voice."""
        return (self.total * 20 + self.count) // (self.count * 2) if self.count else 0

    @property
    def mean_label(self) -> str:
        """4.6 / 5."""
        return f"{self.tenths // 10}.{self.tenths % 10} / {STARS[-1]}"

    @property
    def percent(self) -> int:
        """The mean as a part of five stars, for a bar."""
        return self.tenths * 2

    @property
    def spread_label(self) -> str:
        """How many gave how much, the most first, in the words they chose by: 5 星 12 · 4 星 3, or 好开心 2."""
        counted = zip(reversed(STARS), reversed(self.by_stars), strict=True)
        return " · ".join(f"{tell_stars(self.audience, stars)} {count}" for stars, count in counted if count)


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """What the feedback on an event comes to: counted by audience, and what is quoted, in the order of choosing."""

    tallies: tuple[AudienceTally, ...] = ()
    quotes: tuple[VoiceQuote, ...] = ()

    @property
    def count(self) -> int:
        """All voices together."""
        return sum(tally.count for tally in self.tallies)

    @property
    def praise(self) -> tuple[VoiceQuote, ...]:
        """The quotes that complain of nothing."""
        return tuple(quote for quote in self.quotes if not quote.is_critical)

    @property
    def criticism(self) -> tuple[VoiceQuote, ...]:
        """The quotes that belong into 不足."""
        return tuple(quote for quote in self.quotes if quote.is_critical)


def tell_speaker(audience: FeedbackAudience, year: SchoolYear | None) -> str:
    """孩子，五年级: all that is ever said of who spoke."""
    return f"{audience.label}，{year.label}" if year else audience.label


def usual_end(last_day: date | None, today: date) -> date:
    """Through which day feedback is taken unless somebody says otherwise; never later than it may be."""
    begins = max(last_day or today, today)
    return min(begins + timedelta(days=USUAL_DAYS), latest_end(today))


def latest_end(today: date) -> date:
    """The last day through which feedback may be taken."""
    return today + timedelta(days=MOST_DAYS)


def tally_stars(counted: Iterable[tuple[FeedbackAudience, int, int]]) -> tuple[AudienceTally, ...]:
    """Audience, stars and how many gave them, put together by audience; audiences without a voice are left out."""
    found: dict[FeedbackAudience, list[int]] = {}
    for audience, stars, count in counted:
        found.setdefault(audience, [0] * len(STARS))[stars - 1] += count
    return tuple(
        AudienceTally(audience, (one, two, three, four, five))
        for audience in FeedbackAudience
        if audience in found
        for one, two, three, four, five in [found[audience]]
    )


def cut_quote(said: str, wanted: str) -> str:
    """What is quoted of the words said: whole pieces of them in their order, …… for what is left out between.

    Raises ValueError, naming the piece, for everything that was not said like that, and for nothing at all.
    """
    plain, at = _plain(said), 0
    pieces = [piece for piece in map(_plain, _CUTS.split(wanted)) if piece]
    if not pieces:
        raise ValueError("留一句要引用的话。")
    for piece in pieces:
        found = plain.find(piece, at)
        if found < 0:
            raise ValueError(f"引语只能从原话里剪，“{piece[:20]}”和原话不一样。")
        at = found + len(piece)
    return CUT.join(pieces)


def _plain(text: str) -> str:
    return " ".join(text.split())
