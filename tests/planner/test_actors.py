"""Whoever acts without an account: nobody's member, in nobody's team."""

from planner.actors import CONSOLE, Job, Visitor
from planner.enums import ActorKind


def test_visitor_is_known_by_a_link_and_holds_no_role() -> None:
    visitor = Visitor(7, "张家长", 3)

    assert (visitor.kind, visitor.id, visitor.name, visitor.guest_of) == (ActorKind.VISITOR, 7, "张家长", 3)
    assert (visitor.roles, visitor.guest_role) == ({}, None)


def test_job_belongs_to_nothing() -> None:
    job = Job("夜间清理")

    assert (job.kind, job.id, job.name, job.guest_of) == (ActorKind.JOB, 0, "夜间清理", None)
    assert (job.roles, job.guest_role) == ({}, None)
    assert Job("控制台") == CONSOLE
