"""A sketch of the city: rivers, the middle of each district, and where an idea belongs. No map service is asked."""

from dataclasses import dataclass
from math import cos, radians

from rathaus.participation.ideas.content import Place, participation

WIDTH, MARGIN = 320, 36


@dataclass(frozen=True)
class Spot:
    """A point on the paper."""

    x: float
    y: float
    name: str = ""

    @property
    def text_end(self) -> bool:
        """Whether its name stands to its left, so that it stays on the paper."""
        return self.x > WIDTH / 2


@dataclass(frozen=True)
class Sketch:
    """What is drawn, in units of the paper; ``box`` is the paper in degrees: "south west north east"."""

    height: int
    box: str
    rivers: list[str]
    districts: list[Spot]
    mark: Spot | None = None
    width: int = WIDTH


def sketch(latitude: float | None = None, longitude: float | None = None) -> Sketch | None:
    """The city, with a mark if the place lies on the paper; None where the city tells no places."""
    city = participation()
    middles = [(district, district.at) for district in city.districts.values() if district.at]
    if len(middles) < 2:
        return None
    paper = _Paper([at for _, at in middles])
    here = (latitude, longitude) if latitude is not None and longitude is not None else None
    return Sketch(
        paper.height,
        paper.box,
        [" ".join(f"{spot.x},{spot.y}" for spot in map(paper.spot, river)) for river in city.rivers],
        [paper.spot(at, str(district)) for district, at in middles],
        paper.spot(here) if here and paper.holds(here) else None,
    )


class _Paper:
    """North is up; a kilometre is as long to the north as to the east."""

    def __init__(self, places: list[Place]) -> None:
        latitudes, longitudes = zip(*places, strict=True)
        self._narrow = cos(radians(sum(latitudes) / len(latitudes)))
        wide = (max(longitudes) - min(longitudes)) * self._narrow
        tall = max(latitudes) - min(latitudes)
        self._scale = (WIDTH - 2 * MARGIN) / max(wide, tall / 2)
        self.height = round(tall * self._scale) + 2 * MARGIN
        spare = (WIDTH - wide * self._scale) / 2
        self._west = min(longitudes) - spare / self._scale / self._narrow
        self._north = max(latitudes) + MARGIN / self._scale

    @property
    def box(self) -> str:
        south = self._north - self.height / self._scale
        east = self._west + WIDTH / self._scale / self._narrow
        return f"{south:.5f} {self._west:.5f} {self._north:.5f} {east:.5f}"

    def spot(self, place: Place, name: str = "") -> Spot:
        x = (place[1] - self._west) * self._narrow * self._scale
        return Spot(round(x, 1), round((self._north - place[0]) * self._scale, 1), name)

    def holds(self, place: Place) -> bool:
        spot = self.spot(place)
        return 0 <= spot.x <= WIDTH and 0 <= spot.y <= self.height
