"""One blueprint a noun: load and authorise, form, service, commit, redirect."""

from flask import Flask

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
    links,
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
    words,
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
    links.init_links(app)
    errors.init_errors(app)
    words.init_words(app)
    tones.init_tones(app)
    app.jinja_env.globals.update(PAPER_ICONS=PAPER_ICONS)
    for bp in (*(room.bp for room in ROOMS), tabs.duties, tabs.supplies, tabs.safety):
        app.register_blueprint(bp)
