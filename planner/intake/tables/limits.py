"""How much of a table is read; what is larger, locked or broken is said in a sentence."""

from planner.intake.invoices.limits import MEBIBYTE, UnreadableFileError

MOST_MEBIBYTES = 20
MOST_PART_MEBIBYTES = 120
MOST_PARTS = 5000
MOST_CHARACTERS = 8_000_000
MOST_CELLS = 400_000
MOST_COLUMNS = 256
BROKEN = "文件坏了，打不开，多半没传完。请再选一次，或打开后全选复制，粘贴到这里。"
LOCKED = "文件设了打开密码。在 Excel 或 WPS 里去掉密码再选，或打开后全选复制，粘贴到这里。"
MACROS = "文件带宏，不打开。另存为 .xlsx 再选。"
UNKNOWN = "这个文件认不出来。收 .xlsx、.xls、.et、.ods、.csv 和 .docx；别的打开后全选复制，粘贴到这里。"
IMAGE = "这是图片，里面的字读不出。在微信里长按图片提取文字，复制到这里。"
PDF_FILE = "PDF 里的表格读不准。打开后选中表格复制，粘贴到这里。"
OLD_WORD = "旧版 Word 文件（.doc）里的表格读不了。另存为 .docx 再选，或复制表格，粘贴到这里。"
TOO_LARGE_INSIDE = "文件展开后太大，没有读。里面多半有图片，只复制要用的那几列，粘贴到这里。"


def check_bytes(data: bytes) -> None:
    """Raises UnreadableFileError for more bytes than are read."""
    if len(data) > MOST_MEBIBYTES * MEBIBYTE:
        size = len(data) / MEBIBYTE
        raise UnreadableFileError(
            f"文件有 {size:.1f} MB，最多 {MOST_MEBIBYTES} MB。里面多半有图片，只复制要用的那几列，粘贴到这里。"
        )


def check_characters(text: str) -> None:
    """Raises UnreadableFileError for more text than is read."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFileError(f"有 {len(text)} 个字，一次最多读 {MOST_CHARACTERS} 个。分几次粘贴。")


def check_cells(cells: int) -> None:
    """Raises UnreadableFileError for more cells than are read."""
    if cells > MOST_CELLS:
        raise UnreadableFileError(f"表格超过 {MOST_CELLS} 格，太大了。只复制要用的那几列，粘贴到这里。")
