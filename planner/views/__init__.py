"""One blueprint a noun: load and authorise, form, service, commit, redirect."""

from flask import Flask

from planner.requestqueues import set_queues
from planner.views import (
    accounts,
    activity,
    approvals,
    assets,
    attachments,
    attendance,
    budget,
    calendar,
    certificates,
    checkin,
    checkindesk,
    checking,
    compression,
    dashboard,
    deputies,
    devices,
    documents,
    errors,
    events,
    expenses,
    finance,
    guard,
    handouts,
    health,
    hours,
    invitations,
    invoiceregister,
    invoices,
    jobs,
    links,
    listing,
    lottery,
    myhours,
    once,
    openpages,
    organisations,
    overview,
    participants,
    policies,
    queues,
    reviews,
    rows,
    schedule,
    sections,
    servedshifts,
    servicestatistics,
    settlement,
    setup,
    severalvolunteers,
    shell,
    signedup,
    signing,
    signupdesk,
    tabs,
    team,
    tones,
    users,
    volunteerchat,
    volunteerfile,
    volunteerheads,
    volunteering,
    volunteerinvites,
    volunteerpapers,
    volunteerrules,
    volunteers,
    vouchers,
    waivers,
    words,
)

ROOMS = (
    accounts,
    activity,
    approvals,
    assets,
    attachments,
    attendance,
    budget,
    calendar,
    certificates,
    checking,
    checkin,
    checkindesk,
    dashboard,
    deputies,
    devices,
    documents,
    events,
    expenses,
    finance,
    handouts,
    health,
    hours,
    invitations,
    invoiceregister,
    invoices,
    jobs,
    listing,
    lottery,
    myhours,
    organisations,
    overview,
    participants,
    policies,
    reviews,
    rows,
    schedule,
    sections,
    servicestatistics,
    servedshifts,
    settlement,
    severalvolunteers,
    setup,
    signedup,
    signing,
    signupdesk,
    team,
    users,
    volunteerchat,
    volunteerfile,
    volunteerinvites,
    volunteerheads,
    volunteering,
    volunteerpapers,
    volunteerrules,
    volunteers,
    vouchers,
    waivers,
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
    # In this order, for what is done after a request is done backwards: the shell puts its headers on an answer, it is
    # kept for a form that comes twice, and then it is compressed.
    compression.init_compression(app)
    once.init_once(app)
    shell.init_shell(app)
    links.init_links(app)
    assets.init_assets(app)
    openpages.init_open_pages(app)
    errors.init_errors(app)
    words.init_words(app)
    tones.init_tones(app)
    app.jinja_env.globals.update(PAPER_ICONS=PAPER_ICONS)
    set_queues(app, queues.name_queue)
    for bp in (*(room.bp for room in ROOMS), tabs.duties, tabs.supplies, tabs.safety):
        app.register_blueprint(bp)
