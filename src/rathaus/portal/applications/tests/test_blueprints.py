from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from rathaus.foundation.audit.models import Entry
from rathaus.portal.applications.actions.publishing import Refused, publish
from rathaus.portal.applications.blueprints.checking import check
from rathaus.portal.applications.blueprints.reading import read_folder
from rathaus.portal.applications.models import Definition
from rathaus.portal.catalogue.models import Service

GOOD = """\
title = "Baum"

[[steps]]
id = "art"
title = "Art"

  [[steps.questions]]
  id = "art"
  type = "one-of"
  label = "Art"
  options = [
    { value = "laub", label = "Laubbaum" },
    { value = "nadel", label = "Nadelbaum" },
  ]

  [[steps.questions]]
  id = "hoehe"
  type = "number"
  label = "Höhe"
  when = "art == 'laub'"

[[steps]]
id = "baeume"
title = "Bäume"

  [[steps.questions]]
  id = "baeume"
  type = "group"
  label = "Bäume"
  item = "Baum"

    [[steps.questions.questions]]
    id = "krank"
    type = "yes-no"
    label = "Krank?"
"""
GROUPLESS = GOOD[: GOOD.index("    [[steps.questions.questions]]")]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "city").mkdir()
    return tmp_path


def faults_of(folder: Path, application: str, **examples: str) -> list[str]:
    """The faults with the path below ``folder``."""
    (folder / "application.toml").write_text(application)
    (folder / "examples").mkdir(exist_ok=True)
    for name, text in examples.items():
        (folder / "examples" / f"{name}.toml").write_text(text)
    found = check(read_folder(folder, folder / "city"))
    return [str(fault).removeprefix(f"{folder}/") for fault in found]


def test_a_sound_application_has_no_faults(folder):
    assert faults_of(folder, GOOD) == []


@pytest.mark.parametrize(
    ("was", "is_now", "fault"),
    [
        ('title = "Baum"', 'title = "Baum', "application.toml:1: "),
        ('id = "hoehe"', 'id = "hoehe"\n  hepl = "x"', "application.toml:18: unknown key 'hepl'; did you mean 'help'?"),
        (
            'type = "number"',
            'type = "numbr"',
            "application.toml:18: unknown question type 'numbr'; did you mean 'number'?",
        ),
        ('label = "Höhe"', "label = 3", "application.toml:19: 'label' must be a text"),
        ('  label = "Höhe"\n', "", "application.toml:16: 'label' is missing"),
        ('id = "hoehe"', 'id = "art"', "application.toml:17: question 'art' is there twice"),
        ('id = "baeume"\ntitle', 'id = "art"\ntitle', "application.toml:23: step 'art' is there twice"),
        ('id = "hoehe"', 'id = "today"', "application.toml:17: 'today' means something else"),
        ('id = "hoehe"', 'id = "Höhe"', "application.toml:17: 'Höhe' can't be an id"),
        ('id = "art"\ntitle', 'id = "pruefen"\ntitle', "application.toml:4: 'pruefen' can't be a step's id"),
        ('{ value = "nadel"', '{ value = "laub"', "application.toml:11: option 'laub' is there twice"),
        ("art == 'laub'", "artt == 'laub'", "application.toml:20: unknown name 'artt'; did you mean 'art'?"),
        ("art == 'laub'", "art == 1", "application.toml:20: found no matching overload"),
        ("art == 'laub'", "size(art)", "application.toml:20: must be true or false (bool), but is int"),
        ("art == 'laub'", "hoehe > 1.0", "application.toml:20: goes in a circle: hoehe → hoehe"),
        ("art == 'laub'", "size(baeume) > 1", "application.toml:20: names 'baeume', which is asked only later"),
        ("art == 'laub'", "1 > 2", "application.toml:20: never true: question 'hoehe' is required but never visible"),
        ("art == 'laub'", "1 < 2", "application.toml:20: always true: leave it out"),
        (
            "art == 'laub'",
            "art == 'busch'",
            "application.toml:20: can never be true: question 'hoehe' is required but never",
        ),
        ("art == 'laub'", "given.art && art == ''", "application.toml:20: can never be true"),
        (
            'title = "Bäume"',
            'title = "Bäume"\nwhen = "art == \'x\'"',
            "application.toml:25: can never be true: step 'baeume' is",
        ),
        ('item = "Baum"\n', "", "application.toml:26: item is missing"),
        ('type = "yes-no"', 'type = "file"\nkinds = ["docx"]', "application.toml:35: unknown kind of file 'docx'"),
        (GOOD[len(GROUPLESS) :], "", "application.toml:26: a group needs questions"),
    ],
)
def test_a_fault_is_found_with_file_and_line(folder, was, is_now, fault):
    assert was in GOOD
    found = faults_of(folder, GOOD.replace(was, is_now, 1))
    assert len(found) == 1
    assert found[0].startswith(fault)


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ('[desk]\napplicant = "art"', "37: desk.applicant must name a question of type 'person-name', not 'art'"),
        ('[fee]\n[[fee.lines]]\nlabel = "{x}"\namount = "1"', "38: {x} names an unknown question"),
        ('[fee]\n[[fee.lines]]\nlabel = "x"\namount = "hoehe * 2.0"', "39: must be a whole number (int)"),
        ('[fee]\n[[fee.lines]]\nlabel = "x"', "37: 'amount' is missing"),
        ('[[hints]]\nid = "h"\nwhen = "baeume.exists(b, b.kran)"\ntext = "x"', "38: b.kran: the group 'baeume' has no"),
        ('[[hints]]\nid = "h"\nwhen = "art == \'x\'"\ntext = "x"', "38: can never be true: this entry of 'hints'"),
        ('[[stops]]\nid = "s"\nwhen = "arti"\ntitle = "x"', "38: unknown name 'arti'"),
        ('[[decisions]]\nid = "d"\noutcome = "maybe"\nlabel = "x"', "38: unknown outcome 'maybe'"),
        ('[[text_blocks]]\nid = "d"\nlabel = "x"\ntext = "x"\nfor = ["all"]', "40: unknown use 'all'"),
    ],
)
def test_faults_in_the_rest_are_found_with_their_line(folder, added, fault):
    found = faults_of(folder, GOOD + added)
    assert len(found) == 1
    assert found[0].startswith(f"application.toml:{fault}")


def step(*questions: str) -> str:
    return 'title = "x"\n[[steps]]\nid = "a"\ntitle = "A"\n' + "".join(f"[[steps.questions]]\n{q}\n" for q in questions)


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ('id = "q"\ntype = "one-of"\nlabel = "Q"', "5: options are missing"),
        ('id = "q"\ntype = "date"\nlabel = "Q"\nmax = "morgen"', "9: 'morgen' is no date"),
        ('id = "q"\ntype = "date"\nlabel = "Q"\nnot_before = "today + 1"', "9: found no matching overload"),
        ('id = "q"\ntype = "date"\nlabel = "Q"\nnot_before = "1 > 2"', "9: must be a date (timestamp), but is bool"),
        ('id = "q"\ntype = "date"\nlabel = "Q"\nnot_before = "q"', "9: goes in a circle: q → q"),
        (
            'id = "q"\ntype = "registration-number"\nlabel = "Q"\npattern = "["\npattern_help = "x"',
            "9: the pattern is no",
        ),
        ('id = "q"\ntype = "file"\nlabel = "Q"\nkinds = ["exe"]', "9: unknown kind of file 'exe'"),
        ('id = "q"\ntype = "calculated"\nlabel = "Q"\nvalue = "1"', "9: must be a text (string), but is int"),
        ('id = "q"\ntype = "calculated"\nlabel = "Q"\nvalue = "q"', "9: goes in a circle: q → q"),
        ('id = "q"\ntype = "address"\nlabel = "Q"\nonly = "essen"', "9: only 'duisburg' is known here"),
        ('id = "q"\ntype = "number"\nlabel = "Q"\nmin = 2\nmax = 1', "9: min is greater than max"),
        ('id = "q"\ntype = "text"\nlabel = "Q"\nmax_length = true', "9: 'max_length' must be a whole number"),
        ('id = "q"\ntype = "info"', "5: text is missing"),
    ],
)
def test_each_question_type_checks_its_own_keys(folder, question, fault):
    found = faults_of(folder, step(question))
    assert len(found) == 1
    assert found[0].startswith(f"application.toml:{fault}")


def test_a_circle_of_calculated_values_is_shown_as_one(folder):
    first = 'id = "a"\ntype = "calculated"\nlabel = "A"\nformat = "number"\nvalue = "b + 1"'
    second = 'id = "b"\ntype = "calculated"\nlabel = "B"\nformat = "number"\nvalue = "a + 1"'
    assert "application.toml:10: goes in a circle: a → b → a" in faults_of(folder, step(first, second))[0]


def test_a_question_behind_answers_that_exclude_each_other_is_never_visible(folder):
    first = 'id = "a"\ntype = "yes-no"\nlabel = "A"'
    second = 'id = "b"\ntype = "yes-no"\nlabel = "B"\nwhen = "a"'
    third = 'id = "c"\ntype = "text"\nlabel = "C"\nwhen = "!a && b"'
    assert (
        "can never be true: question 'c' is required but never visible"
        in faults_of(folder, step(first, second, third))[0]
    )


def test_a_condition_on_the_day_or_on_free_text_is_trusted(folder):
    first = 'id = "a"\ntype = "text"\nlabel = "A"\nwhen = "year(today) > 2030"'
    second = 'id = "b"\ntype = "text"\nlabel = "B"\nwhen = "a == \'x\'"'
    assert faults_of(folder, step(first, second)) == []


def test_a_list_of_answers_is_read_from_the_folder_or_the_city_and_checked(folder):
    asked = step('id = "q"\ntype = "search-select"\nlabel = "Q"\nsource = "liste.toml"')
    assert faults_of(folder, asked)[0].startswith("liste.toml:1: can't be read")
    (folder / "city" / "liste.toml").write_text(
        '[[options]]\nvalue = "a"\nlabel = "A"\n[[options]]\nvalue = "a"\nlabel = "B"\n'
    )
    assert faults_of(folder, asked) == ["city/liste.toml:4: value 'a' is there twice"]


EXAMPLE = """\
title = "x"
today = 2026-11-23
[answers]
art = "nadel"
baeume = [{krank = true}]
[expect]
steps = ["art", "baeume"]
"""


def test_examples_may_name_only_what_exists(folder):
    assert faults_of(folder, GOOD, one=EXAMPLE) == []
    wrong = EXAMPLE.replace("art = ", "arten = ").replace('["art", "baeume"]', '["kunst"]')
    assert faults_of(folder, GOOD, two=wrong) == [
        "examples/two.toml:4: unknown question 'arten'",
        "examples/two.toml:7: unknown step 'kunst'",
    ]


@pytest.fixture
def service(db):
    return Service.objects.create(slug="baum", title="Baum")


def test_publishing_makes_a_new_version_only_when_something_changed(folder, service):
    faults_of(folder, GOOD)
    first = publish(service, folder)
    assert publish(service, folder) == first
    faults_of(folder, GOOD.replace("Höhe", "Größe"))
    second = publish(service, folder)
    assert (first.version, second.version) == (1, 2)
    assert Definition.objects.get(service=service, in_force=True) == second
    assert [entry.verb for entry in Entry.objects.all()] == ["definition.published"] * 2


def test_a_version_stays_readable_when_the_program_forgets_one_of_its_keys(folder, service):
    faults_of(folder, GOOD)
    definition = publish(service, folder)
    old = definition.content | {"colour": "green"}
    Definition.objects.filter(pk=definition.pk).update(content=old, digest="of another time")
    assert Definition.objects.get(pk=definition.pk).blueprint.title == "Baum"


def test_going_back_to_an_earlier_text_is_a_new_version_too(folder, service):
    for application in (GOOD, GOOD.replace("Höhe", "Größe"), GOOD):
        faults_of(folder, application)
        latest = publish(service, folder)
    assert latest.version == 3


def test_a_faulty_folder_is_not_published(folder, service):
    faults_of(folder, GOOD.replace("art == 'laub'", "x"))
    with pytest.raises(Refused, match=r"application\.toml:20: unknown name 'x'"):
        publish(service, folder)
    assert not Definition.objects.exists()


@pytest.fixture
def content(settings, folder):
    """A content folder with one service."""
    settings.CONTENT_DIR = folder
    (folder / "services" / "baum").mkdir(parents=True)
    return folder / "services" / "baum"


def test_the_content_is_checked_and_published_by_command(content, service, capsys):
    faults_of(content, GOOD, one=EXAMPLE)
    call_command("check_content")
    assert "1 applications, 1 examples walked" in capsys.readouterr().out
    call_command("publish_services")
    assert "baum: version 1 is in force" in capsys.readouterr().out


def test_the_commands_name_what_is_wrong_and_fail(content, service, capsys):
    faults_of(content, GOOD, one=EXAMPLE.replace('["art", "baeume"]', '["art"]'))
    with pytest.raises(CommandError, match="1"):
        call_command("check_content")
    assert "examples/one.toml:6: steps: expected ['art'], found ['art', 'baeume']" in capsys.readouterr().err
    faults_of(content, GOOD.replace("art == 'laub'", "x"))
    with pytest.raises(CommandError):
        call_command("publish_services")
    assert "application.toml:20: unknown name 'x'" in capsys.readouterr().err
