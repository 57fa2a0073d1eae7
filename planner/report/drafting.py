"""The summary as it stands now: what people wrote and what the records propose, in one order, with live figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.report.contradictions import Contradiction, find_contradictions, link_figures
from planner.report.figures import LiveFigure
from planner.report.paragraphs import KeptWord, Paragraph, PinnedFigure, Summary, passage_key
from planner.report.passages import Passage, propose_passages
from planner.report.prose import Part, Skeleton, SummaryChapter
from planner.report.report import Report

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParagraph:
    """A paragraph of the summary now: taken over, put away, or only proposed, when nobody has a `paragraph` of it.

    `contradictions` are what the records say against it, but for those that somebody kept.
    """

    key: str
    parts: tuple[Part, ...]
    passage: Passage | None = None
    paragraph: Paragraph | None = None
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def is_offered(self) -> bool:
        """Whether it is only proposed."""
        return self.paragraph is None

    @property
    def text(self) -> str:
        """The paragraph as plain text, with its figures as they are now."""
        return write_out(self.parts)

    @property
    def figures(self) -> tuple[LiveFigure, ...]:
        """The live figures in it."""
        return tuple(part for part in self.parts if isinstance(part, LiveFigure))

    @property
    def version(self) -> int:
        """The version to be locked by; 0 of what is only proposed."""
        return self.paragraph.version if self.paragraph else 0

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than what the records propose in its place."""
        return self.passage is not None and self.text != self.passage.text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChapter:
    """A chapter with its paragraphs in their order, those proposed among them, and what was put away of it."""

    code: str
    heading: str
    numeral: str
    paragraphs: tuple[DraftParagraph, ...]
    away: tuple[DraftParagraph, ...] = ()
    is_own: bool = False

    @property
    def taken(self) -> tuple[DraftParagraph, ...]:
        """What will be filed of it: paragraphs that somebody took over or wrote, and that say something."""
        return tuple(each for each in self.paragraphs if not each.is_offered and each.text.strip())

    @property
    def offered(self) -> tuple[DraftParagraph, ...]:
        """What is only proposed of it."""
        return tuple(each for each in self.paragraphs if each.is_offered)

    @property
    def characters(self) -> int:
        """How long what will be filed of it is; blanks don't count."""
        return sum(len("".join(each.text.split())) for each in self.taken)


def write_out(parts: Iterable[Part]) -> str:
    """Parts as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def lay_out(summary: Summary, report: Report, skeleton: Skeleton | None = None) -> tuple[DraftChapter, ...]:
    """All chapters of the summary as it stands, in the form that was chosen, or in another one."""
    form = skeleton or summary.skeleton
    passages = {passage_key(form, each.key): each for each in propose_passages(report, form)}
    known = _known_figures(report, passages.values())
    codes = list(_order_chapters(summary, form))
    return tuple(
        DraftChapter(
            code=code,
            heading=heading,
            numeral=f"{_NUMERALS[at]}、" if form.is_numbered and at < len(_NUMERALS) else "",
            paragraphs=_list_paragraphs(summary, code, passages, known, report),
            away=tuple(
                _draft_paragraph(each, passages, known, None)
                for each in summary.paragraphs
                if each.chapter == code and each.is_away
            ),
            is_own=code not in set(SummaryChapter),
        )
        for at, (code, heading) in enumerate(codes)
    )


def _order_chapters(summary: Summary, form: Skeleton) -> Iterator[tuple[str, str]]:
    """Codes and headings: those of the form, each followed by the own ones behind it."""
    own = [chapter for chapter in summary.chapters if chapter.skeleton is form]
    for chapter in form.chapters:
        yield chapter.value, chapter.label
        behind = [chapter.value]
        for each in own:
            if each.after in behind:
                behind.append(each.key)
                yield each.key, each.heading


def _known_figures(report: Report, passages: Iterable[Passage]) -> dict[str, LiveFigure]:
    proposed = {figure.key: figure for passage in passages for figure in passage.figures}
    return proposed | {figure.key: figure for figure in report.figures}


def _list_paragraphs(
    summary: Summary,
    code: str,
    passages: Mapping[str, Passage],
    known: Mapping[str, LiveFigure],
    report: Report,
) -> tuple[DraftParagraph, ...]:
    """Those taken over as people put them; each proposed one behind the one that it follows among the proposals."""
    rows = {each.key: each for each in summary.paragraphs}
    listed = [
        _draft_paragraph(each, passages, known, report)
        for each in summary.paragraphs
        if each.chapter == code and not each.is_away
    ]
    before = -1
    for key, passage in passages.items():
        if passage.chapter.value != code:
            continue
        if key in rows:
            before = next((at for at, each in enumerate(listed) if each.key == key), before)
            continue
        before += 1
        listed.insert(before, DraftParagraph(key=key, parts=passage.parts, passage=passage))
    return tuple(listed)


def _draft_paragraph(
    paragraph: Paragraph, passages: Mapping[str, Passage], known: Mapping[str, LiveFigure], report: Report | None
) -> DraftParagraph:
    parts = tuple(_resolve(part, known) for part in paragraph.parts)
    return DraftParagraph(
        key=paragraph.key,
        parts=parts,
        passage=passages.get(paragraph.key),
        paragraph=paragraph,
        contradictions=_doubt(parts, paragraph.kept, report) if report else (),
    )


def _resolve(part: str | PinnedFigure, known: Mapping[str, LiveFigure]) -> Part:
    """A pinned figure as it is now; as it was written where no record says it any more."""
    return part if isinstance(part, str) else known.get(part.key) or part.text


def link_text(draft: DraftParagraph, text: str) -> tuple[Part, ...]:
    """A text that is to stand in the place of the paragraph's own, with the figures that stay live in it.

    The same text, and that which is proposed, keep all of theirs; of any other one numbers stay live that equal a
    figure of the paragraph, in their order and by measure.
    """
    if text == draft.text:
        return draft.parts
    if draft.passage and text == draft.passage.text:
        return draft.passage.parts
    return link_figures(text, _figures_of(draft))


def rewrite(draft: DraftParagraph, text: str, report: Report) -> DraftParagraph:
    """The paragraph with that text in the place of its own: its figures linked anew, judged anew."""
    parts = link_text(draft, text)
    kept = draft.paragraph.kept if draft.paragraph else ()
    return replace(draft, parts=parts, contradictions=_doubt(parts, kept, report))


def _doubt(parts: tuple[Part, ...], kept: Iterable[KeptWord], report: Report) -> tuple[Contradiction, ...]:
    figures = tuple(part for part in parts if isinstance(part, LiveFigure))
    settled = {word.sentence for word in kept}
    found = find_contradictions(write_out(parts), report, figures)
    return tuple(each for each in found if each.sentence not in settled)


def find_draft(chapters: Sequence[DraftChapter], key: str) -> tuple[DraftChapter, DraftParagraph] | None:
    """The paragraph of that key with its chapter; one that was put away too."""
    for chapter in chapters:
        for each in (*chapter.paragraphs, *chapter.away):
            if each.key == key:
                return chapter, each
    return None


def _figures_of(paragraph: DraftParagraph) -> tuple[LiveFigure, ...]:
    """The figures that numbers of an edited paragraph may stay linked to: those of its proposal, then its own."""
    proposed = paragraph.passage.figures if paragraph.passage else ()
    known = {figure.key for figure in proposed}
    return (*proposed, *(figure for figure in paragraph.figures if figure.key not in known))
