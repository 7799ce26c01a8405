"""The draw from commitment to result, and all who would like to steer it."""

import json
import subprocess
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from rathaus.foundation.notifications.models import Mail
from rathaus.participation.workshops import actions, draw
from rathaus.participation.workshops import clock as time_passing
from rathaus.participation.workshops.immutable import TABLES
from rathaus.participation.workshops.models import (
    Announcement,
    Commitment,
    FrozenList,
    Registration,
    Result,
    Standing,
    State,
)
from rathaus.participation.workshops.tests.town import come

NUMBERS = "3 11 17 28 40 49"


@pytest.fixture
def crowd(with_draw):
    """Five citizens for two seats; one of business for two."""
    return [*(come(with_draw, name) for name in "ABCDE"), come(with_draw, "Firma", "business")]


@pytest.fixture
def frozen(with_draw, crowd, clock):
    clock(with_draw.register_by)
    time_passing.pass_time(with_draw.pk)
    return FrozenList.objects.get()


@pytest.fixture
def drawn(with_draw, frozen, clock, source):
    clock(source.known_at)
    return actions.draw_lots(with_draw, NUMBERS, by="system")


def by_group(group):
    return {r.number: r for r in Registration.objects.filter(group=group)}


def test_before_the_deadline_the_page_shows_the_hash_and_not_the_seed(client, with_draw, crowd):
    page = client.get("/workshops/e-government/").content.decode()
    commitment = Commitment.objects.get()
    assert commitment.digest[:16] in page
    assert commitment.digest == draw.sha256(commitment.seed)
    assert commitment.seed[:16] not in page
    assert "Lotto 6 aus 49" in page
    assert client.get("/workshops/e-government/auslosung.json").status_code == 404
    assert client.get("/workshops/e-government/anmeldungen.txt").status_code == 404
    assert {r.standing for r in Registration.objects.all()} == {Standing.REQUESTED}


def test_the_seed_rests_sealed(with_draw):
    commitment = Commitment.objects.get()
    assert commitment.seed.encode() not in bytes(commitment.sealed_seed)


def test_at_the_deadline_the_list_is_frozen_with_numbers_and_no_names(client, frozen, crowd):
    answer = client.get("/workshops/e-government/anmeldungen.txt")
    assert draw.sha256(answer.content.decode()) == frozen.fingerprint
    assert sorted(draw.entries_in(frozen.text)) == sorted((x.registration.number, x.registration.group) for x in crowd)
    assert frozen.fingerprint[:16] in client.get("/workshops/e-government/").content.decode()


def test_a_group_with_seats_for_all_gets_them_without_a_draw(frozen):
    assert [r.standing for r in by_group("business").values()] == [Standing.SEATED]
    assert {r.standing for r in by_group("citizens").values()} == {Standing.REQUESTED}


def test_the_deadline_passes_once(frozen, with_draw):
    time_passing.pass_time(with_draw.pk)
    assert time_passing.pass_time_for_all() == 1
    assert FrozenList.objects.get() == frozen


def test_the_worker_closes_registration_at_the_deadline(with_draw, crowd, clock, run_tasks):
    run_tasks()
    with_draw.refresh_from_db()
    assert with_draw.state == State.OPEN
    clock(with_draw.register_by + timedelta(seconds=1))
    run_tasks()
    with_draw.refresh_from_db()
    assert with_draw.state == State.CLOSED
    assert FrozenList.objects.exists()


def test_who_comes_after_the_deadline_is_not_in_the_draw_even_if_the_worker_sleeps(with_draw, crowd, clock):
    clock(with_draw.register_by)
    late = come(with_draw, "Spaete").registration
    assert late.standing == Standing.WAITING
    assert late.number not in FrozenList.objects.get().text


def test_the_draw_gives_seats_in_the_order_anyone_can_work_out(drawn, frozen, client, run_tasks):
    run_tasks()
    order = [x.number for x in draw.order(draw.entries_in(frozen.text), drawn.seed, NUMBERS) if x.group == "citizens"]
    found = by_group("citizens")
    assert [found[number].standing for number in order] == ["seated"] * 2 + ["waiting"] * 3
    ranks = [found[number].rank for number in order]
    assert ranks == sorted(ranks)
    assert Mail.objects.filter(kind="workshop_waiting").count() == 3
    page = client.get("/workshops/e-government/").content.decode()
    assert "So wurde gelost" in page
    assert drawn.seed[:16] in page
    assert "Warteliste 1" in page


def test_who_gave_back_before_the_draw_is_passed_over(with_draw, frozen, clock, source, crowd):
    clock(source.known_at)
    seed = Commitment.objects.get().seed
    order = [x.number for x in draw.order(draw.entries_in(frozen.text), seed, NUMBERS) if x.group == "citizens"]
    actions.give_back(Registration.objects.get(number=order[0]), by="code")
    actions.draw_lots(with_draw, NUMBERS, by="system")
    found = by_group("citizens")
    assert [found[number].standing for number in order] == ["given_back", "seated", "seated", "waiting", "waiting"]


def test_late_comers_wait_behind_all_who_were_in_the_draw(drawn, with_draw):
    late = come(with_draw, "Spaete").registration
    last = max(r.rank for r in by_group("citizens").values() if r.pk != late.pk)
    assert (late.standing, late.rank > last) == (Standing.WAITING, True)
    assert come(with_draw, "Zweite", "business").registration.standing == Standing.SEATED


def test_the_shell_recipe_on_the_page_repeats_the_draw(drawn, client, tmp_path):
    recipe = client.get("/workshops/e-government/").context["story"].recipe
    (tmp_path / "anmeldungen.txt").write_bytes(client.get("/workshops/e-government/anmeldungen.txt").content)
    said = subprocess.run(["sh", "-c", recipe], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    published = json.loads(client.get("/workshops/e-government/auslosung.json").content)
    assert [line.split()[1] for line in said.splitlines()] == published["order"]


def test_the_recipe_stands_on_the_page_ready_to_be_copied(drawn, client):
    answer = client.get("/workshops/e-government/")
    from_page = answer.content.decode().split('<code class="seed">')[1].split("</code>")[0]
    assert (
        from_page.replace("&#x27;", "'").replace("&quot;", '"').replace("&lt;", "<") == answer.context["story"].recipe
    )


def test_repeat_draw_says_the_same_from_the_file_and_from_the_house(drawn, client, tmp_path):
    file = tmp_path / "auslosung.json"
    file.write_bytes(client.get("/workshops/e-government/auslosung.json").content)
    said = []
    for source in (str(file), "e-government"):
        out = StringIO()
        call_command("repeat_draw", source, stdout=out, stderr=StringIO())
        said.append(out.getvalue())
    assert said[0] == said[1]
    assert [line.split()[1] for line in said[0].splitlines()] == json.loads(file.read_bytes())["order"]


def test_repeat_draw_finds_what_was_bent(drawn, client, tmp_path):
    published = json.loads(client.get("/workshops/e-government/auslosung.json").content)
    file = tmp_path / "auslosung.json"
    file.write_text(json.dumps(published | {"order": published["order"][::-1]}))
    with pytest.raises(CommandError, match="Reihenfolge"):
        call_command("repeat_draw", str(file), stdout=StringIO())


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"seed": 1}', "\x00"])
def test_repeat_draw_says_plainly_that_a_file_is_none(tmp_path, content):
    file = tmp_path / "x.json"
    file.write_text(content)
    with pytest.raises(CommandError, match="keine Datei einer Auslosung"):
        call_command("repeat_draw", str(file))


@pytest.mark.django_db
def test_repeat_draw_says_plainly_that_there_was_no_draw():
    with pytest.raises(CommandError, match="nichts ausgelost"):
        call_command("repeat_draw", "nirgends")


def test_committing_twice_is_refused_by_rule_and_by_database(with_draw, source):
    with pytest.raises(actions.DrawRefused, match="committed"):
        actions.commit_seed(with_draw, source, by="system")
    first = Commitment.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(workshop=with_draw, digest="0" * 64, key=first.key, sealed_seed=b"x", at=first.at)


def test_the_seed_comes_before_anyone_can_register(opened, source):
    with pytest.raises(actions.DrawRefused, match="not_planned"):
        actions.commit_seed(opened, source, by="system")


def test_the_public_value_must_be_unknown_until_the_list_is_frozen(workshop, now):
    for known_at in (now - timedelta(days=1), workshop.register_by):
        with pytest.raises(actions.DrawRefused, match="too_early"):
            actions.commit_seed(workshop, actions.Source("Lotto", 6, known_at), by="system")
    assert not Commitment.objects.exists()


def test_the_database_too_refuses_a_value_that_is_known_already(with_draw):
    said = Announcement.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.create(commitment=said.commitment, source="Lotto", numbers=6, known_at=said.at, at=said.at)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_a_draw_can_be_changed_by_sql(drawn, table):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def test_nobody_draws_too_early_or_twice(with_draw, frozen, clock, source):
    with pytest.raises(actions.DrawRefused, match="not_known"):
        actions.draw_lots(with_draw, NUMBERS, by="system")
    clock(source.known_at)
    actions.draw_lots(with_draw, NUMBERS, by="system")
    with pytest.raises(actions.DrawRefused, match="drawn"):
        actions.draw_lots(with_draw, "1 2 3 4 5 6", by="system")
    assert Result.objects.get().value == NUMBERS


def test_before_the_deadline_there_is_nothing_to_draw(with_draw):
    with pytest.raises(actions.DrawRefused, match="not_frozen"):
        actions.draw_lots(with_draw, NUMBERS, by="system")


def test_leaving_one_number_out_is_refused(with_draw, frozen, clock, source):
    clock(source.known_at)
    with pytest.raises(draw.NotAValue):
        actions.draw_lots(with_draw, "3 11 17 28 40", by="system")
    assert not Result.objects.exists()


def test_a_list_frozen_after_the_numbers_were_known_cannot_be_drawn(with_draw, crowd, clock, source):
    clock(source.known_at)
    with pytest.raises(actions.DrawRefused, match="late"):
        actions.draw_lots(with_draw, NUMBERS, by="system")


def test_a_later_deadline_needs_later_numbers_and_the_page_tells_of_both(client, with_draw, crowd, source):
    later = with_draw.register_by + timedelta(days=5)
    with pytest.raises(actions.DrawRefused, match="too_early"):
        actions.extend_registration(with_draw, later, by="system")
    new = actions.Source("Lotto, eine Woche später", 6, later + timedelta(days=1))
    actions.extend_registration(with_draw, later, source=new, by="system")
    page = client.get("/workshops/e-government/").content.decode()
    assert "Lotto, eine Woche später" in page
    assert source.text in page


def test_only_the_team_runs_a_draw(workshop, source, anna, clara, georg, lena):
    for person in (anna, clara, georg):
        with pytest.raises(PermissionDenied):
            actions.commit_seed(workshop, source, by=person)
        with pytest.raises(PermissionDenied):
            actions.draw_lots(workshop, NUMBERS, by=person)
    actions.commit_seed(workshop, source, by=lena)


def test_without_enough_people_for_a_draw_the_page_says_so(client, with_draw, clock):
    come(with_draw, "A")
    clock(with_draw.register_by)
    time_passing.pass_time(with_draw.pk)
    assert "Das Los war nicht nötig" in client.get("/workshops/e-government/").content.decode()
