"""Posts and shifts of volunteers, and who signed up for them. Counted, never named: volunteers may be minors."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows, join_names
from planner.days import Day
from planner.enums import EventStatus
from planner.findings import Finding, Severity
from planner.people import Slot, slots_of
from planner.people.signingrules import count_wanted, ends_late
from planner.people.staffing import PlacedHelper, Staffing
from planner.places import place_of

# Who leads a shift that is short so many days before it begins has to look for people now.
NEAR_DAYS = 14
_OVER = frozenset({EventStatus.ENDED, EventStatus.ARCHIVED, EventStatus.CANCELLED})
_BOARD = "volunteers"


def check_posts(context: Context) -> list[Finding]:
    """A post without a shift can't be signed up for."""
    used = {shift.post for shift in context.dossier.shifts}
    bare = [post for post in context.dossier.posts if post.key not in used]
    titles = (post.title for post in bare)
    return about_rows(
        "posts-without-shifts", Severity.WARNING, "posts", bare, titles, "{n} 个志愿岗位还没有班次：{names}。"
    )


def check_shift_times(context: Context) -> list[Finding]:
    """Nobody signs up for a shift without a day and hours."""
    open_ones = [slot for slot in slots_of(context.dossier) if slot.begins is None]
    shifts = [slot.shift for slot in open_ones]
    titles = dict.fromkeys(slot.post.title for slot in open_ones)
    words = "{n} 个班次的日期或时间没写全，没人能报：{names}。"
    return about_rows("shifts-without-time", Severity.WARNING, "shifts", shifts, titles, words)


def check_shift_days(context: Context) -> list[Finding]:
    """Shifts lie within the days of the event; the day before and after it may be for preparing and clearing away."""
    first, last = context.dossier.facts.starts_on, context.dossier.facts.ends_on or context.dossier.facts.starts_on
    if first is None or last is None or first.date is None or last.date is None:
        return []
    outside = [
        slot for slot in slots_of(context.dossier) if slot.begins and not first.date <= slot.begins.date() <= last.date
    ]
    names = (f"{slot.day_label} {slot.post.title}" for slot in outside)
    words = "{n} 个班次不在活动的日子里：{names}。提前准备、会后收拾的不用改。"
    return about_rows("shifts-outside", Severity.HINT, "shifts", [slot.shift for slot in outside], names, words)


def check_sign_up_begun(context: Context) -> list[Finding]:
    """What the public is to sign up for can be signed up for."""
    staffing = context.staffing
    if staffing is None or staffing.window is not None or context.dossier.facts.status in _OVER:
        return []
    slots = [slot for slot in slots_of(context.dossier) if slot.post.public and slot.begins]
    if not slots:
        return []
    words = f"{len(slots)} 个班次要招志愿者，还没有开始招募。"
    return [Finding("sign-up-not-begun", Severity.HINT, words, _BOARD)]


def check_sign_up_ended(context: Context) -> list[Finding]:
    """Nobody is invited to what was cancelled or is over."""
    window = context.staffing.window if context.staffing else None
    if window is None or window.is_closed:
        return []
    if context.dossier.facts.status is EventStatus.CANCELLED:
        return [Finding("sign-up-open", Severity.WARNING, "活动取消了，志愿者报名还开着。", _BOARD)]
    ends = [slot.ends.date() for slot in slots_of(context.dossier) if slot.ends]
    is_past = bool(ends) and context.today is not None and max(ends) < context.today
    closes = window.closes.date() if window.closes else None
    if not is_past or (closes and context.today and closes < context.today):
        return []
    return [Finding("sign-up-open", Severity.HINT, "班次都过了，志愿者报名还开着。", _BOARD)]


def check_places(context: Context) -> list[Finding]:
    """Shifts to come have as many people as they need; short before the first of them that weighs more."""
    staffing = context.staffing
    if staffing is None or staffing.window is None or context.dossier.facts.status in _OVER:
        return []
    short = [slot for slot in _ahead(context) if staffing.gap_of(slot)]
    if not short or context.today is None:
        return []
    gaps: dict[str, int] = {}
    for slot in short:
        gaps[slot.post.title] = gaps.get(slot.post.title, 0) + staffing.gap_of(slot)
    first = min(slot.begins.date() for slot in short if slot.begins)
    left = (first - context.today).days
    names = join_names(f"{title} {gap} 人" for title, gap in gaps.items())
    words = f"志愿者还差 {sum(gaps.values())} 人：{names}。最早的一班{_days_left(first, left)}。"
    severity = Severity.WARNING if left <= NEAR_DAYS else Severity.HINT
    return [Finding("shifts-short", severity, words, _BOARD)]


def check_experienced(context: Context) -> list[Finding]:
    """Whoever is new serves beside people who know the work: so many that shift and unit are content."""

    def count_missing(slot: Slot, helpers: Sequence[PlacedHelper]) -> int:
        return max(count_wanted(slot, context.rules) - sum(helper.experienced for helper in helpers), 0)

    return _about_shifts(context, "shifts-inexperienced", count_missing, "{names}的老志愿者不够，还差 {n} 名。", _BOARD)


def check_minors(context: Context) -> list[Finding]:
    """Minors go home in time, also where a shift was made later after they had signed up."""
    rules = context.rules

    def count_late(slot: Slot, helpers: Sequence[PlacedHelper]) -> int:
        if slot.ends is None or not ends_late(slot, rules):
            return 0
        day = slot.ends.date()
        return len([helper for helper in helpers if helper.is_minor_on(day, rules.guardian_below)])

    words = f"{{names}}排了未满 {rules.guardian_below} 岁的 {{n}} 人，结束晚于 {rules.minors_until:%H:%M}。"
    return _about_shifts(context, "minors-late", count_late, words)


def check_records(context: Context) -> list[Finding]:
    """Who is in close contact with children has a clean record (未成年人保护法 art. 62), on the day of the shift."""
    return _about_shifts(
        context,
        "records-unproven",
        lambda slot, helpers: _count_lacking(slot, (h.checked_until for h in helpers)) if slot.post.checked else 0,
        "{names}须查无犯罪记录，{n} 人还没查或到期了。",
    )


def check_trainings(context: Context) -> list[Finding]:
    """Posts that ask for training have people who had it (志愿服务条例 art. 16), on the day of the shift."""
    return _about_shifts(
        context,
        "volunteers-untrained",
        lambda slot, helpers: _count_lacking(slot, (h.trained_until for h in helpers)) if slot.post.trained else 0,
        "{names}要先培训，{n} 人还没培训或到期了。",
    )


def _count_lacking(slot: Slot, until: Iterable[date | None]) -> int:
    """How many of these days are missing, or over before the shift."""
    day = slot.begins.date() if slot.begins else None
    return len([each for each in until if each is None or (day is not None and each < day)])


def _about_shifts(
    context: Context, code: str, count: Callable[[Slot, Sequence[PlacedHelper]], int], words: str, where: str = ""
) -> list[Finding]:
    """One finding for all shifts to come, with people, of which something counts; `words` takes {n} and {names}.

    Without a `where` it is mended among the people of the shifts.
    """
    staffing = context.staffing or Staffing()
    counts = {slot.key: count(slot, helpers) for slot in _ahead(context) if (helpers := staffing.of_shift(slot.key))}
    wrong = [slot for slot in _ahead(context) if counts.get(slot.key)]
    if not wrong:
        return []
    names = join_names(f"{slot.day_label} {slot.post.title}" for slot in wrong)
    sentence = words.format(n=sum(counts.values()), names=names)
    return [Finding(code, Severity.WARNING, sentence, where or _place_of_shifts(wrong))]


def _ahead(context: Context) -> list[Slot]:
    """The dated shifts that are still to come, today's among them; all while the day isn't known."""
    slots = [slot for slot in slots_of(context.dossier) if slot.begins]
    return [slot for slot in slots if slot.begins and (context.today is None or slot.begins.date() >= context.today)]


def _place_of_shifts(slots: Sequence[Slot]) -> str:
    """The people of the shift where it is a single one, else the board with all of them."""
    return place_of("sign_ups", slots[0].key if len(slots) == 1 else "")


def _days_left(day: date, left: int) -> str:
    """在 8月9日，还有 12 天."""
    when = f"在 {Day.of(day).short}"
    return f"{when}，还有 {left} 天" if left else "就在今天"


RULES: tuple[Rule, ...] = (
    check_posts,
    check_shift_times,
    check_shift_days,
    check_sign_up_begun,
    check_sign_up_ended,
    check_places,
    check_experienced,
    check_minors,
    check_records,
    check_trainings,
)
