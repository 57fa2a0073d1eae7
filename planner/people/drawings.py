"""What a child draws with a finger in place of words."""

from planner.people.strokes import DrawingPad, path_of, read_strokes

DRAWING = DrawingPad(
    width=340,
    height=240,
    most_strokes=300,
    least_points=2,
    unreadable="画没有传完整，再画一次。",
    too_short="画得太少了，再画几笔。",
)


def write_svg(kept: str) -> str:
    """A drawing as a picture of its own, out of its strokes as they are kept; black on white, on any ground."""
    path = path_of(read_strokes(kept, DRAWING))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {DRAWING.width} {DRAWING.height}">'
        '<rect width="100%" height="100%" fill="#fff"/>'
        '<path fill="none" stroke="#222" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" '
        f'd="{path}"/></svg>'
    )
