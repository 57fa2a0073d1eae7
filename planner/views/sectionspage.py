"""What the plan editor shows: the chapters, the open one as it stands or was typed, and what it still lacks."""

from dataclasses import dataclass

from planner.dossier import Dossier, Section
from planner.dossier.outline import Chapter, SectionState, count_characters, outline
from planner.errors import LostUpdate, NotFound
from planner.eventkinds import KINDS
from planner.forms.sections import MOST_CHARACTERS, SectionTextForm
from planner.kinds import load_kind
from planner.models import Event
from planner.nouns import NOUNS
from planner.permissions import Access, can_submit_event
from planner.places import parse_place
from planner.queries.sections import SectionNow, section_now
from planner.views.eventpage import DRAFTED
from planner.views.words import moment

# Of long lists only the first records are shown below the text; papers print them all.
MOST_RECORDS = 40
_GONE = "这一节已经删掉或不在这里，目录里是现在的章节。"


@dataclass(frozen=True, slots=True)
class Advice:
    """What a chapter still wants, or that it wants nothing."""

    icon: str
    words: str
    tone: str = "may"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The text of a chapter: as it is kept, or as it was typed where it could not be saved."""

    text: str
    version: int
    state: str
    errors: tuple[str, ...]
    clash: LostUpdate | None
    most: int = MOST_CHARACTERS

    @property
    def length(self) -> int:
        """Its characters, as people count them."""
        return count_characters(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChapter:
    """The chapter that is read or written, between its neighbours."""

    chapter: Chapter
    before: Chapter | None
    after: Chapter | None
    sheet: Sheet
    advice: tuple[Advice, ...]
    examples: tuple[str, ...]
    more_records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsPage:
    """All chapters and the open one; `here` is None while the plan has none."""

    chapters: tuple[Chapter, ...]
    here: OpenChapter | None
    can_submit: bool
    most_records: int = MOST_RECORDS

    @property
    def written(self) -> int:
        """How many chapters are done."""
        return sum(chapter.is_written for chapter in self.chapters)


def sections_page(
    event: Event,
    access: Access,
    dossier: Dossier,
    key: str,
    *,
    form: SectionTextForm | None = None,
    clash: LostUpdate | None = None,
) -> SectionsPage:
    """The page with the chapter of that key open, the first for an empty key; raises NotFound when it isn't there."""
    chapters = outline(dossier)
    place = find_chapter(chapters, key)
    return SectionsPage(
        chapters=chapters,
        here=None if place is None else _open(event, dossier, chapters, place, form, clash),
        can_submit=event.status in DRAFTED and can_submit_event(access),
    )


def find_chapter(chapters: tuple[Chapter, ...], key: str) -> int | None:
    """Where the chapter of that key stands; without a key the first, None when there is none at all."""
    if not key:
        return 0 if chapters else None
    for place, chapter in enumerate(chapters):
        if chapter.section.key == key:
            return place
    raise NotFound(_GONE)


def _open(
    event: Event,
    dossier: Dossier,
    chapters: tuple[Chapter, ...],
    place: int,
    form: SectionTextForm | None,
    clash: LostUpdate | None,
) -> OpenChapter:
    here = chapters[place]
    now = section_now(event.id, here.section.key)
    if now is None:  # deleted since the dossier was read
        raise NotFound(_GONE)
    return OpenChapter(
        chapter=here,
        before=chapters[place - 1] if place else None,
        after=chapters[place + 1] if place + 1 < len(chapters) else None,
        sheet=make_sheet(now, form, clash),
        advice=advise(here),
        examples=_examples(event.kind, here.section),
        more_records=_count_more(dossier, here),
    )


def make_sheet(now: SectionNow, form: SectionTextForm | None, clash: LostUpdate | None) -> Sheet:
    """The text that was typed, if any; after a clash the next save goes over the version of the others."""
    errors = tuple(form.text.errors) if form else ()
    saved = moment(now.saved_at).removeprefix("今天 ")
    return Sheet(
        text=(form.text.data or "") if form else now.text,
        version=clash.version if clash else now.version,
        state="，没存上" if errors else f"，{saved} 已存" if saved else "",
        errors=errors,
        clash=clash,
    )


def advise(chapter: Chapter) -> tuple[Advice, ...]:
    """What is left to do in a chapter; that all is well when nothing is."""
    advice = [Advice("lightbulb", words) for words in chapter.hints]
    if chapter.lacks_records:
        advice.append(Advice("lightbulb", f"还没有{chapter.section.source.label}的记录，印出来是待定"))
    elif chapter.state is SectionState.EMPTY:
        advice.append(Advice("lightbulb", "还没有写"))
    elif chapter.is_written:
        words = "记录会自动印在正文后面" if chapter.is_automatic else "没有空着的地方"
        advice.append(Advice("check-circle-fill", words, "ok"))
    return tuple(advice)


def _count_more(dossier: Dossier, chapter: Chapter) -> int:
    """How many records of a chapter are not shown."""
    noun = parse_place(chapter.place).noun
    return max(len(dossier.rows(noun)) - MOST_RECORDS, 0) if noun in NOUNS else 0


def _examples(kind: str, section: Section) -> tuple[str, ...]:
    """How others put it; a chapter that was renamed is known by its guidance."""
    if kind not in KINDS:
        return ()
    known = load_kind(kind)
    headings = [section.heading, *(s.heading for s in known.dossier.sections if _is_like(s, section))]
    return next((known.examples[h] for h in headings if h in known.examples), ())


def _is_like(proposed: Section, section: Section) -> bool:
    return bool(section.guidance) and proposed.guidance == section.guidance
