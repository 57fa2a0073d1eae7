"""给家长的信.docx: what the children did and who was with them, for their families."""

from planner.documents import gbt9704 as paper
from planner.documents.plan import compose_closing
from planner.documents.result_wording import format_filing_day, say_draft
from planner.report.edition import SummaryEdition

TITLE = "致家长的一封信"


def build_home_letter(edition: SummaryEdition) -> bytes:
    """The letter as .docx: the salutation at the margin, then its paragraphs and the 落款; no money stands in it.

    The same edition gives the same bytes.
    """
    organisation = edition.results.facts.organisation
    body = [paper.paragraph(paper.run(TITLE), "Title"), *say_draft(edition), paper.blank_line()]
    for at, text in enumerate(edition.letter):
        for line in filter(None, map(str.strip, text.split("\n"))):
            is_greeting = at == 0 and line.endswith("：")
            body.append(paper.paragraph(paper.run(line), layout=paper.NO_INDENT if is_greeting else ""))
    body += compose_closing(organisation, format_filing_day(edition))
    return paper.build_document(body, title=f"{edition.filed.title}{TITLE}", author=organisation)
