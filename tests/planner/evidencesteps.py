"""Evidence sets for tests: asked for, made, read back; call those of the world inside `with in_app()`."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import docx
from flask import Flask

from planner.evidence import CONTENTS
from planner.evidencestates import EvidenceState
from planner.extensions import db
from planner.jobs.evidence import JOB
from planner.models import EvidenceSet
from planner.queries.evidence import find_set, list_set_pieces
from planner.services.evidence import ask_for_set
from planner.services.rows import add_row
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.jobsteps import worker
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NAME = "王小雨"
# What comes round every day is put in line by the tests.
SET_JOB = replace(JOB, daily_at=None)


def asked(world: World, by: str = "周老师", **values: Any) -> EvidenceSet:
    """A set that somebody asked for; committed."""
    evidence = ask_for_set(event_of(world), actor=user(world, by), **values)
    db.session.commit()
    return evidence


def make_sets(app: Flask) -> None:
    """Do the jobs of all that was asked for."""
    worker(app, SET_JOB).run_due()


def made_set(world: World) -> EvidenceSet:
    """The set of the event, as it is now."""
    db.session.expire_all()
    evidence = find_set(world.event)
    assert evidence is not None
    return evidence


def bytes_of(evidence: EvidenceSet) -> bytes:
    """The finished set, put together."""
    store = current_store()
    return b"".join(store.open(sha256).read() for sha256 in list_set_pieces(evidence.id))


def files_in(content: bytes) -> dict[str, bytes]:
    """The files of an archive by their paths."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def child(world: World) -> None:
    """A child on the roster."""
    values = {"name": NAME, "school_class": "四（1）班", "phone": "13800005678", "guardian": "王大山"}
    add_row(event_of(world), "participants", values, actor=user(world, "周老师"))
    db.session.commit()


def make_one(app: Flask, world: World, in_app: InApp, **values: Any) -> tuple[dict[str, bytes], list[str]]:
    """A set that is asked for and made: its files, and what its list says is missing."""
    with in_app():
        asked(world, **values)
    make_sets(app)
    with in_app():
        evidence = made_set(world)
        assert evidence.state is EvidenceState.MADE
        files = files_in(bytes_of(evidence))
        return files, missing_in(files[CONTENTS])


def missing_in(contents: bytes) -> list[str]:
    """What the list of a set says is missing."""
    rows = docx.Document(io.BytesIO(contents)).tables[0].rows
    return [row.cells[1].text for row in rows if row.cells[0].text == "缺"]
