"""Photos come in: kept as they are, once each, until a job has made their copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind
from planner.errors import BadInput, PlannerError
from planner.extensions import db
from planner.filetypes import with_extension
from planner.intake.pictures.looking import look_at_photo
from planner.models import Event, Photo, PhotoUpload
from planner.nouns import Aggregate
from planner.queries.changes import lock_aggregate
from planner.queries.photos import count_photos, find_same_photo
from planner.services.attachments import KeptFile, clean_filename, hold_file
from planner.services.guard import guard_sending_photos
from planner.services.jobs import enqueue_job
from planner.services.photolog import log_photos
from planner.store import FileStore

JOB_NAME = "photos"
MOST_PHOTOS = 300
VISITOR = "志愿者"
# So much room stays on the disk for everything else.
LEAST_FREE = 50 * 1024 * 1024
# A file is held in memory a few times over while it is sealed: one after the other, however many come at once.
_ONE_AT_A_TIME = Lock()
_LONGEST_SENDER = 40
# A phone that has been silent for so long keeps nobody else's photo out.
SILENT_AFTER = timedelta(hours=1)


class NearlyFull(PlannerError):
    """There is hardly any room left (507); what came before is kept."""

    reason = "NEARLY_FULL"
    status = 507
    title = "先停一停"

    def __init__(self) -> None:
        super().__init__("学校服务器只剩一点地方，先停在这里，已收的都在。请管理员腾地方，再接着传。")


@dataclass(frozen=True, slots=True)
class SentFrom:
    """From which browser a file comes, where nobody is signed in, and what tells the file from others there."""

    phone: str = ""
    fingerprint: str = ""

    def values_of(self, actor: Actor) -> dict[str, Any]:
        """What a row says of it and of who sends it."""
        is_user = actor.kind is ActorKind.USER
        is_by_link = actor.kind in (ActorKind.GUEST, ActorKind.VISITOR)
        return {
            "user_id": actor.id if is_user else None,
            "link_id": actor.id if is_by_link else None,
            "sender": VISITOR if actor.kind is ActorKind.VISITOR else actor.name[:_LONGEST_SENDER],
            "phone": "" if is_user else self.phone,
            "fingerprint": self.fingerprint,
        }

    def is_of(self, row: PhotoUpload, actor: Actor) -> bool:
        """Whether the same person sent this, from the same phone."""
        values = self.values_of(actor)
        return all(getattr(row, name) == values[name] for name in ("user_id", "link_id", "phone"))


def keep_photo(filename: str, read: Callable[[], bytes], *, store: FileStore) -> KeptFile:
    """Keep what `read` brings as it is, under a name with the extension of what it is; slow, touches no database.

    Raises BadPicture for what is no photo, came in half or can't be opened without harm; NearlyFull, StoreFull or
    StoreUnavailable where the store will not have it.
    """
    refuse_full_disk(store)
    sent_as = clean_filename(filename)
    with _ONE_AT_A_TIME:
        content = read()
        kind = look_at_photo(content, sent_as)
        sha256 = store.put(content)
    return KeptFile(clean_filename(with_extension(sent_as, kind)), sent_as, sha256, kind.mime, len(content))


def refuse_full_disk(store: FileStore) -> None:
    """Raise NearlyFull where so little is left that other work would suffer."""
    free = store.free_bytes()
    if free is not None and free < LEAST_FREE:
        raise NearlyFull


def add_photo(event: Event, file: KeptFile, sending: SentFrom, *, store: FileStore, actor: Actor) -> Photo | None:
    """Add a kept file to the photos of the event, and have its copies made; None where the event has that very file.

    Raises BadInput FULL beyond 300 photos, and as `hold_file` does.
    """
    guard_sending_photos(event, actor)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    if find_same_photo(event.id, file.sha256) is not None:
        return None
    refuse_full(count_photos(event.id))
    hold_file(file, store)
    photo = Photo(event_id=event.id, arrived_at=clock.now(), **file.values, **sending.values_of(actor))
    db.session.add(photo)
    db.session.flush()
    enqueue_job(JOB_NAME, photo=photo.id)
    log_photos(event, 1, verb="传", actor=actor)
    return photo


def refuse_full(count: int) -> None:
    """Raise BadInput FULL where there are as many photos as an event may have."""
    if count >= MOST_PHOTOS:
        raise BadInput(f"一个活动最多 {MOST_PHOTOS} 张，已经满了。删几张再传。", "FULL")
