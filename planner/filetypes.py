"""The types of files that the house takes, and how files are called."""

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
WPS = FileType("wps", "application/wps-office.wps", "WPS 文字")
XLSX = FileType("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")
XLS = FileType("xls", "application/vnd.ms-excel", "Excel")
ET = FileType("et", "application/wps-office.et", "WPS 表格")
OFD = FileType("ofd", "application/ofd", "OFD")
INVOICE = FileType("xml", "application/xml", "数电票")
PNG = FileType("png", "image/png", "图片")
JPEG = FileType("jpg", "image/jpeg", "图片")
HEIC = FileType("heic", "image/heic", "图片")
GIF = FileType("gif", "image/gif", "图片")
WEBP = FileType("webp", "image/webp", "图片")

# What an invoice was before it was cut off on its way: kept as it came, never to be opened by a browser.
DAMAGED_MIME = "application/octet-stream"

FILE_TYPES = (PDF, OFD, DOCX, DOC, WPS, XLSX, XLS, ET, INVOICE, JPEG, PNG, HEIC, GIF, WEBP)
TAKEN = "收 PDF、OFD、Word、Excel、WPS、数电票的 XML 和图片（jpg、png、heic、gif、webp）"
_MEBIBYTE = 1024 * 1024
SAME_EXTENSIONS = {"jpeg": "jpg", "jpe": "jpg", "heif": "heic"}
# JPEG as well, but what many programs do not open under this name.
_ODD_EXTENSIONS = frozenset({"jfif"})
_KNOWN = {kind.extension for kind in FILE_TYPES} | set(SAME_EXTENSIONS) | _ODD_EXTENSIONS


def type_of_mime(mime: str) -> FileType | None:
    """The type that is sent with that media type."""
    return next((kind for kind in FILE_TYPES if kind.mime == mime), None)


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
    extension = _last_part(name)
    return SAME_EXTENSIONS.get(extension, extension)


def with_extension(name: str, kind: FileType) -> str:
    """The name as a file of that type is called.

    Another type's extension is replaced (IMG_1.jpg, which is HEIC, becomes IMG_1.heic); behind any other name it is
    added, so that nothing of 安全预案2.0 is lost.
    """
    if extension_of(name) == kind.extension:
        return name
    stem = name.rpartition(".")[0] if _last_part(name) in _KNOWN else name
    return f"{stem.rstrip('.')}.{kind.extension}"


def _last_part(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
