"""`planner jobs`: what the house does without a request, as whoever runs the server sees it."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from planner import clock
from planner.actors import CONSOLE
from planner.errors import PlannerError
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import JobRecord
from planner.queries.jobs import list_jobs
from planner.services.jobs import drop_job, find_job, retry_job
from planner.worker import Worker

_MOST_SHOWN = 50


@click.group("jobs", help="后台任务：看、马上做、再试、删掉。", invoke_without_command=True)
@click.pass_context
def jobs_command(context: click.Context) -> None:
    """Look after the jobs; without another word they are listed."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@jobs_command.command("list", help="列出没做完的和最近做完的。")
@with_appcontext
def list_command() -> None:
    """Print the jobs, one a line."""
    jobs = list_jobs(_MOST_SHOWN)
    for job in jobs:
        click.echo(describe_job(job))
    if not jobs:
        click.echo("没有任务。")


def describe_job(job: JobRecord) -> str:
    """One job as a line: its number, what it is, how far it is, and why not further."""
    label = JOBS[job.kind].label if job.kind in JOBS else job.kind
    when = clock.local(job.finished_at or job.created_at).strftime("%Y-%m-%d %H:%M")
    tries = f"，试过 {job.tries} 次" if job.tries > 1 else ""
    error = f"：{job.error}" if job.error else ""
    return f"{job.id}  {label}  {job.state.label}  {when}{tries}{error}"


@jobs_command.command("run", help="把到时间的任务都做完。")
@with_appcontext
def run_command() -> None:
    """Do what is due, here and now."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo(f"做了 {Worker(app).run_due()} 个任务。")


@jobs_command.command("retry", help="让没做成的任务再试。")
@click.argument("job_id", type=int, metavar="编号")
@with_appcontext
def retry_command(job_id: int) -> None:
    """Let a job be tried again."""
    try:
        retry_job(find_job(job_id), actor=CONSOLE)
    except PlannerError as refusal:
        sys.exit(refusal.sentence)
    db.session.commit()
    click.echo("已排上，服务开着就会再做。")


@jobs_command.command("drop", help="删掉没做的任务。")
@click.argument("job_id", type=int, metavar="编号")
@with_appcontext
def drop_command(job_id: int) -> None:
    """Take a job out of the line."""
    try:
        drop_job(find_job(job_id), actor=CONSOLE)
    except PlannerError as refusal:
        sys.exit(refusal.sentence)
    db.session.commit()
    click.echo("已删掉。")
