"""One blueprint a noun: load and authorise, form, service, commit, redirect."""

from flask import Flask

from planner.enums import PartyRole, SafetyPhase
from planner.papers import PAPERS
from planner.permissions import (
    can_edit_event,
    can_manage_team,
    can_see_persons,
    can_see_phones,
    can_submit_event,
    can_work_on_event,
)
from planner.views import (
    accounts,
    activity,
    approvals,
    attachments,
    budget,
    calendar,
    dashboard,
    documents,
    errors,
    events,
    expenses,
    finance,
    guard,
    handouts,
    listing,
    once,
    organisations,
    overview,
    participants,
    policies,
    reviews,
    rows,
    schedule,
    sections,
    settlement,
    setup,
    shell,
    styles,
    tabs,
    team,
    tones,
    users,
    vouchers,
)

ROOMS = (
    accounts,
    activity,
    approvals,
    attachments,
    budget,
    calendar,
    dashboard,
    documents,
    events,
    expenses,
    finance,
    handouts,
    listing,
    organisations,
    overview,
    participants,
    policies,
    reviews,
    rows,
    schedule,
    sections,
    settlement,
    setup,
    styles,
    team,
    users,
    vouchers,
)
PAPER_ICONS = {
    "docx": "file-earmark-word",
    "pdf": "file-earmark-pdf",
    "xlsx": "file-earmark-excel",
    "ics": "calendar-event",
}


def init_views(app: Flask) -> None:
    """Register the gate, the shell and every blueprint."""
    guard.init_guard(app)
    # Before the shell: answers are kept as they leave, with its headers on them.
    once.init_once(app)
    shell.init_shell(app)
    errors.init_errors(app)
    tones.init_tones(app)
    app.jinja_env.globals.update(
        PAPER_ICONS=PAPER_ICONS,
        SAFETY_PHASES=tuple(SafetyPhase),
        DOCUMENTS=PAPERS,
        PARTY_ROLES=tuple(PartyRole),
        may_edit=can_edit_event,
        may_work=can_work_on_event,
        may_submit=can_submit_event,
        may_manage_team=can_manage_team,
        may_phone=can_see_phones,
        may_see_persons=can_see_persons,
    )
    for bp in (*(room.bp for room in ROOMS), tabs.duties, tabs.supplies, tabs.safety):
        app.register_blueprint(bp)
