"""The items of a repeating group, without a script."""

import pytest

from rathaus.portal.applications.models import Draft
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, fields_of


@pytest.fixture
def trees(guest):
    """A guest on the page of her trees."""
    guest.begin()
    guest.send(YOU)
    guest.send(REASONS)
    return guest


def stored():
    return Draft.objects.get().answers["baeume"]


def test_the_first_item_is_there_from_the_start(trees):
    assert "Baum 1" in trees.text()
    assert 'name="baeume-0-art"' in trees.page.content.decode()


def test_one_more_keeps_what_was_typed_and_folds_the_finished_one(trees):
    trees.send(TREES | {"_add": "baeume"})
    assert stored() == [{"art": "Eiche", "hoch": False}, {}]
    content = trees.page.content.decode()
    assert 'name="baeume-0-art"' not in content
    assert 'name="baeume-1-art"' in content
    assert "Baum 1: Eiche" in content
    assert "Fehler:" not in content


def test_a_folded_item_opens_to_be_changed_and_the_others_stay_as_they_are(trees):
    trees.send(TREES | {"_add": "baeume"})
    trees.send({"baeume-1-art": "Buche", "baeume-1-hoch": "nein", "_edit": "baeume-0"})
    content = trees.page.content.decode()
    assert 'value="Eiche"' in content
    assert 'name="baeume-1-art"' not in content
    trees.send({"baeume-0-art": "Esche"})
    assert [item["art"] for item in stored()] == ["Esche", "Buche"]
    assert trees.place == "/antrag/baum/pruefen/"


def test_an_item_goes_away_and_the_next_moves_up(trees):
    trees.send(TREES | {"_add": "baeume"})
    trees.send({"baeume-1-art": "Buche", "baeume-1-hoch": "nein", "_remove": "baeume-0"})
    assert [item["art"] for item in stored()] == ["Buche"]
    assert "Baum 1: Buche" in trees.text()


def test_there_are_never_more_than_allowed(trees):
    for _ in range(5):
        trees.send({"_add": "baeume"})
    assert len(stored()) == 3
    assert 'name="_add"' not in trees.page.content.decode()


def test_an_item_far_out_of_the_row_does_not_make_a_crowd(trees):
    trees.send({"_shown": ["baeume", "baeume-99-art", "baeume-900-art"], "baeume-99-art": "Fichte"})
    assert stored() == [{}]


@pytest.mark.parametrize("name", ["baeume-7", "baeume-x", "name-0", "", "-", "baeume-0.x", "quatsch.quatsch"])
def test_removing_what_is_not_there_does_nothing(trees, name):
    trees.send(TREES | {"_remove": name})
    assert trees.page.status_code == 200
    assert stored()[0]["art"] == "Eiche"


def test_faults_say_which_item_they_belong_to(trees):
    trees.send(TREES | {"_add": "baeume"})
    trees.send({"baeume-1-hoch": "nein"})
    content = trees.page.content.decode()
    assert "Fehler:" in content
    assert 'href="#id_baeume-1-art"' in content
    assert "Baum 2" in content


def test_a_question_of_an_item_appears_under_its_answer(trees):
    trees.send(TREES | {"baeume-0-hoch": "ja"})
    assert "Wie hoch, in Metern?" in trees.text()
    trees.send({"baeume-0-hoehe": "12"})
    assert trees.place == "/antrag/baum/pruefen/"
    assert "Hohe Bäume sehen wir uns vor Ort an." in trees.text()


def test_the_check_page_leads_to_one_item(trees):
    trees.send(TREES | {"_add": "baeume"})
    trees.send({"baeume-1-art": "Buche", "baeume-1-hoch": "nein"})
    assert 'href="/antrag/baum/baeume/?pruefen&amp;offen=baeume-1#baeume-1"' in trees.page.content.decode()
    trees.go("/antrag/baum/baeume/?pruefen&offen=baeume-1")
    assert 'name="baeume-1-art"' in trees.page.content.decode()
    trees.send({"baeume-1-art": "Linde"})
    assert trees.place == "/antrag/baum/pruefen/"
    assert "Linde" in trees.text()


def test_saving_while_typing_neither_adds_nor_removes(trees):
    form = fields_of(trees.page) | TREES | {"_save": "1", "_add": "baeume"}
    trees.client.post("/antrag/baum/baeume/", form)
    assert stored() == [{"art": "Eiche", "hoch": False}]


def test_saving_that_was_overtaken_by_a_button_does_not_write_into_the_wrong_item(trees):
    trees.send(TREES | {"_add": "baeume"})
    late = fields_of(trees.page) | {"baeume-1-art": "Bu", "_save": "1"}
    trees.send({"baeume-1-art": "Buche", "baeume-1-hoch": "nein", "_remove": "baeume-0"})
    trees.client.post("/antrag/baum/baeume/", late)
    assert [item["art"] for item in stored()] == ["Buche"]
