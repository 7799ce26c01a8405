"""A table fills in its profile with many hands."""

from collections.abc import Callable

from rathaus.participation.rooms.models import Answer, Version
from rathaus.participation.rooms.tests.scene import Phone

Phones = Callable[..., Phone]


def text_of(question: str) -> str:
    return Answer.objects.get(question=question).text


def test_a_field_one_writes_the_others_see(phone: Phones) -> None:
    phone().write(goal="Alles an einer Stelle", seen_goal=0)
    assert "Alles an einer Stelle" in phone().page()
    assert "Alles an einer Stelle" not in phone(table=2).page()


def test_who_knew_the_words_replaces_them_without_ado(phone: Phones) -> None:
    anna, bernd = phone(), phone()
    revision = anna.write(goal="Erst", seen_goal=0).json()["revisions"]["goal"]
    bernd.write(goal="Dann", seen_goal=revision)
    assert text_of("goal") == "Dann"
    assert not Version.objects.exists()


def test_who_writes_over_words_unseen_loses_neither(phone: Phones) -> None:
    anna, bernd = phone(), phone()
    anna.write(goal="Annas Ziel", seen_goal=0)
    bernd.write(goal="Bernds Ziel", seen_goal=0)
    page = anna.page()
    assert text_of("goal") == "Bernds Ziel"
    assert "Ziel, gleichzeitig geschrieben:" in page
    assert "Annas Ziel" in page
    anna.post(f"{anna.url}fassung/", {"adopt": Version.objects.get().pk})
    assert text_of("goal") == "Annas Ziel"
    assert not Version.objects.exists()


def test_a_version_can_be_let_go_once_or_twice(phone: Phones) -> None:
    anna = phone()
    anna.write(goal="Eins", seen_goal=0), phone().write(goal="Zwei", seen_goal=0)
    drop = {"drop": Version.objects.get().pk}
    assert anna.post(f"{anna.url}fassung/", drop).status_code == 302
    assert anna.post(f"{anna.url}fassung/", drop).status_code == 302
    assert text_of("goal") == "Zwei"


def test_another_table_settles_nothing(phone: Phones) -> None:
    phone().write(goal="Eins", seen_goal=0), phone().write(goal="Zwei", seen_goal=0)
    other = phone(table=2)
    assert other.post(f"{other.url}fassung/", {"adopt": Version.objects.get().pk}).status_code == 404
    assert text_of("goal") == "Zwei"


def test_the_whole_form_goes_at_once_without_scripts(phone: Phones) -> None:
    anna = phone()
    fields = {"title": "Bürgerkonto", "goal": "Ein Konto", "seen_title": 0, "seen_goal": 0}
    assert anna.post(f"{anna.url}steckbrief/", fields).status_code == 302
    assert (text_of("title"), text_of("goal"), text_of("steps")) == ("Bürgerkonto", "Ein Konto", "")


def test_what_is_too_long_is_said_and_nothing_changes(phone: Phones) -> None:
    answer = phone().write(goal="x" * 601, seen_goal=0)
    assert answer.status_code == 422
    assert answer.json()["error"] == "„Ziel“ ist zu lang: 600 Zeichen passen hinein."
    assert not Answer.objects.exclude(text="").exists()


def test_what_is_too_long_stays_typed_without_scripts(phone: Phones) -> None:
    anna = phone()
    page = anna.post(f"{anna.url}steckbrief/", {"goal": "y" * 601, "steps": "Klein beginnen"})
    assert page.status_code == 422
    for words in ("y" * 601, "Klein beginnen", "„Ziel“ ist zu lang"):
        assert words in page.content.decode()


def test_a_version_somebody_writes_herself_is_settled(phone: Phones) -> None:
    anna = phone()
    anna.write(goal="Eins", seen_goal=0), phone().write(goal="Zwei", seen_goal=0)
    assert Version.objects.get().text == "Eins"
    anna.write(goal="Eins", seen_goal=Answer.objects.get(question="goal").revision)
    assert not Version.objects.exists()
