"""Pictures made in memory."""

import io
from typing import Any

from PIL import Image


def make_image(
    form: str = "PNG", size: tuple[int, int] = (400, 300), colour: str = "seagreen", **options: Any
) -> bytes:
    """A picture of one colour in that file format (PNG, JPEG, GIF …)."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **options)
    return out.getvalue()
