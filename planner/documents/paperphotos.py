"""Photos as office papers take them: no larger than they are printed, so that a paper of forty can be sent by mail."""

import io

from planner.documents.gbt9704 import Album, AlbumPhoto, photo_grid
from planner.pictures.printed import PrintedPhoto

# On 63 mm these are 320 dots to the inch. Of the copies of 1,600 a JPEG is read at half its size without being scaled.
_LONGEST_SIDE = 800
_QUALITY = 80
_LONGEST_CAPTION = 60


def compose_photos(album: Album, photos: tuple[PrintedPhoto, ...]) -> str:
    """The photos two a row with their captions, put into the album."""
    return photo_grid(album, [_fit(photo) for photo in photos])


def _fit(photo: PrintedPhoto) -> AlbumPhoto:
    caption = " ".join(photo.caption.split())
    if len(caption) > _LONGEST_CAPTION:
        caption = f"{caption[: _LONGEST_CAPTION - 1]}…"
    return AlbumPhoto(shrink_photo(photo.content), caption, photo.alt)


def shrink_photo(content: bytes) -> bytes:
    """The photo as a JPEG of at most 800 pixels a side, without anything but its picture; a small one as it is."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=("JPEG",)) as opened:
        longest = max(opened.size)
        if longest <= _LONGEST_SIDE:
            return content
        width, height = (max(1, round(side * _LONGEST_SIDE / longest)) for side in opened.size)
        opened.draft("RGB", (width, height))
        image = opened.convert("RGB")
    image.thumbnail((width, height))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
