"""What of an event is hidden from whom when it leaves the house: the one place where papers are masked."""

from collections.abc import Iterable
from dataclasses import replace

from planner.dossier import Dossier
from planner.masking import mask_name, mask_phone, show_name
from planner.money.finances import Finances
from planner.people import Participant, People
from planner.permissions import Access, can_see_names, can_see_past_phones, can_see_phones, can_see_roster
from planner.report.edition import SummaryEdition
from planner.report.filed import FiledChapter, FiledPart
from planner.report.results import FormLine, Results


def rights_of(access: Access) -> tuple[bool, ...]:
    """All that the masks below ask of a reader: readers who are alike in these get the same paper."""
    return can_see_phones(access), can_see_roster(access), can_see_names(access)


def mask_dossier(dossier: Dossier, access: Access) -> Dossier:
    """The plan with every phone masked, unless the reader may see phones."""
    return dossier if can_see_phones(access) else _hide_phones(dossier)


def mask_snapshot(dossier: Dossier, access: Access) -> Dossier:
    """A version that was handed in, with every phone masked for all who don't work on the event."""
    return dossier if can_see_past_phones(access) else _hide_phones(dossier)


def _hide_phones(dossier: Dossier) -> Dossier:
    return replace(
        dossier,
        duties=tuple(replace(duty, phone=mask_phone(duty.phone)) for duty in dossier.duties),
        contacts=tuple(replace(contact, phone=mask_phone(contact.phone)) for contact in dossier.contacts),
    )


def mask_finances(finances: Finances, access: Access) -> Finances:
    """The money with its plan masked."""
    if can_see_phones(access):
        return finances
    return replace(finances, dossier=mask_dossier(finances.dossier, access))


def mask_people(people: People, access: Access) -> People:
    """The roster as papers may carry it: phones always masked, guardians and remarks left out.

    Names are whole for who works on the event or was allowed to see them, masked for the others of team and
    organisation; there is no roster for anybody else. What is not named here does not leave the house.
    """
    if not can_see_roster(access):
        return People()
    shown = tuple(_mask_child(child, access) for child in people.participants)
    return People(participants=shown, erased=people.erased)


def _mask_child(child: Participant, access: Access) -> Participant:
    name = show_name(child.name, whole=can_see_names(access))
    return replace(child, name=name, guardian="", phone=mask_phone(child.phone), remark="")


def mask_edition(edition: SummaryEdition, names: Iterable[str]) -> SummaryEdition:
    """A summary whose writers named children, with these names masked, whoever asks: it is made to be sent away."""
    mask = _Masker(names)
    filed = edition.filed
    chapters = tuple(mask.chapter(chapter) for chapter in filed.chapters)
    results = mask.results(filed.results) if filed.results else None
    return replace(edition, filed=replace(filed, chapters=chapters, results=results))


class _Masker:
    """Puts 林** in the place of names, the longest first; a name of one character could be any word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted((name for name in names if len(name) > 1), key=len, reverse=True)

    def text(self, text: str) -> str:
        for name in self._names:
            text = text.replace(name, mask_name(name))
        return text

    def chapter(self, chapter: FiledChapter) -> FiledChapter:
        paragraphs = tuple(tuple(map(self._part, paragraph)) for paragraph in chapter.paragraphs)
        return replace(chapter, heading=self.text(chapter.heading), paragraphs=paragraphs)

    def _part(self, part: FiledPart) -> FiledPart:
        return self.text(part) if isinstance(part, str) else part

    def results(self, results: Results) -> Results:
        return replace(
            results,
            rows=tuple(replace(row, cause=self.text(row.cause)) for row in results.rows),
            short=tuple(FormLine(line.heading, self.text(line.text)) for line in results.short),
            letter=tuple(map(self.text, results.letter)),
        )
