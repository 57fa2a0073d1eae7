"""The child process: what it answers, what it has of the house, how much memory it may take."""

import pytest

from planner.intake.pictures import child, reading
from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.reading import read_photo
from tests.planner.picturesamples import make_photo

SPYING = reading.CODE.replace(
    "main()",
    """
import json, os, resource
from planner.intake.childprocess import limit_memory
from planner.intake.pictures.child import MOST_MEMORY
from planner.intake.pictures.results import PictureReading, pack
limit_memory(MOST_MEMORY)
known = [name for name in os.environ if "PLANNER" in name] + sorted({"flask", "sqlalchemy"} & set(sys.modules))
said = [known, resource.getrlimit(resource.RLIMIT_AS)[0]]
sys.stdout.buffer.write(pack(PictureReading(camera=json.dumps(said))))
""",
)


def test_child_makes_the_copies() -> None:
    read = read_photo(make_photo(camera="HUAWEI P40"))

    assert (read.fault, read.camera, len(read.copies)) == (None, "HUAWEI P40", 4)


def test_child_has_no_settings_of_the_house_and_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_SECRET_KEY", "only-for-tests")
    monkeypatch.setattr(reading, "CODE", SPYING)

    assert read_photo(b"").camera == f"[[], {child.MOST_MEMORY}]"


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import time; time.sleep(60)"])
def test_photo_that_kills_or_holds_up_its_reader_is_broken(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(reading, "CODE", code)

    assert read_photo(b"", seconds=0.5).fault is PictureFault.BROKEN
