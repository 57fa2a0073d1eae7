"""Positions on earth (WGS 84, as phones give them), and whether one is near another."""

import math
import re
import unicodedata
from dataclasses import dataclass

from planner.enums import PlaceCheck

MICRO = 1_000_000
_EARTH_METRES = 6_371_000
_NUMBER = r"([+-]?\d{1,3}(?:\.\d{1,12})?)"
_PAIR = re.compile(rf"{_NUMBER}[°\s]*[,;\s、]\s*{_NUMBER}°?")
# Where China lies: of a pair that was typed the wrong way round, only one order can be meant.
_LATITUDES, _LONGITUDES = (3.0, 54.0), (73.0, 136.0)


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """Latitude and longitude in millionths of a degree."""

    latitude: int
    longitude: int

    @classmethod
    def of(cls, latitude: float, longitude: float) -> "GeoPoint":
        """From degrees; raises ValueError for what lies nowhere on earth."""
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValueError("no place on earth")
        return cls(round(latitude * MICRO), round(longitude * MICRO))

    @property
    def text(self) -> str:
        """As people type it: 30.274100, 120.155100."""
        return f"{self.latitude / MICRO:.6f}, {self.longitude / MICRO:.6f}"


def parse_position(text: str) -> GeoPoint:
    """Two numbers as maps show them, latitude and longitude in either order; raises ValueError in Chinese."""
    found = _PAIR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError("写纬度和经度两个数，中间加逗号，比如 30.2741, 120.1551。")
    first, second = float(found[1]), float(found[2])
    if _lies_in_china(second, first) and not _lies_in_china(first, second):
        first, second = second, first
    try:
        return GeoPoint.of(first, second)
    except ValueError:
        raise ValueError("纬度在 −90 到 90 之间，经度在 −180 到 180 之间。") from None


def _lies_in_china(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def count_metres(one: GeoPoint, other: GeoPoint) -> float:
    """How far two positions are from each other, along the earth (haversine)."""
    latitudes = [math.radians(place.latitude / MICRO) for place in (one, other)]
    north = latitudes[1] - latitudes[0]
    east = math.radians((other.longitude - one.longitude) / MICRO)
    half = math.sin(north / 2) ** 2 + math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(east / 2) ** 2
    return 2 * _EARTH_METRES * math.asin(math.sqrt(min(half, 1.0)))


def judge_place(post: GeoPoint | None, here: GeoPoint | None, metres: int) -> PlaceCheck | None:
    """Whether somebody is near a post; None where that isn't asked: without metres, or of a post that lies nowhere."""
    if not metres or post is None:
        return None
    if here is None:
        return PlaceCheck.UNKNOWN
    return PlaceCheck.NEAR if count_metres(post, here) <= metres else PlaceCheck.FAR
