"""The console command `planner`; bodies call services."""

import logging
import os
import secrets
import sys
from pathlib import Path
from socket import socket

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from planner.actors import CONSOLE
from planner.addresses import is_loopback
from planner.answercounts import answer_counts
from planner.commands import COMMANDS
from planner.commands.read_plan import read_plan_command
from planner.commands.verifying import verify_command
from planner.config import MOST_THREADS
from planner.databasefaults import is_disk_fault
from planner.enums import EventStatus, Role, TeamRole
from planner.errors import ConfigError, NotFound, PlannerError
from planner.extensions import db
from planner.migrations import upgrade_database
from planner.models import Event
from planner.permissions import Access
from planner.services.accounts import create_user, issue_password_link, set_role
from planner.services.activity import record_opening
from planner.services.organisations import create_organisation, needs_setup
from planner.services.samples import (
    SAMPLE_PASSWORD,
    load_sample_data,
    remove_samples,
    sample_accounts,
    sample_accounts_exist,
)
from planner.store import StoreUnavailable, current_store
from planner.worker import Worker

IS_WINDOWS = os.name == "nt"


def init_commands(app: Flask) -> None:
    """Hang the commands on the application."""
    for command in (serve, upgrade, create_user_command, sample_data, export, *COMMANDS):
        app.cli.add_command(command)


def main() -> None:
    """The entry point `planner`."""
    os.environ.setdefault("FLASK_APP", "planner:create_app")
    from planner import create_app

    group = FlaskGroup(create_app=create_app, add_default_commands=False, help="活动方案")
    # Found before the application is made: who checks an evidence set or reads a plan has no installation.
    group.add_command(verify_command)
    group.add_command(read_plan_command)
    try:
        group.main(prog_name="planner")
    except ConfigError as error:
        sys.exit(str(error))
    except (SQLAlchemyError, OSError) as error:
        if not is_disk_fault(error):
            raise
        sys.exit("磁盘满了，或者读写不了：没有做完。腾出空间再来一次。")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="地址")
@click.option("--port", default=8000, show_default=True, help="端口")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, MOST_THREADS), help="每个进程的线程数")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="进程数（Windows 上只有 1 个）"
)
@click.option("--sample-data", "samples", is_flag=True, help="空库先填示例数据（只在本机）")
@with_appcontext
def serve(host: str, port: int, threads: int, workers: int, samples: bool) -> None:
    """Upgrade the database and serve: with waitress, over several processes with gunicorn."""
    from planner.serving.background import add_background
    from planner.serving.loop import serve_alone

    if workers > 1 and IS_WINDOWS:
        sys.exit("Windows 上只能用一个进程，去掉 --workers。")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    sockets = _open_sockets(host, port)
    upgrade_database()
    _prepare_files()
    answer_counts(app).forget()
    _prepare_start(app, host, samples=samples)
    # Processes that are forked off must not share a connection.
    db.session.remove()
    db.engine.dispose()
    address = f"{'[' + host + ']' if ':' in host else host}:{sockets[0].getsockname()[1]}"
    for each in sockets:
        each.listen(1024)  # from here on nobody is turned away, though they may wait a moment
    click.echo(f"活动方案已启动：http://{address}")
    add_background(app, Worker)
    if workers == 1:
        serve_alone(app, sockets, threads=threads)
    else:
        from planner.serving.processes import serve_together

        serve_together(app, sockets, workers=workers, threads=threads)


def _open_sockets(host: str, port: int) -> list[socket]:
    from planner.serving.loop import open_sockets

    logging.basicConfig()
    try:
        return open_sockets(host, port)
    except OSError as error:
        why = error.strerror or error
        sys.exit(f"用不了 {host}:{port}：{why}。可能被别的程序占着，换一个端口再试，例如 --port {port + 1}。")


def _prepare_files() -> None:
    """Put right what earlier versions and broken-off writes left in the store; the rest works without it as well."""
    try:
        current_store().prepare()
    except StoreUnavailable:
        click.echo("存文件的地方现在写不了，附件和凭证传不上来。看看 files 文件夹归谁、磁盘满没满。")


def _prepare_start(app: Flask, host: str, *, samples: bool) -> None:
    """Print what whoever starts it must know: sample accounts, the code of the first visit, a missing address."""
    if samples and is_loopback(host) and load_sample_data():
        db.session.commit()
    if sample_accounts_exist():
        if not is_loopback(host):
            sys.exit("示例账号还在，只能在本机（127.0.0.1）打开。先运行 planner sample-data --remove，再对外服务。")
        _print_accounts()
    if needs_setup():
        app.config["SETUP_CODE"] = secrets.token_hex(4)
        click.echo(f"首次使用：打开下面的地址，设置码 {app.config['SETUP_CODE']}")
    if not app.config["PUBLIC_URL"] and not is_loopback(host):
        click.echo("还没有设置 PLANNER_PUBLIC_URL，邀请链接和二维码生成不了。设成大家打开的网址，重新启动就行。")


def _print_accounts() -> None:
    click.echo(f"示例账号（密码都是 {SAMPLE_PASSWORD}）：")
    for account in sample_accounts():
        click.echo(f"  {account.account}  {account.name}（{account.role}）")


@click.command()
@with_appcontext
def upgrade() -> None:
    """Bring the database to the newest revision."""
    upgrade_database()
    _prepare_files()
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
    known = [paper.code for paper in list_papers(access) if paper.suits(found)]
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


def operator_access(event: Event) -> Access:
    """Whoever may start this command on the machine sees an event as its owner does."""
    return Access(EventStatus(event.status), team=TeamRole.OWNER)
