"""The console command `planner`; bodies call services."""

import os
import secrets
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, with_appcontext

from planner.actors import CONSOLE
from planner.addresses import is_loopback
from planner.enums import EventStatus, Role, TeamRole
from planner.errors import ConfigError, NotFound, PlannerError
from planner.extensions import db
from planner.migrations import upgrade_database
from planner.models import Erasure, Event
from planner.permissions import Access
from planner.queries.erasing import list_erasures
from planner.queries.people import read_people
from planner.services.accounts import create_user, issue_password_link, set_role
from planner.services.activity import record_opening
from planner.services.erasing import erase_child
from planner.services.organisations import create_organisation, needs_setup
from planner.services.purging import list_due, purge_due
from planner.services.samples import (
    SAMPLE_PASSWORD,
    load_sample_data,
    remove_samples,
    sample_accounts,
    sample_accounts_exist,
)


def init_commands(app: Flask) -> None:
    """Hang the commands on the application."""
    for command in (serve, upgrade, create_user_command, sample_data, export, purge, erase_child_command):
        app.cli.add_command(command)


def main() -> None:
    """The entry point `planner`."""
    os.environ.setdefault("FLASK_APP", "planner:create_app")
    from planner import create_app

    try:
        FlaskGroup(create_app=create_app, add_default_commands=False, help="活动方案").main(prog_name="planner")
    except ConfigError as error:
        sys.exit(str(error))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="地址")
@click.option("--port", default=8000, show_default=True, help="端口")
@click.option("--threads", default=8, show_default=True, help="线程数")
@click.option("--sample-data", "samples", is_flag=True, help="空库先填示例数据（只在本机）")
@with_appcontext
def serve(host: str, port: int, threads: int, samples: bool) -> None:
    """Upgrade the database and serve with waitress."""
    from waitress import serve as serve_forever

    upgrade_database()
    if samples and is_loopback(host) and load_sample_data():
        db.session.commit()
    if sample_accounts_exist():
        if not is_loopback(host):
            sys.exit("示例账号还在，只能在本机（127.0.0.1）打开。先运行 planner sample-data --remove，再对外服务。")
        _print_accounts()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if needs_setup():
        app.config["SETUP_CODE"] = secrets.token_hex(4)
        click.echo(f"首次使用：打开下面的地址，设置码 {app.config['SETUP_CODE']}")
    db.session.remove()
    click.echo(f"活动方案已启动：http://{'[' + host + ']' if ':' in host else host}:{port}")
    serve_forever(app, host=host, port=port, threads=threads, ident="planner", max_request_body_size=128 * 2**20)


def _print_accounts() -> None:
    click.echo(f"示例账号（密码都是 {SAMPLE_PASSWORD}）：")
    for account in sample_accounts():
        click.echo(f"  {account.account}  {account.name}（{account.role}）")


@click.command()
@with_appcontext
def upgrade() -> None:
    """Bring the database to the newest revision."""
    upgrade_database()
    click.echo("数据库已是最新。")


@click.command("create-user")
@click.argument("organisation")
@click.argument("name")
@click.argument("account")
@click.option("--role", type=click.Choice([r.value for r in Role]), default=Role.ADMINISTRATOR.value)
@with_appcontext
def create_user_command(organisation: str, name: str, account: str, role: str) -> None:
    """Add a user to ORGANISATION (made when it is new) and print a one-time link for the password."""
    from planner.queries.organisations import find_organisation

    try:
        unit = find_organisation(organisation) or create_organisation(organisation, actor=CONSOLE)
        user = create_user(name, account, actor=CONSOLE)
        set_role(user, unit.id, Role(role), actor=CONSOLE)
        token = issue_password_link(user, hours=current_app.config["LINK_HOURS"], actor=CONSOLE)
        db.session.commit()
    except PlannerError as error:
        sys.exit(error.sentence)
    address = current_app.config["PUBLIC_URL"].rstrip("/") or "http://127.0.0.1:8000"
    click.echo(f"已添加{name}。设置密码：{address}/password/{token}")


@click.command("sample-data")
@click.option("--remove", is_flag=True, help="停用示例账号，收起示例活动")
@with_appcontext
def sample_data(remove: bool) -> None:
    """Fill an empty database with sample data, or take it away."""
    if remove:
        count = remove_samples()
        db.session.commit()
        click.echo(f"已停用 {count} 个示例账号。")
        return
    upgrade_database()
    filled = load_sample_data()
    db.session.commit()
    click.echo("已填示例数据。" if filled else "已有数据，没有改动。")


@click.command()
@click.argument("event", type=int)
@click.argument("format")
@click.argument("out", type=click.Path(dir_okay=True, path_type=Path))
@with_appcontext
def export(event: int, format: str, out: Path) -> None:
    """Write one paper (or all) of event number EVENT to OUT, a file or a folder."""
    from planner.papers import list_papers, order_paper
    from planner.queries.events import find_event

    found = find_event(event)
    if found is None:
        sys.exit(f"没有编号为 {event} 的活动。")
    access = operator_access(found)
    known = [paper.code for paper in list_papers(access)]
    codes = known if format == "all" else [format]
    try:
        orders = [order_paper(found, code, access=access, host="localhost") for code in codes]
    except NotFound:
        sys.exit(f"没有“{format}”这种文件，可用：{'、'.join(known)}、all。")
    for order in orders:
        paper = order.print()
        target = out / paper.name if out.is_dir() or len(orders) > 1 else out
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(paper.content)
        if order.paper.is_private:
            record_opening(event, actor=CONSOLE, subject=order.paper.label)
        click.echo(str(target))
    db.session.commit()


@click.command()
@click.option("--dry-run", is_flag=True, help="只列出会删什么，不删")
@with_appcontext
def purge(dry_run: bool) -> None:
    """Erase children whose time is over, and what was deleted long ago; says how much, and whether it is gone."""
    limits = {"months": current_app.config["RETENTION_MONTHS"], "keep_days": current_app.config["RESTORE_DAYS"]}
    if dry_run:
        due = list_due(**limits)
        for part in due:
            click.echo(f"活动 {part.event_id}：{part.sentence}")
        click.echo(f"会删 {len(due)} 项，现在没有删。" if due else "没有到期的。")
        return
    ids = [report.id for report in purge_due(**limits, actor=CONSOLE)]
    db.session.commit()
    for report in list_erasures(ids):
        click.echo(describe_erasure(report))
    if not ids:
        click.echo("没有到期的。")


def describe_erasure(report: Erasure) -> str:
    """A report as a line: how much went, and what was found of it afterwards."""
    numbers = f"{report.children} 个孩子，{report.files} 个文件，改写 {report.texts} 处，其他 {report.rows} 行"
    if report.found is None:
        return f"活动 {report.event_id}：删了{numbers}；没能核对，看服务器日志。"
    checked = f"还有 {report.found} 处能找到：{report.found_in}" if report.found else "找过，一处都没有了"
    return f"活动 {report.event_id}：删了{numbers}；{checked}。"


@click.command("erase-child")
@click.argument("event", type=int)
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


def operator_access(event: Event) -> Access:
    """Whoever may start this command on the machine sees an event as its owner does."""
    return Access(EventStatus(event.status), team=TeamRole.OWNER)
