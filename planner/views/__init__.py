"""One blueprint a noun: load and authorise, form, service, commit, redirect."""

from flask import Flask

from planner.documents import DOCUMENTS
from planner.dossier import Dossier
from planner.enums import GroupSide, PartyRole, SafetyPhase
from planner.finances import group_by_line
from planner.permissions import (
    can_delete_event,
    can_edit_event,
    can_keep_accounts,
    can_manage_team,
    can_read_accounts,
    can_review_finance,
    can_see_persons,
    can_see_phones,
    can_submit_event,
    can_work_on_event,
)
from planner.phasebars import phase_axis
from planner.queries.checkup import blocking_by_tab, findings_of_tab
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
    listing,
    once,
    organisations,
    overview,
    plan,
    policies,
    reviews,
    roster,
    rows,
    schedule,
    settlement,
    setup,
    shell,
    tabs,
    team,
    users,
    vouchers,
)

EVENT_TABS = (
    ("events", "events.show", "概览"),
    ("facts", "events.facts", "要点"),
    ("plan", "plan.show", "方案"),
    ("schedule", "schedule.show", "日程"),
    ("duties", "duties.show", "分工"),
    ("roster", "roster.show", "花名册"),
    ("budget", "budget.show", "预算"),
    ("supplies", "supplies.show", "物资"),
    ("safety", "safety.show", "安全"),
    ("attachments", "attachments.show", "附件"),
)


PAPER_ICONS = {
    "docx": "file-earmark-word",
    "pdf": "file-earmark-pdf",
    "xlsx": "file-earmark-excel",
    "ics": "calendar-event",
}
# Pages that begin with what the check-up says of them; the overview and the schedule have their own lists.
FINDING_TABS = frozenset({"facts", "duties", "supplies", "safety", "attachments"})


def init_views(app: Flask) -> None:
    """Register the gate, the shell and every blueprint."""
    guard.init_guard(app)
    # Before the shell: answers are kept as they leave, with its headers on them.
    once.init_once(app)
    shell.init_shell(app)
    errors.init_errors(app)
    app.jinja_env.globals.update(
        EVENT_TABS=EVENT_TABS,
        FINDING_TABS=FINDING_TABS,
        PAPER_ICONS=PAPER_ICONS, SAFETY_PHASES=tuple(SafetyPhase),
        DOCUMENTS=DOCUMENTS,
        GROUP_SIDES=tuple(GroupSide),
        PARTY_ROLES=tuple(PartyRole),
        phase_axis=phase_axis,
        group_by_line=group_by_line,
        count_note=count_note,
        blocking_by_tab=blocking_by_tab,
        findings_of_tab=findings_of_tab, may_edit=can_edit_event, may_work=can_work_on_event,
        may_submit=can_submit_event, may_delete=can_delete_event, may_manage_team=can_manage_team,
        may_phone=can_see_phones, may_keep=can_keep_accounts, may_read_accounts=can_read_accounts,
        may_review=can_review_finance, may_see_persons=can_see_persons,
    )  # fmt: skip
    for module in (
        accounts, activity, approvals, attachments, budget, calendar, dashboard, documents, events, expenses, finance,
        listing, organisations, overview,
        plan, policies, reviews, roster, rows, schedule, settlement, setup, team, users, vouchers,
    ):  # fmt: skip
        app.register_blueprint(module.bp)
    for bp in (tabs.duties, tabs.supplies, tabs.safety):
        app.register_blueprint(bp)


def count_note(dossier: Dossier) -> str:
    """What to say of head counts that don't add up."""
    stated = dossier.facts.stated_total
    if stated is None or not dossier.head_counts or stated == dossier.counted_total:
        return ""
    return f"要点里写的是 {stated} 人，各组加起来 {dossier.counted_total} 人。"
