"""Why a photo can't be taken, or can't be shown: what is wrong in two words, and a sentence that says what to do."""

from enum import StrEnum

from planner.errors import BadInput
from planner.filetypes import size_label

MEBIBYTE = 1024 * 1024
MOST_BYTES = 30 * MEBIBYTE
MOST_PIXELS = 60_000_000
_REST = "没有收，其余照常。"
_AGAIN = "从手机里重新选这一张。"
_HUNDRED_MILLION, _TEN_THOUSAND = 100_000_000, 10_000


class PictureFault(StrEnum):
    """What is wrong with a file that was sent as a photo."""

    EMPTY = "empty"
    NOT_A_PHOTO = "not_a_photo"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    HALF = "half"
    BROKEN = "broken"
    TOO_HEAVY = "too_heavy"
    NO_READER = "no_reader"

    @property
    def label(self) -> str:
        """What stands behind the name of the file."""
        return _LABELS[self]


_LABELS = {
    PictureFault.EMPTY: "是空的",
    PictureFault.NOT_A_PHOTO: "不是照片",
    PictureFault.TOO_LARGE: "太大了",
    PictureFault.TOO_MANY_PIXELS: "太大了",
    PictureFault.HALF: "只有半张",
    PictureFault.BROKEN: "打不开",
    PictureFault.TOO_HEAVY: "展不开",
    PictureFault.NO_READER: "现在看不了",
}
# What is found out when the copies are made: the file is kept all the same.
SENTENCES = {
    PictureFault.BROKEN: f"里面坏了，看不出来拍的是什么。{_AGAIN}",
    PictureFault.TOO_MANY_PIXELS: "像素太多，这里展不开。另存成小一点的 JPEG 再传。",
    PictureFault.TOO_HEAVY: "展开太占内存，这里处理不了。另存成 JPEG 再传。",
    PictureFault.NO_READER: "存好了，请管理员装“苹果照片”组件；或在手机设置里选“兼容性最佳”后重传。",
}


class BadPicture(BadInput):
    """A file that is not taken as a photo."""

    def __init__(self, fault: PictureFault, sentence: str) -> None:
        super().__init__(sentence, fault.value)
        self.fault = fault


def is_empty() -> BadPicture:
    """A file without a byte."""
    return BadPicture(PictureFault.EMPTY, f"文件里什么也没有。{_AGAIN}")


def is_too_large(size: int) -> BadPicture:
    """A file of more bytes than are taken."""
    most = MOST_BYTES // MEBIBYTE
    return BadPicture(PictureFault.TOO_LARGE, f"有 {size_label(size)}，每张最多 {most} MB。{_REST}")


def has_too_many_pixels(pixels: int) -> BadPicture:
    """A picture that would fill the memory."""
    most = f"{MOST_PIXELS // _TEN_THOUSAND:,} 万"
    words = f"这张展开有 {_tell_pixels(pixels)}像素，最多 {most}。{_REST}"
    return BadPicture(PictureFault.TOO_MANY_PIXELS, words)


def _tell_pixels(pixels: int) -> str:
    if pixels < _HUNDRED_MILLION:
        return f"{pixels // _TEN_THOUSAND:,} 万"
    return f"{round(pixels / _HUNDRED_MILLION, 1):g} 亿"


def is_half(size: int, whole: int | None) -> BadPicture:
    """A file that breaks off; `whole` is how long it says that it is."""
    came = f"{size_label(whole)} 里只到了 {size_label(size)}" if whole else f"只到了 {size_label(size)}，后面没有了"
    return BadPicture(PictureFault.HALF, f"{came}，多半没拷完。{_AGAIN}")


def is_no_photo(extension: str, inside: str) -> BadPicture:
    """A file of another sort, whatever it is called."""
    called = f"名字是 .{extension}，" if extension else ""
    return BadPicture(PictureFault.NOT_A_PHOTO, f"{called}里面是{inside}。{_REST}")
