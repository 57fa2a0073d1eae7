"""What an event is told by outside of the house: the same for the newsletter, the news, the long picture, the album."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planner.dossier import Facts
from planner.dossier.outline import count_characters
from planner.enums import PartyRole
from planner.feedbackkinds import FeedbackAudience
from planner.people.feedback import VoiceQuote
from planner.pictures import ClearedPhoto
from planner.report.drafting import DraftChapter, write_out
from planner.report.figures import LiveFigure
from planner.report.filed import FiledSummary
from planner.report.prose import SummaryChapter, is_told
from planner.report.report import Report
from planner.report.sentences import tell_days, tell_people

# What is told to everybody; shortfalls, plans, goods and money stay among those who work on it.
_TOLD = frozenset(
    {
        SummaryChapter.BASICS,
        SummaryChapter.MEASURES,
        SummaryChapter.RESULTS,
        SummaryChapter.COURSE,
        SummaryChapter.GOOD,
        SummaryChapter.BODY,
    }
)
_SENTENCE = re.compile("[^。！？\n]+[。！？]?[”』」）]*")
# Money, accidents and what went otherwise are the business of those who answer for them; hardship of children is never
# shown in publicity.
_KEPT_INSIDE = re.compile(
    r"\d ?[万千]?元|预算|支出|结余|经费|意外|受伤|伤病|事故|安全检查|照办|有改动|没有办|顺的是"
    "|低保|贫困|困难家庭|困境|特困|孤儿|残疾|心级|病史|单亲|离异|服刑|抑郁|辍学"
)
_MOST_FIGURES = 4


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """A number to be shown large: 29, 名, 孩子."""

    number: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event as it is told outside: no child is named in it, and every photo of it may leave the house.

    `lead` says when, who, where and what, then how many came; `sentences` go on, in the words of the summary. What of
    the summary is `kept_inside` stands in none of the papers, nor do photos that are `unchecked` or stay `inside`.
    `hidden` counts names that were taken out of words.
    """

    facts: Facts
    lead: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    quotes: tuple[VoiceQuote, ...] = ()
    figures: tuple[StoryFigure, ...] = ()
    photos: tuple[ClearedPhoto, ...] = field(default=(), repr=False)
    kept_inside: tuple[str, ...] = ()
    unchecked: int = 0
    inside: int = 0
    hidden: int = 0
    has_begun: bool = True
    is_cancelled: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there is anything to tell: an event that is over or goes on, and was not cancelled."""
        return self.has_begun and not self.is_cancelled

    @property
    def why_silent(self) -> str:
        """What stands in the place of a text of which there is none."""
        if self.is_cancelled:
            return "活动取消了，没有可以对外讲的。"
        return "" if self.has_begun else "活动还没办，办完再来。"

    @property
    def text(self) -> tuple[str, ...]:
        """All sentences in their order."""
        return (*self.lead, *self.sentences)


def tell_lead(report: Report) -> tuple[str, ...]:
    """When, who, where and what, then how many came; each sentence only as far as it is known."""
    facts = report.facts
    hosts = report.dossier.party_names(PartyRole.HOST) or tuple(filter(None, [facts.organisation]))
    helped = report.dossier.party_names(PartyRole.CO_ORGANISER)
    who = f"{'、'.join(hosts)}{'联合' + '、'.join(helped) if hosts and helped else ''}"
    when = f"{tell_days(facts)}，" if tell_days(facts) else ""
    where = f"在{facts.place}" if facts.place else ""
    what = f"“{facts.title}”" if facts.title.endswith("活动") else f"“{facts.title}”活动"
    theme = f"，主题是“{facts.theme}”" if facts.theme else ""
    came = write_out(tell_people(report))
    opening = f"{when}{who}{where}开展{what}{theme}。" if facts.title else ""
    return tuple(filter(None, (opening, f"{came}。" if came else "")))


def list_figures(report: Report) -> tuple[StoryFigure, ...]:
    """The numbers that tell most, at most four; none that is unknown or nothing, no sum of money."""
    people, helpers = report.people, report.helpers
    offered: list[tuple[LiveFigure, str]] = [(people.participants.actual, people.participants.label)]
    if helpers is not None:
        offered += [(helpers.persons, "志愿者"), (helpers.hours, "志愿服务")]
    offered.append((report.turns, report.turns.noun))
    offered += [(tally.total, tally.kind.label) for tally in report.tallies]
    offered += [(gift.pieces.actual, gift.item) for gift in report.gifts if gift.pieces]
    told = [(figure, label) for figure, label in offered if is_told(figure)]
    return tuple(StoryFigure(figure.number, figure.unit, label) for figure, label in told[:_MOST_FIGURES])


def draft_sentences(chapters: Iterable[DraftChapter]) -> Iterator[str]:
    """What is taken over of a summary; of a chapter of which nothing is, what the records propose."""
    for chapter in chapters:
        if chapter.is_own or chapter.code in _TOLD:
            for paragraph in chapter.taken or chapter.offered:
                yield from split_sentences(paragraph.text)


def filed_sentences(filed: FiledSummary) -> Iterator[str]:
    """The same of a summary as it was filed."""
    for chapter in filed.chapters:
        if chapter.code not in set(SummaryChapter) or chapter.code in _TOLD:
            for paragraph in chapter.paragraphs:
                yield from split_sentences("".join(part if isinstance(part, str) else part.text for part in paragraph))


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each with its mark; one that has none gets a full stop."""
    found = (piece.strip() for piece in _SENTENCE.findall(text))
    return [piece if piece[-1] in "。！？”』」）：；" else f"{piece}。" for piece in found if piece]


def part_sentences(
    sentences: Iterable[str], lead: Sequence[str], title: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is told behind the lead, and what is kept inside; what the lead says already is left out of both."""
    told: list[str] = []
    kept: list[str] = []
    for sentence in dict.fromkeys(sentences):
        if sentence in lead or f"开展“{title}”" in sentence:
            continue
        (kept if _KEPT_INSIDE.search(sentence) else told).append(sentence)
    return tuple(told), tuple(kept)


def fit_sentences(sentences: Sequence[str], most: int) -> tuple[str, ...]:
    """As many whole sentences from the beginning as fit into that many characters; one that is too long is left out."""
    fitting: list[str] = []
    left = most
    for sentence in sentences:
        length = count_characters(sentence)
        if length <= left:
            fitting.append(sentence)
            left -= length
    return tuple(fitting)


def group_sentences(sentences: Sequence[str], length: int) -> list[str]:
    """Paragraphs of whole sentences, each begun anew once the one before has about so many characters."""
    paragraphs: list[str] = []
    for sentence in sentences:
        if paragraphs and count_characters(paragraphs[-1] + sentence) <= length:
            paragraphs[-1] += sentence
        else:
            paragraphs.append(sentence)
    return paragraphs


def tell_quote(quote: VoiceQuote) -> str:
    """一名五年级孩子说：“今天真开心。”"""
    year = quote.year.label if quote.year else ""
    who = "参加者" if quote.audience is FeedbackAudience.OTHER else quote.audience.label
    text = quote.text if quote.text[-1:] in "。！？…" else f"{quote.text}。"
    return f"一名{year}{who}说：“{text}”"
