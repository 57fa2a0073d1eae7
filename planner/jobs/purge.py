"""Every night: what is kept of children beyond its time goes, and what was deleted longer ago than it is restored.

So do the keys of forms that nobody sends again and the tries that no longer count.

Before the backup of the night, which then holds nothing of it.
"""

from flask import current_app

from planner.actors import Actor
from planner.jobs.kind import JobKind
from planner.services.attempts import forget_old_tries
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.services.once import forget_old_keys
from planner.services.purging import MOST_AT_ONCE, purge_due


def _run(order: JobOrder, actor: Actor) -> None:
    config = current_app.config
    forget_old_keys()
    forget_old_tries()
    reports = purge_due(months=config["RETENTION_MONTHS"], keep_days=config["RESTORE_DAYS"], actor=actor)
    if len(reports) == MOST_AT_ONCE:
        enqueue_job(order.kind)


JOB = JobKind(name="purge", label="到期清理", run=_run, daily_at=2)
