"""Signing in step by step, as the page does it."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select

from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import SignInAttempt, User
from planner.services import accounts
from planner.services.passwords import renew_hash, verify_password

WINDOW = timedelta(minutes=15)
PHONE, PASSWORD, HERE = "13800000021", "correct-horse-2026", "192.0.2.7"
WRONG = "WRONG_PASSWORD 手机号（邮箱）或密码不对。"


def try_in(
    account: str = PHONE, password: str = "wrong-password", address: str = HERE, marks: Iterable[str] = ()
) -> str:
    """Sign in; the name of who came in, or the reason and the sentence of the refusal."""
    try:
        tried = accounts.prepare_sign_in(account, address=address, marks=marks, window=WINDOW)
        accounts.count_sign_in(tried)
        is_right = verify_password(tried.password_hash, password)
        renewed = renew_hash(tried.password_hash, password) if is_right else ""
        return accounts.finish_sign_in(tried, is_right, renewed_hash=renewed).name
    except NotAllowed as error:
        return f"{error.reason} {error.sentence}"


def count_attempts() -> int:
    """How many wrong tries are kept."""
    return db.session.scalar(select(func.count()).select_from(SignInAttempt)) or 0


def is_password(user: User, password: str) -> bool:
    """Whether that is the user's password."""
    return verify_password(user.password_hash, password)
