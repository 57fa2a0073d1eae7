"""What a file really is, told by its bytes; its name only decides between types that have the same bytes."""

import io
import re
import zipfile
import zlib

from planner.filetypes import (
    DOC,
    DOCX,
    ET,
    GIF,
    HEIC,
    INVOICE,
    JPEG,
    OFD,
    PDF,
    PNG,
    WEBP,
    WPS,
    XLS,
    XLSX,
    FileType,
    extension_of,
)

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)
# What phones write (ISO/IEC 23008-12, annex B).
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
# Readers look for the header of a PDF so far (ISO 32000-1, annex H, note 13).
_PDF_HEADER = 1024
# What also runs, or opens as something else, is no PDF with a few bytes before it.
_PROGRAM_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
_OTHER_STARTS = (
    *_PROGRAM_STARTS,
    b"PK",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
)
_BOM = b"\xef\xbb\xbf"
_INVOICE_START = re.compile(rb"(?:<\?xml [^<>]*\?>\s*)?<(?:\w+:)?EInvoice[\s>]")
# A browser would run or fetch what comes with these.
_ACTIVE_XML = re.compile(rb"<!doctype|<!entity|<\?xml-stylesheet|<(?:\w+:)?script|/2000/svg|/1999/xhtml", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of a stream fills 64 bytes of its entry ([MS-CFB] 2.6.1).
_ENTRY_NAME = 64
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SHEET_STREAMS = tuple(name.encode("utf-16-le").ljust(_ENTRY_NAME, b"\0") for name in ("Workbook", "Book"))
_TYPES_PART = "[Content_Types].xml"
# Longer ones are not written by any program; an archive may claim any length.
_TYPES_BYTES = 1024 * 1024
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"spreadsheetml.sheet.main+xml", XLSX),
)
_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\s[^<>]*>")
_PART_NAME = re.compile(rb"PartName\s*=\s*[\"']/?([^\"']+)[\"']")
# What reading a broken archive may raise: RuntimeError for encrypted entries and unknown versions.
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError)


def recognise(content: bytes, name: str = "") -> FileType | None:
    """The type of a file's bytes, or None when it is none that we take."""
    found = _possible_types(content)
    extension = extension_of(name)
    return next((kind for kind in found if kind.extension == extension), found[0] if found else None)


def is_damaged_invoice(content: bytes, name: str) -> bool:
    """Whether it is called like an e-invoice and its bytes are of no type that we take; programs are never one."""
    is_named_so = extension_of(name) in {kind.extension for kind in (PDF, OFD, INVOICE)}
    return is_named_so and recognise(content, name) is None and not content.startswith(_PROGRAM_STARTS)


def _possible_types(content: bytes) -> tuple[FileType, ...]:
    """The types whose bytes these may be, the likeliest first: WPS writes the same as Word and Excel of old."""
    if content.startswith(_OLE):
        return _types_of_ole(content)
    kind = _type_of_start(content) or (_office(content) if content.startswith(b"PK\x03\x04") else None)
    return (kind,) if kind else ()


def _type_of_start(content: bytes) -> FileType | None:
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF":
        return WEBP if content[8:12] == b"WEBP" else None
    if content[4:8] == b"ftyp":
        return HEIC if content[8:12] in _HEIC_BRANDS else None
    if _is_pdf(content):
        return PDF
    return INVOICE if _is_invoice(content) else None


def _is_pdf(content: bytes) -> bool:
    """Whether it is a PDF, also behind a byte order mark, line ends or other junk; never behind markup or a program."""
    before, header, _ = content[: _PDF_HEADER + 4].partition(b"%PDF-")
    return bool(header) and b"<" not in before and not before.startswith(_OTHER_STARTS)


def _is_invoice(content: bytes) -> bool:
    """Whether it is the XML of a fully digital invoice (数电票), or of a fiscal receipt, and nothing active in it."""
    text = content.removeprefix(_BOM).lstrip()
    return _INVOICE_START.match(text) is not None and _ACTIVE_XML.search(text) is None


def _types_of_ole(content: bytes) -> tuple[FileType, ...]:
    """Text or table, by the stream that comes first: each may hold the other embedded."""
    word = content.find(_WORD_STREAM)
    sheet = min((at for stream in _SHEET_STREAMS if (at := content.find(stream)) >= 0), default=-1)
    found = sorted([(at, kinds) for at, kinds in ((word, (DOC, WPS)), (sheet, (XLS, ET))) if at >= 0])
    return tuple(kind for _, kinds in found for kind in kinds)


def _office(content: bytes) -> FileType | None:
    """Word, Excel and OFD files are zip archives with a known part; macros are not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # Some programs write the names in the way of Windows.
            names = {name.replace("\\", "/") for name in archive.namelist()}
            types = _content_types(archive)
    except _BROKEN:
        return None
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in types:
        return None
    if "OFD.xml" in names:
        return OFD
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else _main_part(types, names)


def _content_types(archive: zipfile.ZipFile) -> bytes:
    """The list of what the parts are, never more of it than any program writes; empty where there is none."""
    if _TYPES_PART not in archive.namelist():
        return b""
    if archive.getinfo(_TYPES_PART).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return b""
    with archive.open(_TYPES_PART) as part:
        return part.read(_TYPES_BYTES)


def _main_part(types: bytes, names: set[str]) -> FileType | None:
    """The type by its main part, which need not have the usual name (ISO/IEC 29500-2); it must be in the archive."""
    for override in _OVERRIDE.findall(types):
        part = _PART_NAME.search(override)
        for content_type, kind in _MAIN_PARTS:
            if part and content_type in override and part[1].decode("utf-8", "replace") in names:
                return kind
    return None
