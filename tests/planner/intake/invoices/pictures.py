"""Photos of invoices, made for tests."""

from io import BytesIO

import segno
from PIL import Image


def paper(*texts: str, side: int = 150) -> Image.Image:
    """A sheet with these codes, one under the other."""
    sheet = Image.new("L", (900, 300 * max(len(texts), 1)), 255)
    for number, text in enumerate(texts):
        drawn = BytesIO()
        segno.make_qr(text, error="m").save(drawn, kind="png", scale=4, border=4)
        code = Image.open(drawn).convert("L").resize((side, side))
        sheet.paste(code, (60, 60 + 300 * number))
    return sheet


def photo(sheet: Image.Image) -> bytes:
    """As a phone keeps it."""
    content = BytesIO()
    sheet.save(content, "JPEG", quality=60)
    return content.getvalue()


def scan(sheet: Image.Image) -> bytes:
    """As a scanner keeps it: a PDF of nothing but the picture."""
    content = BytesIO()
    sheet.save(content, "PDF")
    return content.getvalue()
