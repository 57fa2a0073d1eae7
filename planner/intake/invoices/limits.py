"""How much of a file is read; what is larger, broken or locked is said in a sentence and stays a file to type from."""

MEBIBYTE = 1024 * 1024
MOST_MEBIBYTES = 60
MOST_PAGES = 20
MOST_PIXELS = 60_000_000
MOST_WORDS = 5000
MOST_PARTS = 500
MOST_PART_BYTES = 8 * MEBIBYTE
MOST_ARCHIVE_BYTES = 64 * MEBIBYTE
NO_DTD = "文件里有发票不该有的内容（DTD），没有读。请开票的人重发一份。"
BROKEN = "文件坏了，打不开，多半没传完。请再传一次，或者照着打。"


class UnreadableFileError(ValueError):
    """The file can't be read; the message is a ready Chinese sentence."""


def check_size(content: bytes) -> None:
    """Raises UnreadableFileError for more bytes than are read."""
    if len(content) > MOST_MEBIBYTES * MEBIBYTE:
        size = len(content) / MEBIBYTE
        raise UnreadableFileError(f"文件有 {size:.1f} MB，最多读 {MOST_MEBIBYTES} MB。照着打，或者换一个小的。")


def check_pixels(width: int, height: int) -> None:
    """Raises UnreadableFileError for more pixels than are read, before any of them is drawn."""
    if width * height > MOST_PIXELS:
        million = MOST_PIXELS // 1_000_000
        raise UnreadableFileError(f"照片有 {width}×{height} 点，最多读 {million} 百万点。照着打，或者换一张小的。")


def check_pages(count: int) -> None:
    """Raises UnreadableFileError for more pages than are read."""
    if count > MOST_PAGES:
        raise UnreadableFileError(f"文件有 {count} 页，最多读 {MOST_PAGES} 页。拆开再传，或者照着打。")
