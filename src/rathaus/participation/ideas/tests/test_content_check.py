"""The city's own table of states is looked over."""

from dataclasses import replace

import pytest

from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.content_check import check_participation, faults_of


@pytest.fixture
def written(settings, tmp_path):
    """Puts another participation.toml in place of the city's."""
    original = (settings.CONTENT_DIR / "cities" / settings.CITY / "participation.toml").read_text("utf-8")
    folder = tmp_path / "cities" / settings.CITY
    folder.mkdir(parents=True)
    settings.CONTENT_DIR = tmp_path

    def write(change):
        (folder / "participation.toml").write_text(change(original), "utf-8")
        participation.cache_clear()
        return [message.msg.partition("participation.toml: ")[2] for message in check_participation(None)]

    yield write
    participation.cache_clear()


def test_the_citys_own_file_has_no_fault():
    assert check_participation(None) == []


def test_a_state_that_may_not_follow_is_named(written):
    assert written(lambda text: text.replace('next = ["wird-umgesetzt"]', 'next = ["fertig"]')) == [
        "state 'umgesetzt': next 'fertig' is no state"
    ]


def test_slugs_are_there_once(written):
    assert written(lambda text: text.replace('slug = "sued"', 'slug = "mitte"')) == [
        "districts: 'mitte' is there 2 times"
    ]


@pytest.mark.parametrize("place", ["[51.3]", "[510, 6.7]", '["51", "6"]'])
def test_a_place_is_latitude_and_longitude(written, place):
    (fault,) = written(lambda text: text.replace("at = [51.365, 6.755]", f"at = {place}"))
    assert fault.startswith("district 'sued':")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace('team = "smart-city"', ""), "TypeError"),
        (lambda text: text.replace("[[fields]]", "[[felder]]"), "KeyError: 'fields'"),
        (lambda text: text.replace('slug = "sued"', ""), "TypeError"),
        (lambda text: text + "\nx = ", "TOMLDecodeError"),
        (lambda text: text.replace("step = 2", "stufe = 2"), "TypeError"),
    ],
)
def test_a_file_that_lacks_something_or_says_too_much_is_one_fault(written, change, told):
    faults = written(change)
    assert len(faults) == 1
    assert told in faults[0]


def test_a_missing_file_is_told(settings, tmp_path):
    settings.CONTENT_DIR = tmp_path
    assert "FileNotFoundError" in check_participation(None)[0].msg


def test_numbers_and_words_out_of_range_are_told():
    city = participation()
    lost = replace(city.states["geprueft"], next=(), step=9, pursued=True)
    odd = replace(
        city, publish="later", answer_days=0, states={"eingegangen": city.states["umgesetzt"], "geprueft": lost}
    )
    assert list(faults_of(odd)) == [
        "publish: 'later' is none of before, after",
        "answer_days: 0 leaves no time to answer",
        "state 'umgesetzt': next 'wird-umgesetzt' is no state",
        "state 'geprueft': step 9 is not between 1 and 6",
        "state 'geprueft' is never reached",
    ]
