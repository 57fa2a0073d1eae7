"""What the calendar says: tasks beyond their day, checks that should have been made. Nothing once the event is over."""

from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows
from planner.findings import Finding, Severity


def _is_over(context: Context) -> bool:
    facts = context.dossier.facts
    last = facts.ends_on or facts.starts_on
    return bool(context.today and last and last.date and last.date < context.today)


def check_due_duties(context: Context) -> list[Finding]:
    """A task is done by its day; one without a year in its day is never late."""
    today = context.today
    if today is None or _is_over(context):
        return []
    late = [d for d in context.dossier.duties if not d.done and d.due_on and d.due_on.date and d.due_on.date < today]
    names, words = (d.task or d.role for d in late), "{n} 项分工过了截止日期还没有完成：{names}。"
    return about_rows("duties-late", Severity.WARNING, "duties", late, names, words)


def check_due_safety(context: Context) -> list[Finding]:
    """What must be checked before the start is checked when the event starts."""
    starts_on = context.dossier.facts.starts_on
    first = starts_on.date if starts_on else None
    due = [c for c in context.dossier.safety if c.required and not c.is_done]
    names = (c.item for c in due)
    if context.today and first and first <= context.today and not _is_over(context):
        words = "活动已经开始，{n} 项必查的安全检查还没有做：{names}。"
        return about_rows("safety-late", Severity.WARNING, "safety", due, names, words)
    words = "{n} 项必查的安全检查要在行前做完：{names}。"
    return about_rows("safety-due", Severity.HINT, "safety", due, names, words)


RULES: tuple[Rule, ...] = (check_due_duties, check_due_safety)
