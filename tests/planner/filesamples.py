"""Small files of every type that the house takes, made in memory."""

import io
import zipfile

from docx import Document
from openpyxl import Workbook
from PIL import Image

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def picture(form: str) -> bytes:
    """A picture of one dot."""
    held = io.BytesIO()
    Image.new("RGB", (1, 1)).save(held, form)
    return held.getvalue()


def archive(*names: str) -> bytes:
    """A zip file with empty entries of these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "")
    return held.getvalue()


def _saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def stream(name: str) -> bytes:
    """The entry of a stream in the directory of an OLE file, as far as its name goes."""
    return name.encode("utf-16-le").ljust(64, b"\0") + bytes(64)


PNG = picture("PNG")
DOCX = _saved(Document())
FILES: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-1.7\n%%EOF\n", "application/pdf"),
    "png": (PNG, "image/png"),
    "jpg": (picture("JPEG"), "image/jpeg"),
    "gif": (picture("GIF"), "image/gif"),
    "webp": (picture("WEBP"), "image/webp"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(16), "image/heic"),
    "ofd": (archive("OFD.xml"), "application/ofd"),
    "docx": (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "doc": (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "application/msword"),
    "wps": (OLE + bytes(504) + stream("WordDocument"), "application/wps-office.wps"),
    "xls": (OLE + bytes(504) + stream("Workbook"), "application/vnd.ms-excel"),
    "et": (OLE + bytes(504) + stream("Workbook"), "application/wps-office.et"),
    "xml": (b'<?xml version="1.0" encoding="UTF-8"?>\n<EInvoice><Header/></EInvoice>', "application/xml"),
    "xlsx": (_saved(Workbook()), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
