"""What each source of a chapter prints from the records: said once, for every room that asks.

A source says where its records are mended, what they hold in a few words, and how a chapter of it stands in the plan.
The rooms that print (papers, pages) register their builders by source; a test holds them against this table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from planner.dossier.dossier import Dossier
from planner.enums import PartyRole, SectionSource


def _summarise_nothing(dossier: Dossier) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class RecordsSource:
    """One source. `place` is where its records are mended, "" for a chapter that is only text.

    `summarise` says in short what the records hold, "" when there is nothing yet. Closing chapters stand last and have
    no number (GB/T 9704-2012, 7.3.4, 7.3.5).
    """

    source: SectionSource
    place: str = ""
    summarise: Callable[[Dossier], str] = _summarise_nothing
    is_closing: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether records are printed below the text of the chapter."""
        return bool(self.place)


def _count(noun: str, measure: str) -> Callable[[Dossier], str]:
    def summarise(dossier: Dossier) -> str:
        count = len(getattr(dossier, noun))
        return f"{count} {measure}" if count else ""

    return summarise


def _summarise_theme(dossier: Dossier) -> str:
    return dossier.facts.theme


def _summarise_time(dossier: Dossier) -> str:
    return dossier.dates_label()


def _summarise_place(dossier: Dossier) -> str:
    return f"{len(dossier.stops)} 处" if dossier.stops else dossier.facts.place


def _summarise_people(dossier: Dossier) -> str:
    return f"{dossier.heads} 人" if dossier.heads is not None else ""


def _summarise_schedule(dossier: Dossier) -> str:
    days = f"{len(dossier.days())} 天 " if dossier.days() else ""
    return f"{days}{len(dossier.schedule)} 项" if dossier.schedule else ""


def _summarise_budget(dossier: Dossier) -> str:
    if not dossier.budget:
        return ""
    total = dossier.full_budget.total
    known = total.known.format() if total.known.fen or total.is_exact else "金额待定"
    return f"{known}，{len(dossier.budget)} 条"


def _summarise_signature(dossier: Dossier) -> str:
    return "、".join(dossier.party_names(PartyRole.HOST)) or dossier.facts.organisation


SOURCES: dict[SectionSource, RecordsSource] = {
    entry.source: entry
    for entry in (
        RecordsSource(SectionSource.TEXT),
        RecordsSource(SectionSource.THEME, "facts/theme", _summarise_theme),
        RecordsSource(SectionSource.TIME, "facts/starts_on", _summarise_time),
        RecordsSource(SectionSource.PLACE, "stops", _summarise_place),
        RecordsSource(SectionSource.PARTIES, "parties", _count("parties", "家")),
        RecordsSource(SectionSource.PEOPLE, "head_counts", _summarise_people),
        RecordsSource(SectionSource.PHASES, "phases", _count("phases", "个")),
        RecordsSource(SectionSource.SCHEDULE, "schedule", _summarise_schedule),
        RecordsSource(SectionSource.DUTIES, "duties", _count("duties", "项")),
        RecordsSource(SectionSource.SUPPLIES, "supplies", _count("supplies", "样")),
        RecordsSource(SectionSource.BUDGET, "budget", _summarise_budget),
        RecordsSource(SectionSource.SAFETY, "safety", _count("safety", "项")),
        RecordsSource(SectionSource.CONTACTS, "contacts", _count("contacts", "个")),
        RecordsSource(SectionSource.ATTACHMENTS, "attachments", _count("attachments", "个"), is_closing=True),
        RecordsSource(SectionSource.SIGNATURE, "parties", _summarise_signature, is_closing=True),
    )
}
CLOSING_SOURCES = frozenset(source for source, entry in SOURCES.items() if entry.is_closing)
