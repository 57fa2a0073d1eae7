"""Organisations: the tree, and the first one of an installation."""

import secrets

from sqlalchemy import func, select

from budgets import credit_code_problem
from budgets.credit_code import normalise_credit_code
from planner.actors import CONSOLE, Actor
from planner.enums import Role
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Organisation, User
from planner.permissions import can_manage_users
from planner.queries.tree import lineage
from planner.services.accounts import create_user, set_role
from planner.services.guard import guard_new_unit, guard_unit

MOST_LEVELS = 8


def create_organisation(
    name: str, *, actor: Actor, parent: Organisation | None = None, approval_by_parent: bool = False
) -> Organisation:
    """A unit below `parent`, or on top of a new tree; raises BadInput for a name that exists or a ninth level."""
    guard_new_unit(parent, actor)
    name = name.strip()
    if not name:
        raise BadInput("写单位全称。", field="name")
    if db.session.scalar(select(Organisation.id).where(Organisation.name == name)) is not None:
        raise BadInput(f"已经有“{name}”。", field="name")
    if parent is not None and len(lineage(parent.id)) >= MOST_LEVELS:
        raise BadInput(f"单位最多 {MOST_LEVELS} 级。", field="name")
    organisation = Organisation(
        name=name, parent_id=parent.id if parent else None, approval_by_parent=approval_by_parent
    )
    db.session.add(organisation)
    db.session.flush()
    return organisation


def needs_setup() -> bool:
    """Whether nobody can sign in: no user exists, or only closed accounts, such as those of the sample data."""
    return not db.session.scalar(select(func.count()).select_from(User).where(User.active))


def set_up(organisation_name: str, name: str, account: str, password: str, *, code: str, expected_code: str) -> User:
    """The first organisation and its administrator.

    Raises NotAllowed WRONG_CODE unless `code` is the one printed on the console, DONE when somebody was faster.
    """
    if not needs_setup():
        raise NotAllowed("已经设置过了，直接登录。", "DONE")
    if not expected_code or not secrets.compare_digest(code.strip().encode(), expected_code.encode()):
        raise NotAllowed("设置码不对，看服务器控制台上打印的那一行。", "WRONG_CODE")
    # The code proves that it is whoever has the console.
    user = create_user(name, account, password=password, actor=CONSOLE)
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
    taken = select(Organisation.id).where(Organisation.name == name, Organisation.id != organisation.id)
    if db.session.scalar(taken) is not None:
        raise BadInput(f"已经有“{name}”。", field="name")
    if tax_number and (problem := credit_code_problem(tax_number)):
        raise BadInput(problem, field="tax_number")
    organisation.name, organisation.tax_number = name, tax_number
    organisation.approval_by_parent = approval_by_parent and organisation.parent_id is not None
    db.session.flush()
