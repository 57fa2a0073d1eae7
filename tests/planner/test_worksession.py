"""The session of a form: its commit waits for the answer, and what was taken back is not done."""

from flask import Flask, g
from sqlalchemy import func, select

from planner.extensions import db
from planner.models import Organisation
from planner.worksession import PendingWork


def count_units() -> int:
    """How many units there are."""
    return db.session.scalar(select(func.count()).select_from(Organisation)) or 0


def test_commit_waits_while_an_answer_is_pending(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        g.pending_work = PendingWork()
        db.session.add(Organisation(name="镇中心小学"))

        db.session.commit()
        assert g.pending_work.is_done
        g.pop("pending_work")
        db.session.rollback()

        assert count_units() == 0


def test_work_that_was_taken_back_is_not_done(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        g.pending_work = PendingWork()
        db.session.add(Organisation(name="镇中心小学"))
        db.session.commit()

        db.session.rollback()

        assert (g.pending_work.is_done, count_units()) == (False, 0)


def test_commit_without_an_answer_to_wait_for_is_one(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        db.session.add(Organisation(name="镇中心小学"))
        db.session.commit()
        db.session.rollback()

        assert count_units() == 1
