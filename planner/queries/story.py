"""Reading what is told of an event outside: its report and summary without children's names, photos that may leave."""

from dataclasses import replace

from planner import clock
from planner.enums import EventStatus
from planner.models import Event
from planner.people.hiddennames import SOMEBODY, PersonHider
from planner.photostates import Clearing
from planner.pictures import ClearedPhoto
from planner.queries.dossier import current_dossier
from planner.queries.feedback import find_hider, read_feedback
from planner.queries.photos import current_album, read_cleared_photos
from planner.queries.report import has_begun, read_records
from planner.queries.summary import latest_filed, read_summary
from planner.report import Report, build_report
from planner.report.drafting import lay_out
from planner.report.filed import read_filed
from planner.report.story import (
    Story,
    draft_sentences,
    filed_sentences,
    list_figures,
    part_sentences,
    tell_lead,
)


def read_story(event: Event) -> Story:
    """The event as it is told outside, in the words of its summary: as it was filed, else as it is written now."""
    report = build_report(read_records(event, with_accounts=True))
    hider = find_hider(event.id)
    lead = tell_lead(report)
    said = _list_sentences(event, report)
    told, kept = part_sentences(map(hider.hide, said), lead, report.facts.title)
    photos = tuple(_hide_in_caption(each, hider) for each in read_cleared_photos(event))
    states = current_album(event, current_dossier(event)).by_clearing
    words = ("".join(told), *(each.photo.caption for each in photos))
    return Story(
        facts=report.facts,
        lead=lead,
        sentences=told,
        quotes=read_feedback(event).praise,
        figures=list_figures(report),
        photos=photos,
        kept_inside=kept,
        unchecked=states[Clearing.UNCHECKED],
        inside=states[Clearing.INSIDE],
        hidden=sum(text.count(SOMEBODY) for text in words),
        has_begun=has_begun(event, clock.today()),
        is_cancelled=event.status is EventStatus.CANCELLED,
    )


def _list_sentences(event: Event, report: Report) -> list[str]:
    summary = read_summary(event)
    filed = latest_filed(event.id) if summary.is_filed else None
    if filed is not None and filed.is_in_force:
        return list(filed_sentences(read_filed(filed.content)))
    return list(draft_sentences(lay_out(summary, report)))


def _hide_in_caption(cleared: ClearedPhoto, hider: PersonHider) -> ClearedPhoto:
    return replace(cleared, photo=replace(cleared.photo, caption=hider.hide(cleared.photo.caption)))
