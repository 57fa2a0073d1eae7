"""What a picture looks like, in 64 bits: the same for a smaller copy of it (difference hash, dHash)."""

from PIL import Image

# Each of eight rows says eight times whether it grows lighter.
_ROWS, _COLUMNS = 8, 9


def hash_differences(image: Image.Image) -> int:
    """64 bits, of which pictures that look alike have few that differ."""
    grey = image.convert("L").resize((_COLUMNS, _ROWS), Image.Resampling.BOX)
    lights = grey.tobytes()
    bits = 0
    for row in range(_ROWS):
        start = row * _COLUMNS
        for column in range(_COLUMNS - 1):
            bits = bits << 1 | (lights[start + column] < lights[start + column + 1])
    return bits
