"""What the fonts of our PDFs lack of the texts of an event, said where these papers are fetched."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.documents.glyphs import find_gaps, say_gaps
from planner.dossier import Dossier
from planner.models import Event, IssuedCertificate, SignUpDesk
from planner.papers import EventPaper, list_plan_papers, order_paper
from planner.people.certificatefacts import read_facts
from planner.permissions import Access
from planner.queries.signups import names_on_shifts

_KEPT = "Word 和 Excel 里照写"


@dataclass(frozen=True, slots=True)
class OfferedPapers:
    """The papers that a page offers, and what the fonts of those lack that are PDFs."""

    all: tuple[EventPaper, ...]
    gaps: str


def offer_plan_papers(event: Event, access: Access, dossier: Dossier) -> OfferedPapers:
    """The papers of the plan, as this reader gets them."""
    papers = tuple(list_plan_papers(access))
    return OfferedPapers(papers, _tell_gaps_of_plan(event, access, dossier, papers))


def _tell_gaps_of_plan(event: Event, access: Access, dossier: Dossier, papers: Iterable[EventPaper]) -> str:
    if not find_gaps(dossier):
        return ""
    orders = (order_paper(event, paper.code, access=access, host="") for paper in papers if paper.extension == "pdf")
    return say_gaps(find_gaps(*(order.lay_out() for order in orders)), kept=_KEPT)


def tell_gaps_of_volunteers(event: Event, dossier: Dossier, desk: SignUpDesk | None, *, sees_people: bool) -> str:
    """Of the poster and, for who sees who comes, of badges and sheets; "" before volunteers are asked for."""
    if desk is None:
        return ""
    facts = dossier.facts
    of_posts = [(post.title, post.place, post.meeting) for post in dossier.posts]
    people = [(one.name, one.unit) for _, _, one in names_on_shifts(event.id)] if sees_people else []
    printed = (facts.title, facts.organisation, facts.place, facts.theme, desk.benefits, desk.bring, of_posts)
    return say_gaps(find_gaps(*printed, [duty.name for duty in dossier.duties], people), where="海报和 PDF ")


def tell_gaps_of_signs(dossier: Dossier) -> str:
    """Of the signs to hang up where volunteers check in."""
    facts = dossier.facts
    of_posts = [(post.title, post.place, post.meeting) for post in dossier.posts]
    return say_gaps(find_gaps(facts.title, facts.organisation, of_posts, [duty.name for duty in dossier.duties]))


def tell_gaps_of_certificates(issued: Iterable[IssuedCertificate]) -> str:
    """Of those certificates that can be printed."""
    return say_gaps(find_gaps([read_facts(one.facts) for one in issued if one.is_good]))
