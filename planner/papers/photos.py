"""The photos of papers: what somebody picked, as far as it may leave the house, whoever asks for it."""

from collections.abc import Iterator, Mapping, Sequence

from planner.models import Event
from planner.people.hiddennames import PersonHider
from planner.pictures import ClearedPhoto
from planner.pictures.printed import PrintedPhoto, PrintedPhotos
from planner.queries.dossier import current_dossier
from planner.queries.feedback import find_hider
from planner.queries.photos import current_album, read_cleared_photos
from planner.store import FileMissing, current_store


def gather_photos(event: Event) -> PrintedPhotos:
    """Those that were picked and cleared, with their large copies; nobody is named below them."""
    dossier = current_dossier(event)
    picked = [cleared for cleared in read_cleared_photos(event) if cleared.photo.is_picked]
    items = {item.key: item.title for item in dossier.schedule}
    hider = find_hider(event.id) if picked else PersonHider(())
    photos = tuple(_read(picked, items, hider))
    return PrintedPhotos(photos, len(current_album(event, dossier).picked) - len(photos))


def _read(picked: Sequence[ClearedPhoto], items: Mapping[str, str], hider: PersonHider) -> Iterator[PrintedPhoto]:
    store = current_store()
    for cleared in picked:
        try:
            with store.open(cleared.sha256) as file:
                content = file.read()
        except FileMissing:  # its copies are being made anew
            continue
        caption = hider.hide(cleared.photo.caption or items.get(cleared.photo.item, ""))
        yield PrintedPhoto(content=content, caption=caption, alt=caption or "活动照片")
