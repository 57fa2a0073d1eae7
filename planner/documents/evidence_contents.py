"""目录.docx of an evidence set: every file with its sum, and every missing part with the reason."""

from collections.abc import Iterator, Sequence

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import TableColumn, TableRow, WideCell
from planner.documents.ledger_wording import format_date
from planner.evidence import SUMS, EvidencePart, LackingPart, PackedFile, SetMaterial
from planner.filetypes import size_label

TITLE = "全套材料目录"
# So many characters of a sum tell files apart at a glance; the whole of it stands in the list that is checked by.
SHORT_SUM = 16
_COLUMNS = (
    TableColumn("序号", 7, "center"),
    TableColumn("文件", 52),
    TableColumn("大小", 13, "right"),
    TableColumn("SHA-256 前 16 位", 28, "center"),
)


def build_contents(material: SetMaterial, packed: Sequence[PackedFile], lacking: Sequence[LackingPart]) -> bytes:
    """The list of a set as .docx. `packed` are its files as they lie in it, `lacking` what isn't there.

    The same arguments give the same bytes.
    """
    title = f"{material.title.strip() or '活动'}{TITLE}"
    body = [
        paper.paragraph(paper.run(title), "Title"),
        paper.small_line(f"单位：{material.unit}　整理日期：{format_date(material.made_on)}"),
        paper.small_line(_tell_count(packed, lacking)),
        *map(paper.small_line, _tell_choices(material)),
        paper.table(_COLUMNS, list(_rows(packed, lacking)), note=_tell_check()),
    ]
    return paper.build_document(body, title=title, author=material.unit)


def _tell_count(packed: Sequence[PackedFile], lacking: Sequence[LackingPart]) -> str:
    count = sum(not gap.is_needless for gap in lacking)
    missing = f"，缺 {count} 项，都写在表里" if count else "，没有缺的"
    return f"共 {len(packed)} 个文件{missing}。"


def _tell_choices(material: SetMaterial) -> Iterator[str]:
    """What was left out of children on purpose, or put in on request."""
    if material.shows_names:
        yield "按要求写出孩子和志愿者的姓名，用途记在活动的改动记录里。看完按规定保管，不要转发。"
    else:
        yield "孩子和志愿者的姓名、电话都打了码，写着孩子姓名的扫描件没有放进来。"
    if material.takes_unchecked:
        yield "照片里有没核对过、只留校内的，只在单位里存，不要往外发。"


def _rows(packed: Sequence[PackedFile], lacking: Sequence[LackingPart]) -> Iterator[TableRow]:
    number = 0
    for part in EvidencePart:
        yield part.folder
        for file in packed:
            if file.path.startswith(f"{part.folder}/"):
                number += 1
                name = file.path.partition("/")[2]
                yield [str(number), name, size_label(file.size), file.sha256[:SHORT_SUM]]
        for gap in lacking:
            if gap.part is part:
                yield ["无" if gap.is_needless else "缺", WideCell(gap.sentence, len(_COLUMNS) - 1)]


def _tell_check() -> str:
    """What the sums prove, and what not."""
    return (
        f"每个文件完整的 SHA-256 写在 {SUMS} 里，用 planner verify 或 sha256sum 可以核对有没有改过、少了、多了。"
        "整份清单有没有被换掉，要看清单的指纹和活动“全套材料”页上的是不是一样。"
        "核对只说明文件没有变，不说明内容属实。"
    )
