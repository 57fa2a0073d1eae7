"""What the pages of a unit's limits show: what holds today and whose it is, each policy with its state, the form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for

from budgets import UNCONFIRMED, Policy
from planner.days import say_date
from planner.enums import LabelledEnum
from planner.forms.datedpolicies import Entries
from planner.forms.policies import PolicyForm
from planner.forms.summaryrules import SummaryRulesForm
from planner.forms.volunteerrules import VolunteerRulesForm
from planner.models import FinancePolicy, Organisation, SummaryPolicy, VolunteerPolicy
from planner.people.volunteerrules import VolunteerRules
from planner.report.deadlines import SummaryRules

NO_DOCUMENT = "没有写文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyWords:
    """What the pages say of one kind of what units set; `room` is its blueprint, `limits` puts its figures in words."""

    room: str
    heading: str
    short: str
    purpose: str
    check: str
    writers: str
    limits: Callable[[Any], list[tuple[str, Entries]]]


OF_MONEY = PolicyWords(
    room="policies",
    heading="经费制度",
    short="制度",
    purpose="查预算和报销时按正在执行的数字提醒。",
    check="超过标准只提醒，不拦。各地各年的标准不一样，对照文件改好，再勾上“已确认”。",
    writers="由财务或管理员来写。",
    limits=PolicyForm.limits,
)
OF_VOLUNTEERS = PolicyWords(
    room="volunteerrules",
    heading="志愿者规则",
    short="规则",
    purpose="活动开始那天执行的规则，就是这个活动的规则。",
    check="现在照这些数字收志愿者、记时长。对照本单位的文件改好，再勾上“已确认”。",
    writers="由管理员来写。",
    limits=VolunteerRulesForm.limits,
)
OF_SUMMARIES = PolicyWords(
    room="summaryrules",
    heading="总结期限",
    short="期限",
    purpose="活动结束那天执行的期限，就是它的总结的期限，待办里按它排。",
    check="现在照这些天数催总结。对照上级的通知改好，再勾上“已确认”。",
    writers="由管理员来写。",
    limits=SummaryRulesForm.limits,
)


class PolicyState(LabelledEnum):
    """Whether a policy holds today."""

    RUNNING = "running", "正在执行"
    TO_COME = "to_come", "还没到日期"
    REPLACED = "replaced", "已被后来的代替"

    @property
    def tone(self) -> str:
        """The class of its word."""
        return {PolicyState.RUNNING: "ok", PolicyState.TO_COME: "info"}.get(self, "")


Value = Policy | VolunteerRules | SummaryRules
Row = FinancePolicy | VolunteerPolicy | SummaryPolicy


class InForce(NamedTuple):
    """The policy that holds today and the unit whose it is; no unit for the defaults."""

    source: Organisation | None
    policy: Value


Own = tuple[Row, Value]


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """A policy of the unit in the list of all of them."""

    href: str
    label: str
    document: str
    state: PolicyState
    is_to_be_confirmed: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """The policy whose limits are read, and what they rest on. Of the unit's own one the last editor is known."""

    title: str
    state: PolicyState | None
    edit_href: str
    warning: str
    document: str
    no_document: str
    owner: str
    edited_by: str
    edited_at: datetime | None
    limits: list[tuple[str, list[tuple[str, list[str]]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliciesPage:
    """The limits of a unit for one reader."""

    unit: Organisation
    words: PolicyWords
    new_href: str
    source_sentence: str
    shown: ShownPolicy
    own: tuple[PolicyEntry, ...]


def policies_page(
    unit: Organisation,
    own: Sequence[Own],
    in_force: InForce,
    wanted: str,
    *,
    today: date,
    may_change: bool,
    words: PolicyWords = OF_MONEY,
) -> PoliciesPage:
    """The page; `wanted` is the id of one of the unit's own policies, any other text asks for that in force."""
    shown = next((policy for row, policy in own if str(row.id) == wanted), in_force.policy)
    row = next((row for row, policy in own if policy is shown), None)
    return PoliciesPage(
        unit=unit,
        words=words,
        new_href=url_for(f"{words.room}.new", unit_id=unit.id) if may_change else "",
        source_sentence=_source_sentence(unit, in_force.source, words),
        shown=_shown(unit, row, shown, in_force, words, today=today, may_change=may_change),
        own=tuple(_entry(unit, each, policy, in_force.policy, today, words, policy is shown) for each, policy in own),
    )


def find_policy_state(policy: Value, current: Value, today: date) -> PolicyState:
    """The state of a policy, when `current` holds today."""
    if policy is current:
        return PolicyState.RUNNING
    is_to_come = policy.effective_from is not None and policy.effective_from > today
    return PolicyState.TO_COME if is_to_come else PolicyState.REPLACED


def _source_sentence(unit: Organisation, source: Organisation | None, words: PolicyWords) -> str:
    if source is None:
        return f"和上级单位都没有正在执行的{words.short}，今天按默认值"
    if source.id != unit.id:
        return f"没有正在执行的{words.short}，今天按上级单位{source.name}的"
    return f"今天按自己的{words.short}"


def _entry(
    unit: Organisation, row: Row, policy: Value, current: Value, today: date, words: PolicyWords, is_shown: bool
) -> PolicyEntry:
    state = find_policy_state(policy, current, today)
    return PolicyEntry(
        href=url_for(f"{words.room}.show", unit_id=unit.id, policy=row.id),
        label=f"{say_date(row.effective_from)}起",
        document=policy.document or NO_DOCUMENT,
        state=state,
        is_to_be_confirmed=not policy.confirmed and state is not PolicyState.REPLACED,
        is_shown=is_shown,
    )


def _shown(
    unit: Organisation,
    row: Row | None,
    shown: Value,
    in_force: InForce,
    words: PolicyWords,
    *,
    today: date,
    may_change: bool,
) -> ShownPolicy:
    source = in_force.source
    owner = source.name if source and not row else ""
    return ShownPolicy(
        title=f"{say_date(shown.effective_from)}起" if shown.effective_from else "默认值",
        state=find_policy_state(shown, in_force.policy, today) if row or shown.effective_from else None,
        edit_href=url_for(f"{words.room}.edit", unit_id=unit.id, policy_id=row.id) if row and may_change else "",
        warning=_warning(shown, owner, words),
        document=shown.document,
        no_document=NO_DOCUMENT if row or source else "",
        owner=owner,
        edited_by=row.edited_by if row else "",
        edited_at=row.edited_at if row else None,
        limits=words.limits(shown),
    )


def _warning(shown: Value, owner: str, words: PolicyWords) -> str:
    """What to do about figures that nobody has confirmed; "" for those that somebody has."""
    if shown.confirmed:
        return ""
    state = f"待{owner or '本单位'}确认" if shown.effective_from else UNCONFIRMED
    return f"{state}：{words.check}"


@dataclass(frozen=True, slots=True)
class PolicyFormPage:
    """Where a policy is written; one that is there already can be taken back."""

    unit: Organisation
    words: PolicyWords
    heading: str
    lead: str
    back: str
    delete_href: str


def policy_form_page(unit: Organisation, row: Row | None, words: PolicyWords = OF_MONEY) -> PolicyFormPage:
    """The page of a new policy, or of one that runs from a day on."""
    back = url_for(f"{words.room}.show", unit_id=unit.id)
    if row is None:
        return PolicyFormPage(unit, words, f"写新{words.short}", "。下面是现在执行的数字，照本单位的文件改。", back, "")
    lead = f"，{say_date(row.effective_from)}起执行的这一份。数字变了，写一份新的，旧的留着查。"
    delete_href = url_for(f"{words.room}.delete", unit_id=unit.id, policy_id=row.id)
    return PolicyFormPage(unit, words, f"改{words.heading}", lead, back, delete_href)
