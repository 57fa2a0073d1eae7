"""`planner verify`: looks through a backup, or through an evidence set, which needs neither instance nor database."""

import sys
import zipfile
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from planner import clock
from planner.backups.archive import NO_BACKUP
from planner.backups.making import newest_backup
from planner.backups.verifying import verify_backup
from planner.commands.backup import tell_report
from planner.errors import BackupFailed
from planner.evidence import SUMS, BrokenSet, FileState, SetCheck, check_set, is_evidence_set
from planner.systemfaults import tell_fault

_NEITHER = "这个文件不是活动方案的备份，也不是全套材料，或者没有存完整。"
_UNPACKED = f"这是解开的全套材料。核对原来的 .zip，或者在这个文件夹里运行 sha256sum -c {SUMS}。"
_HOW_FAR = (
    "核对只说明文件和清单一样，不说明内容属实。整份清单有没有被换掉，看上面的指纹和活动“全套材料”页上的是不是一样。"
)


@click.command("verify", help="从头到尾读一遍备份，或者核对一份全套材料，什么都不改。")
@click.argument("place", metavar="文件或文件夹", type=click.Path(path_type=Path))
@click.pass_context
def verify_command(context: click.Context, place: Path) -> None:
    """Look through a backup, the newest of a folder, or an evidence set."""
    if (place / SUMS).is_file():
        sys.exit(_UNPACKED)
    if place.is_dir():
        context.invoke(_verify_backup, place=place)
        return
    try:
        with place.open("rb") as file:
            if is_evidence_set(file):
                tell_check(check_set(file))
                return
            is_zip = zipfile.is_zipfile(file)
    except BrokenSet as refusal:
        sys.exit(refusal.sentence)
    except OSError as fault:
        sys.exit(f"{place} 读不了：{tell_fault(fault)}。")
    if not is_zip:
        sys.exit(_NEITHER)
    context.invoke(_verify_backup, place=place)


@with_appcontext
def _verify_backup(place: Path) -> None:
    try:
        report = verify_backup(newest_backup(place))
    except BackupFailed as fault:
        # The half of an evidence set may end with a whole .docx, and is an archive by that.
        sys.exit(_NEITHER if fault.sentence == NO_BACKUP else fault.sentence)
    made_at = clock.local(datetime.fromisoformat(report.manifest.made_at))
    click.echo(f"{report.path}，{made_at:%Y-%m-%d %H:%M} 做的")
    tell_report(report)


def tell_check(check: SetCheck) -> None:
    """Say what became of each file, then of all; a script learns by the exit code whether the set is whole."""
    for file in check.files:
        click.echo(f"{file.state.label}  {file.path}", err=file.state is not FileState.WHOLE)
    click.echo("，".join(f"{state.label} {check.count(state)} 个" for state in FileState))
    click.echo(f"清单指纹：{check.fingerprint}")
    click.echo(_HOW_FAR)
    if not check.is_whole:
        sys.exit("这份全套材料和清单不一样。")
    click.echo("都和清单一样，完好。")
