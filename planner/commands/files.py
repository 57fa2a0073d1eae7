"""`planner files`: the store of files, as whoever runs the server looks after it."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from planner import clock
from planner.database import reading
from planner.errors import PlannerError
from planner.extensions import db
from planner.models.columns import data_keys
from planner.nouns import NOUNS
from planner.queries.files import EVIDENCE, PHOTOS, FileUse, read_file_uses
from planner.services.files import (
    MOST_AT_ONCE,
    check_files,
    copy_files,
    list_unused_files,
    remove_unused_files,
    seal_files,
)
from planner.store import FolderStore, current_store

# What has files and is no noun.
_OTHERS = {PHOTOS: "照片", EVIDENCE: "全套材料"}


@click.group("files", help="附件和凭证的文件：检查、清理、加密、搬家。")
def files_command() -> None:
    """Look after the files."""


@files_command.command("check", help="从头到尾读一遍，说哪些坏了、哪些不见了。")
@with_appcontext
def check_command() -> None:
    """Read every file; ends with 1 when one is damaged or missing."""
    with reading():
        uses = read_file_uses(now=clock.now(), keep_days=current_app.config["RESTORE_DAYS"])
        db.session.rollback()
    try:
        check = check_files(current_store(), uses)
    except PlannerError as refusal:
        sys.exit(refusal.sentence)
    click.echo(f"完好 {check.whole} 个；没有记录用到的 {check.unused} 个。")
    for word, found in (("坏了", check.damaged), ("不见了", check.missing)):
        for use in found:
            click.echo(f"{word}：{describe_use(use)}", err=True)
    if check.damaged or check.missing:
        sys.exit("用原来的文件再传一次，就补好了。")


def describe_use(use: FileUse) -> str:
    """Where a file belongs to: 活动 3 的凭证“发票.pdf”."""
    label = NOUNS[use.noun].label if use.noun in NOUNS else _OTHERS[use.noun]
    return f"活动 {use.event_id} 的{label}“{use.filename}”"


@files_command.command("tidy", help="删掉没有记录用到的文件，每天夜里也会自己做。")
@with_appcontext
def tidy_command() -> None:
    """Remove what nothing points to any more."""
    now, keep_days, store, count = clock.now(), current_app.config["RESTORE_DAYS"], current_store(), 0
    try:
        with reading():
            unused = list_unused_files(store, now=now, keep_days=keep_days)
            db.session.rollback()
        for first in range(0, len(unused), MOST_AT_ONCE):
            some = unused[first : first + MOST_AT_ONCE]
            count += remove_unused_files(store, some, now=now, keep_days=keep_days)
            db.session.commit()
    except PlannerError as refusal:
        sys.exit(refusal.sentence)
    click.echo(f"删掉了 {count} 个文件。")


@files_command.command("seal", help="把没加密的、用旧钥匙加密的文件重新加密，换钥匙以后用。")
@with_appcontext
def seal_command() -> None:
    """Seal every file with the key in use."""
    try:
        count = seal_files(current_store())
    except PlannerError as refusal:
        sys.exit(refusal.sentence)
    click.echo(f"重新加密了 {count} 个文件。")


@files_command.command("take", help="把一个 files 文件夹里的文件收进来，比如改用对象存储以后。")
@click.argument("folder", metavar="文件夹", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def take_command(folder: Path) -> None:
    """Keep every file of a folder in the store of this installation; ends with 1 when one of them is damaged."""
    try:
        copied = copy_files(FolderStore(folder, data_keys), current_store())
    except PlannerError as refusal:
        sys.exit(refusal.sentence)
    click.echo(f"收进来 {copied.count} 个文件。")
    for sha256 in copied.damaged:
        click.echo(f"坏了，或者是用别的 data.key 加密的，没有收：{sha256}", err=True)
    if copied.damaged:
        sys.exit(1)
