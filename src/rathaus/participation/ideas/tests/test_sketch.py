"""The sketch is true to scale, and turns a click into the place it shows."""

import pytest

from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.sketch import WIDTH, sketch

SOUTH, NORTH = (51.365, 6.755), (51.535, 6.712)


def test_north_is_up_and_everything_lies_on_the_paper():
    drawn, below = sketch(*NORTH), sketch(*SOUTH)
    assert drawn.mark.y < below.mark.y
    assert drawn.mark.x < below.mark.x
    assert len(drawn.districts) == len(participation().districts)
    assert all(0 < spot.x < WIDTH and 0 < spot.y < drawn.height for spot in drawn.districts)


def test_the_box_leads_back_from_the_paper_to_the_place():
    drawn = sketch(*SOUTH)
    south, west, north, east = map(float, drawn.box.split())
    latitude = north - drawn.mark.y / drawn.height * (north - south)
    longitude = west + drawn.mark.x / WIDTH * (east - west)
    assert (latitude, longitude) == pytest.approx(SOUTH, abs=0.001)


def test_far_away_nothing_is_marked():
    assert sketch(48.1, 11.6).mark is None
    assert sketch().mark is None
