"""`planner purge` and `planner erase-child`: what is erased for good, told in numbers."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Erasure, Event
from planner.queries.erasing import list_erasures
from planner.queries.people import read_people
from planner.services.erasing import erase_child
from planner.services.purging import list_due, purge_due
from planner.services.volunteerfile import FILE


@click.command("purge", help="删掉到期的：孩子的信息，和删除太久的行、活动。")
@click.option("--dry-run", is_flag=True, help="只列出会删什么，不删")
@with_appcontext
def purge_command(dry_run: bool) -> None:
    """Erase children whose time is over, and what was deleted long ago; says how much, and whether it is gone."""
    limits = {"months": current_app.config["RETENTION_MONTHS"], "keep_days": current_app.config["RESTORE_DAYS"]}
    if dry_run:
        due = list_due(**limits)
        for part in due:
            click.echo(f"{_name_subject(part.event_id)}：{part.sentence}")
        click.echo(f"会删 {len(due)} 项，现在没有删。" if due else "没有到期的。")
        return
    count = 0
    while ids := [report.id for report in purge_due(**limits, actor=CONSOLE)]:
        db.session.commit()
        count += len(ids)
        for report in list_erasures(ids):
            click.echo(describe_erasure(report))
    if not count:
        click.echo("没有到期的。")


def _name_subject(event_id: int) -> str:
    """Of what it was erased."""
    return f"活动 {event_id}" if event_id else FILE


def describe_erasure(report: Erasure) -> str:
    """A report as a line: how much went, and what was found of it afterwards."""
    numbers = f"{report.children} 个孩子，{report.files} 个文件，改写 {report.texts} 处，其他 {report.rows} 行"
    if report.found is None:
        return f"{_name_subject(report.event_id)}：删了 {numbers}；还没核对完，后台任务会接着做。"
    checked = f"还有 {report.found} 处能找到：{report.found_in}" if report.found else "找过，一处都没有了"
    return f"{_name_subject(report.event_id)}：删了 {numbers}；{checked}。"


@click.command("erase-child", help="应要求彻底删除一个孩子；姓名运行后再问。")
@click.argument("event", type=int, metavar="活动编号")
@with_appcontext
def erase_child_command(event: int) -> None:
    """Erase one child of event number EVENT at once. The name is asked for, so that no shell remembers it."""
    found = db.session.get(Event, event)
    if found is None:
        sys.exit(f"没有编号为 {event} 的活动。")
    name = click.prompt("孩子的姓名").strip()
    same = [child for child in read_people(found).participants if child.name == name]
    if len(same) > 1:
        phone = click.prompt("有同名的，写监护人电话").strip()
        same = [child for child in same if child.phone == phone]
    if len(same) != 1:
        sys.exit("花名册上没有找到这一个孩子。")
    report_id = erase_child(found, same[0].key, actor=CONSOLE).id
    db.session.commit()
    for report in list_erasures([report_id]):
        click.echo(describe_erasure(report))
