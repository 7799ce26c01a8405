"""The river of ideas as a drawing for inline SVG: each stream as wide as the number of its ideas."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rathaus.participation.projects.figures import Numbers


@dataclass(frozen=True)
class Paper:
    """Where things lie on it; widths in units of the drawing."""

    width: int
    top: int
    tall: int
    """How wide all ideas are together."""
    gap: int
    """Between two streams on the left; ``mouth_gap`` where they have become few."""
    mouth_gap: int
    least: int
    """Each stream has so much room at least, for its name."""
    source: int
    bend: tuple[int, int, int]
    """Where what does not go on begins to end, the control between, and its end."""
    turn: tuple[int, int, int]
    """Where what goes on begins to turn, the control between, and where it has turned."""
    fork: tuple[int, int, int]
    """The same for high priority."""
    sea: int


WIDE = Paper(1184, 56, 515, 16, 27, 24, 190, (331, 386, 481), (467, 564, 660), (790, 903, 1016), 1056)
NARROW = Paper(360, 84, 380, 27, 24, 8, 34, (95, 105, 142), (128, 171, 214), (262, 296, 330), 342)


@dataclass(frozen=True)
class Stream:
    """One field: ``rest`` is a shape, ``pursued`` and ``high`` are lines with their widths."""

    field: str
    numbers: Numbers
    top: float
    """Upper edge on the left; ``middle`` its middle, ``mouth_top`` the upper edge where few go on."""
    middle: float
    mouth_top: float
    rest: str
    pursued: str
    pursued_width: float
    high: str
    high_width: float

    @property
    def label_y(self) -> float:
        return round(self.middle + 6, 1)

    @property
    def above(self) -> float:
        return round(self.top - 7, 1)

    @property
    def mouth_label_y(self) -> float:
        return round(self.mouth_top - 7, 1)


@dataclass(frozen=True)
class Delta:
    paper: Paper
    streams: list[Stream]
    height: float
    sea_y: float

    @property
    def sea_label(self) -> float:
        return round(self.sea_y + 4, 1)

    @property
    def under(self) -> float:
        return round(self.sea_y + 30, 1)


def delta(by_field: Mapping[str, Numbers], paper: Paper) -> Delta:
    """The streams of all fields that have ideas, from top to bottom."""
    fields = {field: numbers for field, numbers in by_field.items() if numbers.ideas}
    scale = paper.tall / max(sum(numbers.ideas for numbers in fields.values()), 1)
    rooms = [max(numbers.ideas * scale, paper.least) for numbers in fields.values()]
    tops = _stacked(rooms, paper.gap, paper.top)
    bottom = tops[-1] - paper.gap if fields else paper.top
    centre = (paper.top + bottom) / 2
    mouths = _centred([numbers.pursued * scale for numbers in fields.values()], paper.mouth_gap, centre)
    highs = _centred([numbers.high_priority * scale for numbers in fields.values()], 0, centre)
    streams = [
        _stream(paper, scale, field, top + room / 2, mouth, high)
        for field, top, room, mouth, high in zip(fields.items(), tops, rooms, mouths, highs, strict=False)
    ]
    return Delta(paper, streams, round(bottom + paper.gap, 1), round(centre, 1))


def _stacked(widths: list[float], gap: float, start: float) -> list[float]:
    """The upper edge of each, and where one more would lie."""
    return list(accumulate((width + gap for width in widths), initial=start))


def _centred(widths: list[float], gap: float, centre: float) -> list[float]:
    """The middle of each, the whole around ``centre``."""
    whole = sum(widths) + gap * (len(widths) - 1)
    edges = _stacked(widths, gap, centre - whole / 2)
    return [(here + there - gap) / 2 for here, there in pairwise(edges)]


def _stream(paper: Paper, scale: float, of: tuple[str, Numbers], middle: float, mouth: float, high: float) -> Stream:
    field, numbers = of
    half, on = numbers.ideas * scale / 2, numbers.pursued * scale / 2
    (leave, control, end), (turn, bow, turned), (fork, sway, meet) = paper.bend, paper.turn, paper.fork
    up, down, thin_up, thin_down = (round(y, 1) for y in (middle - half, middle + half, middle - on, middle + on))
    y, to, sea = round(middle, 1), round(mouth, 1), round(high, 1)
    onward = f"M{paper.source} {y}H{turn}C{bow} {y} {bow} {to} {turned} {to}H{fork}"
    return Stream(
        field,
        numbers,
        top=up,
        middle=y,
        mouth_top=round(mouth - on, 1),
        rest=(
            f"M{paper.source} {up}H{leave}C{control} {up} {control} {thin_up} {end} {thin_up}"
            f"V{thin_down}C{control} {thin_down} {control} {down} {leave} {down}H{paper.source}z"
        ),
        pursued=onward,
        pursued_width=round(2 * on, 1),
        high=f"{onward}C{sway} {to} {sway} {sea} {meet} {sea}H{paper.sea}",
        high_width=round(numbers.high_priority * scale, 1),
    )
