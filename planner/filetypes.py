"""What a file really is, told by its first bytes and not by its name."""

import io
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that the house takes."""

    extension: str
    mime: str
    label: str


PDF = FileType("pdf", "application/pdf", "PDF")
DOCX = FileType("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word")
DOC = FileType("doc", "application/msword", "Word")
XLSX = FileType("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")
OFD = FileType("ofd", "application/ofd", "OFD")
PNG, JPEG = FileType("png", "image/png", "图片"), FileType("jpg", "image/jpeg", "图片")
HEIC = FileType("heic", "image/heic", "图片")
GIF, WEBP = FileType("gif", "image/gif", "图片"), FileType("webp", "image/webp", "图片")

_STARTS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)
# What iPhones write (ISO/IEC 23008-12).
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_MEBIBYTE = 1024 * 1024
SAME_EXTENSIONS = {"jpeg": "jpg", "jpe": "jpg", "heif": "heic"}


def recognise(content: bytes) -> FileType | None:
    """The type of a file's bytes, or None when it is none that we take."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(_OLE):
        return DOC if _WORD_STREAM in content else None
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> FileType | None:
    """Word, Excel and OFD files are zip archives with a known part; macros are not taken."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # broken, of an unknown version, with odd names
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    if "OFD.xml" in names:
        return OFD
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def accept_types(*types: FileType) -> str:
    """What a file field of a page offers to choose: .pdf,.jpg,.jpeg …, synonyms behind their extension."""
    synonyms = [(extension, name) for name, extension in SAME_EXTENSIONS.items()]
    names = [name for each in types for name in (each.extension, *(n for e, n in synonyms if e == each.extension))]
    return ",".join(f".{name}" for name in names)


def size_label(size: int) -> str:
    """The size of a file as people read it: 340 KB, beyond one mebibyte 1.2 MB; half a tenth is rounded up."""
    if size <= _MEBIBYTE:
        return f"{-(-size // 1024)} KB"
    whole, tenth = divmod((size * 20 + _MEBIBYTE) // (2 * _MEBIBYTE), 10)
    return f"{whole}.{tenth} MB"


def extension_of(name: str) -> str:
    """The extension of a file name in lower case, synonyms made one."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return SAME_EXTENSIONS.get(extension, extension)
