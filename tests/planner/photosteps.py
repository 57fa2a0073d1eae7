"""Photos of the event of the world, as the services keep them; call them inside `with in_app()`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from planner.actors import CONSOLE, Actor
from planner.extensions import db
from planner.intake.pictures.results import PictureCopy, PictureReading
from planner.models import Photo
from planner.photoplaces import BoxPlace
from planner.pictures import PhotoAlbum
from planner.queries.dossier import read_dossier
from planner.queries.photos import find_photo, read_album
from planner.services.photocopies import keep_copies, write_copies
from planner.services.photoproposals import add_proposals
from planner.services.photos import SentFrom, add_photo, keep_photo
from planner.store import FileStore, current_store
from tests.planner.conftest import World
from tests.planner.picturesamples import make_photo
from tests.planner.submissions import event_of, user

FOUND = BoxPlace(1000, 2000, 600, 900)
READING = PictureReading(width=4032, height=3024, camera="HUAWEI P40", dhash=1)


def reading(seed: int, taken: str = "", **values: Any) -> PictureReading:
    """What the child says of a photo that was taken at that time of the first day."""
    edges = ((edge, mime) for edge in (1600, 400) for mime in ("image/jpeg", "image/webp"))
    copies = tuple(PictureCopy(edge, mime, f"copy {seed} {edge} {mime}".encode()) for edge, mime in edges)
    moment = datetime.fromisoformat(f"2027-06-01T{taken}") if taken else None
    usual = replace(READING, taken=moment, copies=copies, dhash=seed * 0x1111_1111_1111_1111 % 2**64)
    return replace(usual, **values)


def sent_photo(
    world: World,
    seed: int = 1,
    *,
    sending: SentFrom | None = None,
    actor: Actor | None = None,
    name: str = "",
    content: bytes = b"",
) -> Photo:
    """A photo that was sent, whose copies are still to be made; committed."""
    store = current_store()
    file = keep_photo(name or f"IMG_{seed}.jpg", lambda: content or make_photo(seed), store=store)
    sender = actor or user(world, "周老师")
    photo = add_photo(event_of(world), file, sending or SentFrom(), store=store, actor=sender)
    assert photo is not None, "it was there already"
    db.session.commit()
    return photo


def ready_photo(world: World, seed: int = 1, taken: str = "", *, actor: Actor | None = None, **values: Any) -> str:
    """A photo with its copies; returns its key, committed."""
    photo = sent_photo(world, seed, actor=actor)
    read = reading(seed, taken, **values)
    store: FileStore = current_store()
    write_copies(photo.id, read, keep_copies(read, store), store=store, actor=CONSOLE)
    db.session.commit()
    return photo.key


def ready_photos(world: World, times: Sequence[str]) -> list[str]:
    """Photos that were taken at these times; their keys."""
    return [ready_photo(world, seed, taken) for seed, taken in enumerate(times, start=1)]


def with_proposals(world: World, *places: BoxPlace, seed: int = 1) -> str:
    """A photo on which the house has found faces, one where nothing is said; its key, committed."""
    key = ready_photo(world, seed)
    photo = find_photo(world.event, key)
    assert photo is not None
    add_proposals(photo.id, places or (FOUND,), with_care=False, actor=CONSOLE)
    db.session.commit()
    return key


def album_of(world: World) -> PhotoAlbum:
    """The photos of the event as they are now."""
    event = event_of(world)
    return read_album(event, read_dossier(event))
