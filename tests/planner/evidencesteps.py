"""Evidence sets for tests: asked for, made, read back; call those of the world inside `with in_app()`."""

import io
import zipfile
from dataclasses import replace
from typing import Any

from flask import Flask

from planner.extensions import db
from planner.jobs.evidence import JOB
from planner.models import EvidenceSet
from planner.queries.evidence import find_set, list_set_pieces
from planner.services.evidence import ask_for_set
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.jobsteps import worker
from tests.planner.submissions import event_of, user

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
