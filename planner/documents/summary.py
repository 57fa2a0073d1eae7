"""总结.docx: the summary of an event in the layout of GB/T 9704-2012, with its figures and photos as attachments."""

from collections.abc import Iterator

from planner.documents import gbt9704 as paper
from planner.documents.home_letter import TITLE as LETTER_TITLE
from planner.documents.paperphotos import compose_photos
from planner.documents.plan import compose_closing
from planner.documents.plan_records import list_attachments
from planner.documents.result_wording import format_filing_day, say_draft
from planner.documents.summary_tables import compose_results
from planner.pictures.printed import PrintedPhotos
from planner.report.edition import SummaryEdition
from planner.report.filed import FiledChapter, write_filed_text
from planner.report.prose import Skeleton

# A letter and a note are one text.
_WITHOUT_HEADINGS = frozenset({Skeleton.LETTER, Skeleton.CANCELLED})


def build_summary(edition: SummaryEdition, photos: PrintedPhotos) -> bytes:
    """The summary as .docx: its chapters, what is attached, 落款, then each attachment on pages of its own.

    A draft says so below its title, with the chapters that nobody wrote. The same edition and photos give the same
    bytes.
    """
    organisation = edition.results.facts.organisation
    title, album = summary_title(edition), paper.Album()
    attached = list(_attachments(edition, photos, album))
    body = [paper.paragraph(paper.run(title), "Title"), *say_draft(edition), paper.blank_line()]
    body += _missing(edition)
    for chapter in edition.filed.chapters:
        body += _chapter(chapter, edition.filed.skeleton)
    body += list_attachments([name for name, _ in attached])
    body += compose_closing(organisation, format_filing_day(edition))
    body += _filing(edition)
    for number, (name, said) in enumerate(attached, start=1):
        body += _attachment(name, said, number if len(attached) > 1 else 0)
    return paper.build_document(body, title=title, author=organisation, album=album)


def summary_title(edition: SummaryEdition) -> str:
    """The event's title as its summary is titled."""
    title, skeleton = edition.filed.title.strip() or "活动", edition.filed.skeleton
    if skeleton is Skeleton.LETTER:
        return LETTER_TITLE
    if skeleton is Skeleton.CANCELLED:
        return f"{title}取消说明"
    if "总结" in title:
        return title
    return f"{title}总结" if title.endswith("活动") else f"{title}活动总结"


def _missing(edition: SummaryEdition) -> list[str]:
    """The chapters of the form that nobody wrote yet; in what is filed there are none."""
    written = {chapter.code for chapter in edition.filed.chapters}
    missing = [chapter.label for chapter in edition.filed.skeleton.chapters if chapter.value not in written]
    if not edition.is_draft or not missing:
        return []
    return [paper.text_paragraph(f"还没有写：{'、'.join(missing)}。")]


def _chapter(chapter: FiledChapter, skeleton: Skeleton) -> Iterator[str]:
    if skeleton not in _WITHOUT_HEADINGS:
        yield paper.paragraph(paper.run(f"{chapter.numeral}{chapter.heading}"), "Heading1")
    for paragraph in chapter.paragraphs:
        lines = map(str.strip, write_filed_text(paragraph).split("\n"))
        yield from (paper.text_paragraph(line) for line in lines if line)


def _attachments(edition: SummaryEdition, photos: PrintedPhotos, album: paper.Album) -> Iterator[tuple[str, list[str]]]:
    """The name of each attachment and what stands in it; those of which there is nothing are left out."""
    if edition.filed.skeleton is not Skeleton.LETTER and (said := list(compose_results(edition.results))):
        yield "活动情况统计表", said
    if photos.photos:
        yield "活动照片", [compose_photos(album, photos.photos)]


def _attachment(name: str, said: list[str], number: int) -> list[str]:
    mark = f"附件{number}" if number else "附件"
    lead = paper.run(mark, paper.LEVEL1)
    return [
        paper.paragraph(lead, layout=paper.PAGE_BREAK + paper.NO_INDENT, keep=True),
        paper.paragraph(paper.run(name), "Title", keep=True),
        *said,
    ]


def _filing(edition: SummaryEdition) -> list[str]:
    """附注: which version it is and who filed it, as recorded; families need not know it."""
    if edition.is_draft or edition.filed.skeleton is Skeleton.LETTER:
        return []
    return [paper.text_paragraph(f"（第 {edition.number} 版，{edition.filed_by}定稿）")]
