"""QR codes in photos: dark, blurred, turned, two at once, web addresses, and other codes."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from planner.intake.invoices.codes import find_codes, open_photo
from planner.intake.invoices.files import Obstacle, read_invoice_file
from tests.planner.intake.invoices.pictures import paper, photo

CODE = "01,32,,26992000000000000101,2400.00,20260528,,3F9C"
OTHER = "01,04,044001900111,12345678,94.34,20190215,12345678901234567890,1A2B"


TRICKS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "plain": lambda sheet: sheet,
    "tilted": lambda sheet: sheet.rotate(25, expand=True, fillcolor=200),
    "upside down": lambda sheet: sheet.rotate(180),
    "dark": lambda sheet: ImageEnhance.Brightness(sheet).enhance(0.2),
    "blurred": lambda sheet: sheet.filter(ImageFilter.GaussianBlur(2.2)),
    "small": lambda sheet: sheet.resize((sheet.width // 2, sheet.height // 2)),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_code_is_read_from_a_bad_photo(trick: str) -> None:
    assert find_codes(open_photo(photo(TRICKS[trick](paper(CODE))))) == (CODE,)


def test_codes_come_from_top_to_bottom_each_once() -> None:
    assert find_codes(paper(CODE, OTHER, CODE)) == (CODE, OTHER)


def test_photo_with_two_invoices_is_two_readings() -> None:
    file = read_invoice_file(photo(paper(CODE, OTHER)), "两张.jpg")

    assert [reading.invoice.key for reading in file.readings] == ["26992000000000000101", "044001900111-12345678"]


@pytest.mark.parametrize(
    ("text", "obstacle", "sentence"),
    [
        (
            "https://bcfp.shenzhen.chinatax.gov.cn/verify/scan?hash=1",
            Obstacle.ADDRESS,
            "深圳的电子票，码是一个网址，里面没有号码和金额。用手机扫开，下载 PDF 再传上来，或者照着票面填。",
        ),
        ("WIFI:S:school;;", Obstacle.UNREADABLE, "二维码试了 4 次都认不出。重拍一张，或者照着打。"),
    ],
)
def test_code_without_an_invoice_says_what_to_do(text: str, obstacle: Obstacle, sentence: str) -> None:
    file = read_invoice_file(photo(paper(text)), "码.jpg")

    assert (file.readings, file.obstacle, file.sentence) == ((), obstacle, sentence)
