"""What an evidence set holds: each part from what is recorded, and why a part is missing."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import docx
import openpyxl
from flask import Flask
from PIL import Image

from budgets import Money
from planner.enums import ReviewSubject, VoucherKind
from planner.evidence import CONTENTS, SUMS
from planner.extensions import db
from planner.models import Photo
from planner.nouns import Aggregate
from planner.photostates import Clearing
from planner.services.changes import count_change
from planner.services.rows import add_row
from planner.services.summaryfiling import return_summary
from planner.store import current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.evidencesteps import NAME, child, make_one
from tests.planner.hourssteps import approved
from tests.planner.moneysteps import KEPT as KEPT_FILE
from tests.planner.moneysteps import passed, planned, spent
from tests.planner.photosteps import ready_photos
from tests.planner.picturesamples import make_photo
from tests.planner.submissions import agreed, event_of, user
from tests.planner.summarysteps import file_now, over

InApp = Callable[[], AbstractContextManager[Any]]
BEFORE, AFTER = datetime(2027, 5, 20, 2, tzinfo=UTC), datetime(2027, 6, 5, 2, tzinfo=UTC)


def voucher(world: World, kind: VoucherKind, content: bytes, *, name: str = "扫描.pdf", names: bool = False) -> None:
    """A kept file."""
    values = KEPT_FILE | {"kind": kind, "about": "", "sha256": current_store().put(content), "filename": name}
    add_row(event_of(world), "vouchers", values | {"names_children": names}, actor=user(world, "周老师"))
    db.session.commit()


def clear(world: World, keys: list[str], clearing: Clearing = Clearing.CLEARED) -> None:
    """Say whether these photos may leave the house."""
    db.session.execute(db.update(Photo).where(Photo.key.in_(keys)).values(clearing=clearing))
    db.session.commit()


def folders(files: dict[str, bytes]) -> dict[str, list[str]]:
    """The names in each folder."""
    found: dict[str, list[str]] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, []).append(name)
    return found


def test_blank_event_names_every_missing_part(app: Flask, world: World, in_app: InApp) -> None:
    files, missing = make_one(app, world, in_app)

    assert folders(files) == {"01 方案与审批": ["方案（现在的样子，没有批准）.docx"], "": [CONTENTS, SUMS]}
    assert missing == [
        "没有批准的方案：没有提交过审批。放进来的是现在的样子",
        "没有花名册：没有登记过孩子",
        "没有签好的签到表：还没有传签到表",
        "没有照片：没有人传过",
        "没有决算：经费还没有结",
        "没有总结：还没有定稿",
    ]


def test_money_is_packed_as_it_was_decided(app: Flask, world: World, in_app: InApp, at: At) -> None:
    at(BEFORE)
    with in_app():
        bus, meals = planned(world)
        agreed(world, "同意，注意安全")
        passed(world)
    at(AFTER)
    with in_app():
        spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
        for kind in (VoucherKind.SIGN_IN, VoucherKind.SIGN_OFF, VoucherKind.ACCEPTANCE):
            voucher(world, kind, kind.value.encode())
        passed(world, ReviewSubject.SETTLEMENT)

    files, missing = make_one(app, world, in_app)

    found = folders(files)
    assert found["01 方案与审批"] == ["01 方案（批准的第 1 版）.docx", "02 审批记录.docx"]
    assert found["02 预算与审核"] == ["01 预算表（审核通过的第 1 次）.xlsx", "02 预算审核记录.docx"]
    assert found["04 签到"] == ["签到表 扫描.pdf"]
    assert found["05 签领"] == ["签领表 扫描.pdf"]
    assert found["08 发票与凭证"] == ["01 验收单 扫描.pdf"]
    assert found["09 决算"] == ["01 决算说明.docx", "02 决算表.xlsx", "03 决算审核记录.docx"]
    assert files["04 签到/签到表 扫描.pdf"] == b"sign_in"
    # Rows of these tests name a file that nobody kept.
    assert [words for words in missing if "找不到" in words] == [
        "“03 批件 单.pdf”在服务器上找不到了",
        "“02 支付记录 大巴租赁 单.pdf”在服务器上找不到了",
        "“03 发票 大巴租赁 单.pdf”在服务器上找不到了",
        "“04 支付记录 大巴租赁 单.pdf”在服务器上找不到了",
        "“05 发票 大巴租赁 单.pdf”在服务器上找不到了",
    ]
    record = docx.Document(io.BytesIO(files["01 方案与审批/02 审批记录.docx"])).tables[0]
    assert [cell.text for cell in record.rows[1].cells][2:] == ["同意", "韩校长\n2027-05-20 10:00", "同意，注意安全"]


def test_photos_stand_in_the_order_of_their_time(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        keys = ready_photos(world, ["08:41", "08:12", "09:00", "09:10"])
        clear(world, keys[:2])
        clear(world, keys[2:3], Clearing.INSIDE)

    files, missing = make_one(app, world, in_app)

    assert folders(files)["07 照片"] == ["照片说明.docx", "01 08.12.jpg", "02 08.41.jpg"]
    assert files["07 照片/01 08.12.jpg"] == b"copy 2 1600 image/jpeg"
    assert [words for words in missing if "张" in words] == [
        "有 1 张没有核对，没有放进来",
        "有 1 张只留校内，没有放进来",
    ]
    captions = docx.Document(io.BytesIO(files["07 照片/照片说明.docx"])).tables[0]
    assert [cell.text for cell in captions.rows[1].cells] == ["01 08.12.jpg", "2027-06-01 08:12", "", ""]


def test_photo_among_the_vouchers_is_one_that_nobody_cleared(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        voucher(world, VoucherKind.PHOTO, b"faces")

    usual, missing = make_one(app, world, in_app)
    whole, _ = make_one(app, world, in_app, takes_unchecked=True, reason="归档")

    assert [b"faces" in files.values() for files in (usual, whole)] == [False, True]
    assert "有 1 份凭证是没核对的照片，没有放进来；要放，重做一份“没核对的照片也放”的" in missing


def test_photographed_paper_says_nothing_of_where_it_was_taken(app: Flask, world: World, in_app: InApp) -> None:
    photographed = make_photo(camera="HUAWEI P40")
    with in_app():
        voucher(world, VoucherKind.SIGN_IN, photographed, name="签到表.jpg")

    files, _ = make_one(app, world, in_app)

    [(name, packed)] = [(name, file) for name, file in files.items() if name.startswith("04 签到/")]
    before, after = (Image.open(io.BytesIO(content)) for content in (photographed, packed))
    assert name.endswith(".jpg")
    assert (bool(before.getexif()), dict(after.getexif()), b"HUAWEI" in packed) == (True, {}, False)
    assert after.tobytes() == before.tobytes()


def test_names_are_masked_unless_somebody_asked_for_them(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        approved(world)
        child(world)
        voucher(world, VoucherKind.SIGN_IN, b"names", names=True)

    masked, missing = make_one(app, world, in_app)
    whole, _ = make_one(app, world, in_app, shows_names=True, reason="迎接检查")

    assert _column(masked["03 花名册/花名册.xlsx"], 2) == ["王**"]
    assert _column(whole["03 花名册/花名册.xlsx"], 2) == [NAME]
    assert _column(whole["03 花名册/花名册.xlsx"], 5) == ["138****5678"]
    assert _column(masked["06 志愿服务记录/志愿服务记录.xlsx"], 2) == ["林**"]
    assert _column(whole["06 志愿服务记录/志愿服务记录.xlsx"], 2) == ["林知远"]
    assert "有 1 份写着孩子姓名，没有放进来；要放，重做一份“姓名写全”的" in missing
    assert whole["04 签到/01 签到表 扫描.pdf"] == b"names"
    assert not any(b"names" in content for content in masked.values())


def _column(workbook: bytes, number: int) -> list[Any]:
    """The cells of a column of the first sheet, below its head and above its last line."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    return [row[number - 1].value for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, int)]


def test_nobody_is_named_below_a_photo(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        child(world)
        [key] = ready_photos(world, ["08:41"])
        clear(world, [key])
        db.session.execute(db.update(Photo).values(caption="王小雨领奖"))
        db.session.commit()

    masked, _ = make_one(app, world, in_app)
    whole, _ = make_one(app, world, in_app, shows_names=True, reason="归档")

    assert folders(masked)["07 照片"] == ["照片说明.docx", "08.41 某某领奖.jpg"]
    assert folders(whole)["07 照片"] == ["照片说明.docx", "08.41 王小雨领奖.jpg"]
    assert not any("王小雨" in text for text in _texts(masked["07 照片/照片说明.docx"]))


def _texts(paper: bytes) -> list[str]:
    return [cell.text for row in docx.Document(io.BytesIO(paper)).tables[0].rows for cell in row.cells]


def test_all_photos_are_for_the_unit_but_those_that_hide_nothing_yet(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        ready_photos(world, ["08:12", "08:41"])

    files, missing = make_one(app, world, in_app, takes_unchecked=True, reason="存档")
    assert folders(files)["07 照片"] == ["照片说明.docx", "01 08.12.jpg", "02 08.41.jpg"]
    assert not [words for words in missing if "张" in words]

    with in_app():
        db.session.execute(db.update(Photo).values(boxes_number=1))
        count_change(event_of(world), Aggregate.PHOTOS)
        db.session.commit()
    files, missing = make_one(app, world, in_app, takes_unchecked=True, reason="存档")
    assert "07 照片" not in folders(files)
    assert "有 2 张还在处理，没有放进来" in missing


def test_filed_summary_is_packed_and_one_that_was_returned_is_not(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        number = file_now(world)
        db.session.commit()

    files, missing = make_one(app, world, in_app)
    assert folders(files)["10 总结"] == ["总结（第 1 版）.docx"]
    assert not [words for words in missing if "没有总结" in words]

    with in_app():
        return_summary(event_of(world), number, "补照片", actor=user(world, "韩校长"))
        db.session.commit()
    files, missing = make_one(app, world, in_app)
    assert "10 总结" not in folders(files)
    assert "没有总结：第 1 版被退回，还没有再定稿" in missing
