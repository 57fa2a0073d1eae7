"""新闻稿: an event in 300 or 600 characters: when, who and where first, then how it went, then voices."""

from dataclasses import dataclass

from planner.dossier.outline import count_characters
from planner.enums import LabelledEnum
from planner.report.story import Story, fit_sentences, group_sentences, tell_quote

_PARAGRAPH = 150


class NewsLength(LabelledEnum):
    """How long a piece is asked for."""

    SHORT = "300", "300 字"
    LONG = "600", "600 字"

    @classmethod
    def read(cls, text: str) -> "NewsLength":
        """The length of that value; the short one for any other text."""
        return cls(text) if text in set(cls) else cls.SHORT

    @property
    def most(self) -> int:
        """So many characters it has at most."""
        return int(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsText:
    """The piece, and how many sentences of the summary found no room in it."""

    title: str
    paragraphs: tuple[str, ...]
    left_out: int = 0

    @property
    def characters(self) -> int:
        """How long it is without its title."""
        return sum(map(count_characters, self.paragraphs))

    @property
    def text(self) -> str:
        """All of it to be copied: the title, then each paragraph two characters in."""
        return "\n".join([self.title, *(f"\u3000\u3000{paragraph}" for paragraph in self.paragraphs)])


def write_news(story: Story, length: NewsLength) -> NewsText:
    """The piece in whole sentences, no longer than `length`, but for a lead that alone is.

    Voices, chosen by the organiser, get at most a third of it; where nothing can be told it says why.
    """
    title = story.facts.title or "活动"
    if not story.is_told:
        return NewsText(title=title, paragraphs=(story.why_silent,))
    lead = story.lead[:1] if story.lead else ()
    left = max(length.most - count_characters("".join(lead)), 0)
    voices = fit_sentences([tell_quote(quote) for quote in story.quotes], min(left, length.most // 3))
    others = (*story.lead[1:], *story.sentences)
    told = fit_sentences(others, left - count_characters("".join(voices)))
    paragraphs = group_sentences([*lead, *told], _PARAGRAPH)
    return NewsText(title=title, paragraphs=(*paragraphs, *voices), left_out=len(others) - len(told))
