"""What lies under a veil is in none of the copies: hardly anything of it, and never the same twice."""

import pytest

from planner.intake.pictures.copies import make_copies
from planner.intake.pictures.orders import PictureOrder, pack_order, unpack_order
from planner.intake.pictures.veiling import MOST_CELLS, veil_picture
from planner.photoplaces import WHOLE, BoxPlace
from tests.planner.likeness import HARDLY, SIDES, WELL, draw_grain, make_grainy_photo, measure_likeness
from tests.planner.picturesamples import make_photo

FACE, OTHER = BoxPlace(2500, 2500, 2000, 3000), BoxPlace(6000, 2500, 2000, 3000)


def test_no_copy_shows_what_is_hidden() -> None:
    photo = make_grainy_photo()

    read = make_copies(photo, [FACE])

    assert len(read.copies) == 4
    assert all(measure_likeness(copy.content, photo, FACE) < HARDLY for copy in read.copies)
    assert all(measure_likeness(copy.content, photo, OTHER) > WELL for copy in read.copies)
    assert all(measure_likeness(copy.content, photo, FACE) > WELL for copy in make_copies(photo).copies)


def test_mosaic_has_few_cells_and_is_another_one_every_time() -> None:
    picture = draw_grain()
    veiled = [picture.copy() for _ in range(2)]
    for image in veiled:
        veil_picture(image, [FACE])

    box = (SIDES[0] // 4, SIDES[1] // 4, SIDES[0] // 4 + 160, SIDES[1] // 4 + 180)
    colours = [image.crop(box).getcolors(1000) or [] for image in veiled]
    assert [0 < len(found) <= MOST_CELLS**2 for found in colours] == [True, True]
    assert {colour for _, colour in colours[0]} != {colour for _, colour in colours[1]}


@pytest.mark.parametrize(
    "place",
    [
        BoxPlace(0, 0, WHOLE, WHOLE),
        BoxPlace(WHOLE - 50, WHOLE - 50, 50, 50),
        BoxPlace(3333, 0, 50, WHOLE),
        BoxPlace(WHOLE - 1, WHOLE - 1, 1, 1),
    ],
)
@pytest.mark.parametrize("sides", [(1, 1), (7, 3), SIDES])
def test_veil_at_an_edge_or_on_a_tiny_picture_stays_within(sides: tuple[int, int], place: BoxPlace) -> None:
    image = draw_grain((60, 60)).resize(sides)

    veil_picture(image, [place])

    assert image.size == sides


def test_veil_lies_on_the_upright_picture() -> None:
    upright, turned = (make_copies(make_photo(3, is_turned=is_turned), [FACE]) for is_turned in (False, True))

    assert [(read.width, read.height) for read in (upright, turned)] == [(64, 48), (48, 64)]


@pytest.mark.parametrize(
    "order", [PictureOrder(), PictureOrder((FACE, OTHER)), PictureOrder(finds_faces=True, with_care=True)]
)
def test_order_goes_through_the_pipe_as_it_is(order: PictureOrder) -> None:
    assert unpack_order(pack_order(order, b"photo\n\0")) == (order, b"photo\n\0")
