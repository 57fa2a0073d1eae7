"""The package around the text of a Word paper: its parts, its styles, its properties, zipped alike every time."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from planner.documents.wording import CREATED, clean_xml_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE = "application/vnd.openxmlformats-package."
_MOMENT = f"{CREATED:%Y-%m-%dT%H:%M:%SZ}"
_LONGEST_PROPERTY = 250
# The parts of the paper besides its text, their relation to it, their content types.
_PARTS = {
    "styles": ("styles", "styles"),
    "settings": ("settings", "settings"),
    "fontTable": ("fontTable", "fontTable"),
    "footer1": ("footer", "footer"),
    "footer2": ("footer", "footer"),
}
# Pictures by the extension of their file.
_PICTURES = {"png": "image/png", "jpg": "image/jpeg"}
_SCHEMAS = "http://schemas.openxmlformats.org"


def word_file(
    body: str,
    parts: Mapping[str, str],
    *,
    title: str,
    author: str,
    media: Mapping[str, bytes] | None = None,
) -> bytes:
    """The .docx around a body and its parts (styles, settings, fontTable, footer1, footer2), all as XML text.

    Footers are related to the text as rIdfooter1 and rIdfooter2, and each picture of `media` (name of its file, .png
    or .jpg, to its bytes) as rId with its name. The same arguments give the same bytes.
    """
    media = media or {}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(media),
        "_rels/.rels": _relations(
            ("document", f"{R}/officeDocument", "word/document.xml"),
            ("core", f"{_SCHEMAS}/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            ("app", f"{R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(title, author),
        "docProps/app.xml": _app(author),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(
            *((name, f"{R}/{kind}", f"{name}.xml") for name, (kind, _) in _PARTS.items()),
            *((name, f"{R}/image", f"media/{name}") for name in media),
        ),
        **{f"word/{name}.xml": parts[name] for name in _PARTS},
        **{f"word/media/{name}": content for name, content in media.items()},
    }
    return _zip(files)


def _zip(files: Mapping[str, str | bytes]) -> bytes:
    """The files in their order: text as XML and squeezed, bytes as they are, for pictures are squeezed already."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, CREATED.timetuple()[:6])
            entry.create_system = 0
            if isinstance(content, str):
                entry.compress_type = zipfile.ZIP_DEFLATED
                content = (_HEAD + content).encode()
            archive.writestr(entry, content)
    return out.getvalue()


def _content_types(media: Mapping[str, bytes]) -> str:
    word = f"{_OFFICE}wordprocessingml."
    types = {
        "word/document.xml": f"{word}document.main+xml",
        "docProps/core.xml": f"{_PACKAGE}core-properties+xml",
        "docProps/app.xml": f"{_OFFICE}extended-properties+xml",
        **{f"word/{name}.xml": f"{word}{kind}+xml" for name, (_, kind) in _PARTS.items()},
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    extensions = sorted({PurePosixPath(name).suffix[1:] for name in media})
    pictures = "".join(f'<Default Extension="{e}" ContentType="{_PICTURES[e]}"/>' for e in extensions)
    return (
        f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{overrides}</Types>'
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{listed}</Relationships>'


def _property(text: str) -> str:
    return escape(clean_xml_text(text)[:_LONGEST_PROPERTY])


def _core(title: str, author: str) -> str:
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_property(title)}</dc:title><dc:creator>{_property(author)}</dc:creator>"
        f"<dc:language>zh-CN</dc:language><cp:lastModifiedBy>{_property(author)}</cp:lastModifiedBy>"
        f"<cp:revision>1</cp:revision>{moments}</cp:coreProperties>"
    )


def _app(company: str) -> str:
    return (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/extended-properties">'
        f"<Application>Microsoft Office Word</Application><Company>{_property(company)}</Company></Properties>"
    )
