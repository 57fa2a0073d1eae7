"""Chapters of the plan: saving their text, many small saves as one change."""

from planner.actors import Actor
from planner.errors import LostUpdate
from planner.models import Event, PlanSection
from planner.places import place_of
from planner.services.authorship import note_author
from planner.services.guard import guard_rows
from planner.services.rows import find_row
from planner.services.textlog import record_text


def save_section_text(event: Event, key: str, text: str, *, version: int, actor: Actor) -> PlanSection:
    """Save the text of a chapter.

    Raises NotFound when it is gone, LostUpdate, with what stands there now, when `version` is no longer its own;
    nothing is written then. The log keeps both texts whole.
    """
    guard_rows(event, "sections", actor)
    section = find_row(event, "sections", key)
    assert isinstance(section, PlanSection)
    if section.version != version:
        raise LostUpdate(
            f"{section.edited_by or '别人'}刚才也改了这一节，两边的文字都在下面。",
            who=section.edited_by,
            version=section.version,
            theirs={"text": section.text},
        )
    if section.text == text:
        return section
    before, section.text = section.text, text
    section.version += 1
    section.edited_by = actor.name
    note_author(event, "sections", key, actor=actor)
    record_text(
        event,
        actor=actor,
        subject=f"章节“{section.heading}”的正文",
        where=place_of("sections", section.key),
        before=before,
        after=text,
    )
    return section
