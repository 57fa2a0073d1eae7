"""Pictures in an official paper: as wide as they are asked for, as high as their pixels say, with words for them."""

import io
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from planner.documents.gbt9704.page import TEXT_HEIGHT, TEXT_WIDTH
from planner.documents.gbt9704.paragraphs import paragraph
from planner.documents.wording import clean_xml_text
from planner.filecontent import recognise
from planner.filetypes import JPEG, PNG

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU_A_TWIP = 635
# A line of body text has a height of its own, which would cut the picture; one of these is as high as what it holds.
_AS_HIGH_AS_NEEDED = (
    '<w:snapToGrid w:val="0"/><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
)


class PictureSize(NamedTuple):
    """A picture in pixels, and the extension of its file."""

    extension: str
    width: int
    height: int


class Album:
    """The pictures of one paper: numbered as they are put in, each file kept once however often it is shown."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}
        """The files by their names in the package."""
        self._shown = 0

    def picture(self, content: bytes, *, width: int = TEXT_WIDTH, height: int = TEXT_HEIGHT, alt: str) -> str:
        """A run that shows a PNG or JPEG, as large as `width` and `height` (twips) and the text of a page allow.

        `alt` says what is on it, for those who cannot see it. A photo must stand upright by its pixels, not by its
        EXIF. Raises ValueError when the bytes are neither a PNG nor a JPEG.
        """
        image = measure_picture(content)
        self._shown += 1
        name = self._file_name(content, image.extension)
        scale = min(min(width, TEXT_WIDTH) / image.width, min(height, TEXT_HEIGHT) / image.height)
        size = f'cx="{_emu(image.width * scale)}" cy="{_emu(image.height * scale)}"'
        return f"<w:r><w:drawing>{_inline(name, size, self._shown, alt)}</w:drawing></w:r>"

    def _file_name(self, content: bytes, extension: str) -> str:
        for name, kept in self.media.items():
            if kept == content:
                return name
        name = f"image{len(self.media) + 1}.{extension}"
        self.media[name] = content
        return name


def picture_line(*runs: str, keep: bool = False) -> str:
    """A centred line of pictures, as high as the highest; `keep` holds it on the page of what follows."""
    return paragraph("".join(runs), layout=_AS_HIGH_AS_NEEDED, keep=keep)


def measure_picture(content: bytes) -> PictureSize:
    """The size of a PNG or JPEG, which is not decoded for that; raises ValueError for anything else."""
    from PIL import Image

    kind = recognise(content)
    if kind not in (PNG, JPEG):
        raise ValueError("neither a PNG nor a JPEG")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            return PictureSize(kind.extension, *image.size)
    except (OSError, SyntaxError) as error:
        raise ValueError("a picture without a size") from error


def _emu(twips: float) -> int:
    return max(round(twips * _EMU_A_TWIP), 1)


def _inline(name: str, size: str, number: int, alt: str) -> str:
    """A picture that stands in its line like a character. `name` is that of its file, `number` its own."""
    words = quoteattr(clean_xml_text(alt).replace("\n", " "))
    return (
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="图片 {number}" descr={words}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rId{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
