"""A first look at a file that was sent as a photo: what it is, by its bytes alone, and whether it can be taken."""

import re

from planner.filecontent import recognise
from planner.filetypes import HEIC, JPEG, PNG, WEBP, FileType, extension_of
from planner.intake.pictures.faults import (
    MOST_BYTES,
    MOST_PIXELS,
    has_too_many_pixels,
    is_empty,
    is_half,
    is_no_photo,
    is_too_large,
)
from planner.intake.pictures.shapes import read_shape

PHOTO_TYPES = (JPEG, PNG, WEBP, HEIC)
# Where a page, or a drawing made of text, says what it is.
_HEAD = 2048
_DRAWING = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<script[\s>]", re.IGNORECASE)


def look_at_photo(content: bytes, name: str) -> FileType:
    """The type of a photo that came whole and can be opened without harm; raises BadPicture for every other file."""
    if not content:
        raise is_empty()
    if len(content) > MOST_BYTES:
        raise is_too_large(len(content))
    kind = recognise(content, name)
    if kind not in PHOTO_TYPES:
        raise is_no_photo(extension_of(name), _tell_inside(content, kind))
    shape = read_shape(content, kind)
    if shape.pixels > MOST_PIXELS:
        raise has_too_many_pixels(shape.pixels)
    if not shape.is_complete:
        raise is_half(len(content), shape.whole)
    return kind


def _tell_inside(content: bytes, kind: FileType | None) -> str:
    """What is in a file instead of a photo, as far as it can be told."""
    head = content[:_HEAD]
    if _DRAWING.search(head):
        return "矢量图（SVG）"
    if _PAGE.search(head):
        return "网页"
    if kind is not None:
        return "动图（GIF）" if kind.extension == "gif" else f" {kind.label} 文件"
    return "别的东西"
