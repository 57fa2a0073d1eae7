"""Organisations: the tree, and the first one of an installation."""

import secrets

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from budgets import credit_code_problem
from budgets.credit_code import normalise_credit_code
from planner.actors import CONSOLE, Actor
from planner.enums import Role
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Organisation, User
from planner.queries.tree import lineage
from planner.services.accounts import create_user, set_role
from planner.services.guard import guard_new_unit, guard_unit
from planner.services.once import take_key
from planner.services.unitlog import record_unit_change
from planner.unitpermissions import can_manage_users

MOST_LEVELS = 8
_SETUP_KEY = "setup"


def create_organisation(
    name: str, *, actor: Actor, parent: Organisation | None = None, approval_by_parent: bool = False
) -> Organisation:
    """A unit below `parent`, or on top of a new tree; raises BadInput for a name that exists or a ninth level."""
    guard_new_unit(parent, actor)
    name = name.strip()
    if not name:
        raise BadInput("写单位全称。", field="name")
    _refuse_taken(name)
    if parent is not None and len(lineage(parent.id)) >= MOST_LEVELS:
        raise BadInput(f"单位最多 {MOST_LEVELS} 级。", field="name")
    organisation = Organisation(parent_id=parent.id if parent else None, approval_by_parent=approval_by_parent)
    _save_named(organisation, name)
    if parent is not None:
        record_unit_change(parent.id, actor=actor, verb="新建下级单位", subject=name)
    return organisation


def needs_setup() -> bool:
    """Whether nobody can sign in: no user exists, or only closed accounts, such as those of the sample data."""
    return not db.session.scalar(select(func.count()).select_from(User).where(User.active))


def check_code(code: str, *, expected_code: str) -> None:
    """Raise NotAllowed WRONG_CODE unless `code` is the one printed on the console, DONE when it is no longer asked."""
    if not needs_setup():
        raise NotAllowed("已经设置过了，直接登录。", "DONE")
    if not expected_code or not secrets.compare_digest(code.strip().lower().encode(), expected_code.encode()):
        raise NotAllowed("设置码不对，看服务器控制台上打印的那一行。", "WRONG_CODE")


def set_up(
    organisation_name: str, name: str, account: str, password_hash: str, *, code: str, expected_code: str
) -> User:
    """The first organisation and its administrator.

    Raises NotAllowed like `check_code`: of two who come at the same moment the second finds that somebody was faster.
    """
    take_key(_SETUP_KEY)
    check_code(code, expected_code=expected_code)
    # The code proves that it is whoever has the console.
    user = create_user(name, account, password_hash=password_hash, actor=CONSOLE)
    unit = create_organisation(organisation_name, actor=CONSOLE)
    set_role(user, unit.id, Role.ADMINISTRATOR, actor=CONSOLE)
    return user


def rename_organisation(
    organisation: Organisation, name: str, *, approval_by_parent: bool, actor: Actor, tax_number: str = ""
) -> None:
    """Change the name, who approves and the credit code on invoices.

    Raises BadInput for no name, one that exists, or a credit code that is unsound (GB 32100-2015); none is allowed.
    """
    guard_unit(organisation.id, actor, can_manage_users)
    name, tax_number = name.strip(), normalise_credit_code(tax_number)
    if not name:
        raise BadInput("写单位全称。", field="name")
    _refuse_taken(name, but=organisation.id)
    if tax_number and (problem := credit_code_problem(tax_number)):
        raise BadInput(problem, field="tax_number")
    before = _describe(organisation)
    organisation.tax_number = tax_number
    organisation.approval_by_parent = approval_by_parent and organisation.parent_id is not None
    _save_named(organisation, name)
    if changes := [f"{old} → {new}" for old, new in zip(before, _describe(organisation), strict=True) if old != new]:
        record_unit_change(organisation.id, actor=actor, verb="修改单位", subject="，".join(changes))


def _describe(organisation: Organisation) -> tuple[str, str, str]:
    """The settings of a unit as its log tells of them."""
    approval = "上级审批" if organisation.approval_by_parent else "本单位审批"
    return organisation.name, approval, organisation.tax_number or "没有信用代码"


def _refuse_taken(name: str, *, but: int | None = None) -> None:
    found = db.session.scalar(select(Organisation.id).where(Organisation.name == name))
    if found not in (None, but):
        raise BadInput(f"已经有“{name}”。", field="name")


def _save_named(organisation: Organisation, name: str) -> None:
    """Save a unit under that name; of two who take the same name at once the second is told like any other."""
    try:
        with db.session.begin_nested():
            organisation.name = name
            db.session.add(organisation)
    except IntegrityError:
        raise BadInput(f"已经有“{name}”。", field="name") from None
