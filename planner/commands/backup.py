"""`planner backup`, `planner restore`: copies of the whole installation."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from planner.backups.making import BackupReport, make_backup, newest_backup
from planner.backups.restoring import restore_backup
from planner.errors import BackupFailed
from planner.extensions import db
from planner.filemodes import make_private_folder
from planner.filetypes import size_label
from planner.jobs.backup import JOB
from planner.migrations import upgrade_database
from planner.services.identity import renew_identity
from planner.services.jobs import record_done_job
from planner.systemfaults import tell_fault

_WITHOUT_KEYS = (
    "备份里没有钥匙：data.key 和 secret.key 另外抄一份，和备份分开放。丢了 data.key，花名册和附件就读不出来。"
)
_WITH_KEYS = "注意：备份里有 data.key 和 secret.key，谁拿到它就能读花名册和附件。放到只有你能打开的地方。"
_PATH = click.Path(path_type=Path)


@click.command("backup", help="把数据库和文件备份到文件夹，不用停服务。")
@click.argument("folder", metavar="[文件夹]", type=_PATH, required=False)
@click.option("--with-keys", is_flag=True, help="连 data.key 和 secret.key 一起放进去")
@with_appcontext
def backup_command(folder: Path | None, with_keys: bool) -> None:
    """Make a backup in a folder, or in the one of the settings."""
    if folder is None and not current_app.config["BACKUP_DIR"]:
        sys.exit("写上备份到哪个文件夹，或者设好 PLANNER_BACKUP_DIR。")
    target = folder or Path(current_app.config["BACKUP_DIR"])
    try:
        if folder is not None:
            make_private_folder(target)
        report = make_backup(target, with_keys=with_keys)
    except (BackupFailed, OSError) as fault:
        sys.exit(
            fault.sentence if isinstance(fault, BackupFailed) else f"备份没有写成：{target}，{tell_fault(fault)}。"
        )
    record_done_job(JOB.name, report.as_result())
    db.session.commit()
    click.echo(f"已备份到 {report.path}（{size_label(report.path.stat().st_size)}）")
    click.echo(_WITH_KEYS if with_keys else _WITHOUT_KEYS)
    tell_report(report)


@click.command("restore", help="把备份放回空的安装；先停服务。")
@click.argument("place", metavar="文件或文件夹", type=_PATH)
@with_appcontext
def restore_command(place: Path) -> None:
    """Put a backup back, or the newest of a folder, and bring it to the newest revision."""
    try:
        report = restore_backup(newest_backup(place))
    except BackupFailed as fault:
        sys.exit(fault.sentence)
    upgrade_database()
    renew_identity()
    db.session.commit()
    click.echo(f"已从 {report.path} 放回。")
    tell_report(report)


def tell_report(report: BackupReport) -> None:
    """Say what there is, and what is wrong; whoever calls this from a script learns it by the exit code."""
    rows, sealed = report.contents.rows, report.contents.sealed
    click.echo(f"活动 {rows['event']} 个，用户 {rows['user']} 个，共 {rows.total()} 条；")
    click.echo(f"文件 {len(report.manifest.files)} 个；")
    click.echo(f"加密的内容 {sealed} 处，读得出 {sealed - report.contents.unreadable.total()} 处。")
    for complaint in report.complaints:
        click.echo(complaint, err=True)
    if report.complaints:
        sys.exit(1)
    click.echo("都读过一遍，完好。")
