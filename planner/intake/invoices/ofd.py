"""OFD (GB/T 33190): a zip archive of XML parts.

What an invoice says stands in three places, and no file has all of them: attached as XML, as data of the document, and
as tags that name objects on the page. What is found first counts, the others fill in.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from PIL import Image

from budgets import Invoice
from planner.intake.invoices.codes import find_codes, open_photo, read_codes
from planner.intake.invoices.limits import (
    BROKEN,
    MEBIBYTE,
    MOST_ARCHIVE_BYTES,
    MOST_PART_BYTES,
    MOST_PARTS,
    UnreadableFileError,
    check_pages,
)
from planner.intake.invoices.reading import InvoiceReading, Reader, merge_readings, number_of, read_day, read_money
from planner.intake.invoices.titles import kind_of_title
from planner.intake.invoices.xmlfiles import find, parse_xml, read_older, read_xml

# What reading a broken archive may raise: RuntimeError for encrypted parts and unknown versions, ValueError for places
# outside of it.
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp")


class OfdArchive:
    """The parts of an OFD file, each and all together read to a limit; raises UnreadableFileError."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as fault:
            raise UnreadableFileError(BROKEN) from fault
        names = self._archive.namelist()
        if len(names) > MOST_PARTS:
            raise UnreadableFileError(f"OFD 里有 {len(names)} 个部分，最多读 {MOST_PARTS} 个。照着打。")
        self._left = MOST_ARCHIVE_BYTES
        self.names = {name.replace("\\", "/").lstrip("/"): name for name in names}

    def read(self, name: str) -> bytes:
        """One part; never more than the limit of it, whatever the archive claims."""
        try:
            with self._archive.open(self.names[name]) as part:
                content = part.read(MOST_PART_BYTES + 1)
        except (*_BROKEN, KeyError) as fault:
            raise UnreadableFileError(BROKEN) from fault
        if len(content) > MOST_PART_BYTES:
            raise UnreadableFileError(f"OFD 里有一个部分超过 {MOST_PART_BYTES // MEBIBYTE} MB，没有读。照着打。")
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableFileError(f"OFD 解开超过 {MOST_ARCHIVE_BYTES // MEBIBYTE} MB，没有读完。照着打。")
        return content

    def ending_with(self, *ends: str) -> Iterator[str]:
        """The names of parts with these endings, in the order of the archive."""
        return (name for name in self.names if name.lower().endswith(ends))


def read_ofd(content: bytes) -> tuple[InvoiceReading, ...]:
    """The invoices in an OFD file; raises UnreadableFileError."""
    archive = OfdArchive(content)
    pages = list(archive.ending_with("content.xml"))
    check_pages(len(pages))
    objects = _texts_by_id(archive, pages)
    readings = [*_attached(archive), *_document_data(archive), *_tagged(archive, objects), *_codes(archive)]
    title = next((text for text in objects.values() if kind_of_title(text)), "")
    about = InvoiceReading.of(Reader.OFD, Invoice(kind=kind_of_title(title)), title=title)
    return tuple(reading.with_more(about) for reading in merge_readings(readings))


def _attached(archive: OfdArchive) -> Iterator[InvoiceReading]:
    """Invoices that are attached as XML."""
    for name in archive.ending_with(".xml"):
        if "/attachs/" in f"/{name.lower()}" or "/attachments/" in f"/{name.lower()}":
            reading = read_xml(archive.read(name))
            if reading:
                yield reading


def _document_data(archive: OfdArchive) -> Iterator[InvoiceReading]:
    """The data of the document itself, by Chinese names."""
    root = parse_xml(archive.read("OFD.xml"))
    data = {node.get("Name", ""): (node.text or "").strip() for node in root.iterfind(".//{*}CustomData")}
    identity = number_of(data.get("发票代码", ""), data.get("发票号码", ""))
    if identity.number:
        yield InvoiceReading.of(
            Reader.OFD,
            Invoice(
                identity.number,
                identity.code,
                seller=data.get("销售方名称", ""),
                seller_tax_number=data.get("销售方纳税人识别号", ""),
                buyer=data.get("购买方名称", ""),
                buyer_tax_number=data.get("购买方纳税人识别号", ""),
                amount=read_money(data.get("价税合计", "")),
                net=read_money(data.get("合计金额", "")),
                tax=read_money(data.get("合计税额", "")),
                issued_on=read_day(data.get("开票日期", "")),
            ),
        )


def _tagged(archive: OfdArchive, objects: dict[str, str]) -> Iterator[InvoiceReading]:
    """What the tags say of objects on the pages."""

    def follow(node: etree._Element) -> str:
        return "".join(objects.get((ref.text or "").strip(), "") for ref in node.iterfind(".//{*}ObjectRef"))

    for name in archive.ending_with("customtag.xml"):
        root = parse_xml(archive.read(name))
        if find(root, "InvoiceNo") is not None:
            yield read_older(root, Reader.OFD, follow)


def _texts_by_id(archive: OfdArchive, pages: list[str]) -> dict[str, str]:
    """The texts of all objects on the pages, by their ids."""
    found = {}
    for name in pages:
        for node in parse_xml(archive.read(name)).iterfind(".//{*}TextObject"):
            found[node.get("ID", "")] = "".join(code.text or "" for code in node.iterfind(".//{*}TextCode"))
    return found


def _codes(archive: OfdArchive) -> Iterator[InvoiceReading]:
    """What QR codes among the pictures say."""
    for name in archive.ending_with(*_PICTURES):
        content = archive.read(name)
        try:
            picture = open_photo(content)
        except UnreadableFileError:
            continue
        yield from read_codes(find_codes(_framed(picture)))[0]


def _framed(picture: Image.Image) -> Image.Image:
    """A code needs white around it, which the picture of nothing but the code lacks."""
    margin = max(picture.size) // 8
    framed = Image.new("L", (picture.width + 2 * margin, picture.height + 2 * margin), 255)
    framed.paste(picture, (margin, margin))
    return framed
