import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from rathaus.entrances.desk.tabs import TABS, counts
from rathaus.entrances.desk.worklist import PAGE, Asked, page
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.offices.models import Membership
from rathaus.foundation.representation.actions.mandates import Terms, accept, offer
from rathaus.lib.references import new_reference
from rathaus.portal.applications.models import Application
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case, CaseName
from rathaus.portal.cases.names import fingerprints
from rathaus.portal.cases.tests.town import signed_in

TODAY = timezone.localdate()


def shown(browser, **place):
    """References in the order of the page."""
    return re.findall(r'name="vorgang" value="([^"]+)"', browser.get("/arbeitsplatz/", place).content.decode())


def due(case, days, **more):
    Case.objects.filter(pk=case.pk).update(due_on=TODAY + timedelta(days=days), **more)


def many(case, number):
    """So many more cases like ``case``, without going through the door."""
    references = [new_reference() for _ in range(number)]
    shared = case.application
    common = {"service_id": case.service_id, "submitted_at": case.opened_at, "definition_id": shared.definition_id}
    common |= {"key_id": shared.key_id, "sealed_answers": shared.sealed_answers, "status_code_index": ""}
    applications = Application.objects.bulk_create(
        Application(reference=one, idempotency_key=one, sealed_status_code=b"", **common) for one in references
    )
    threads = Thread.objects.bulk_create(Thread(subject="x", reference=one, key_id=shared.key_id) for one in references)
    cases = Case.objects.bulk_create(
        Case(
            application=application,
            reference=application.reference,
            service_id=case.service_id,
            office_id=case.office_id,
            thread=thread,
            opened_at=case.opened_at,
            due_on=TODAY + timedelta(days=place % 30 - 5),
        )
        for place, (application, thread) in enumerate(zip(applications, threads, strict=True))
    )
    (word,) = fingerprints("Kowalski")
    CaseName.objects.bulk_create(CaseName(case=one, fingerprint=word) for one in cases)


@pytest.mark.parametrize("place", ["", "zahlen/", "suche/"])
def test_citizens_have_no_desk(anna, place):
    assert signed_in(anna).get(f"/arbeitsplatz/{place}").status_code == 404


def test_each_tab_shows_its_cases(apply, clara, doris):
    new, mine, hers, waiting, done = (apply() for _ in range(5))
    for case, by in ((mine, clara), (hers, doris), (waiting, clara), (done, clara)):
        actions.take(case, by=by)
    actions.ask(waiting, "?", TODAY + timedelta(days=9), by=clara)
    actions.close(done, "Zurückgezogen.", by=clara)
    due(hers, -1)
    browser = signed_in(clara)
    expected = {
        "neu": {new},
        "meine": {mine, waiting},
        "amt": {new, mine, hers, waiting},
        "wartet": {waiting},
        "ueberfaellig": {hers},
        "erledigt": {done},
    }
    for tab, cases in expected.items():
        assert set(shown(browser, liste=tab)) == {case.reference for case in cases}, tab


def test_another_office_sees_none_of_it(case, ivo):
    for tab in ("neu", "amt", "erledigt"):
        assert shown(signed_in(ivo), liste=tab) == []


def test_cases_come_by_deadline_in_groups(apply, clara):
    later, late, today = apply(), apply(), apply()
    due(later, 30)
    due(late, -3)
    due(today, 0)
    page = signed_in(clara).get("/arbeitsplatz/").content.decode()
    assert re.findall(r'scope="rowgroup"[^>]*>([^<]+)<', page) == ["Überfällig", "Diese Woche", "Später"]
    assert shown(signed_in(clara)) == [late.reference, today.reference, later.reference]
    assert "seit 3 Tagen" in page


def test_the_list_can_be_narrowed_to_a_service(case, clara):
    assert shown(signed_in(clara), leistung="hund") == [case.reference]
    assert shown(signed_in(clara), leistung="katze") == []


def test_ten_thousand_cases_cost_no_more_queries_than_one(case, clara, django_assert_max_num_queries):
    many(case, 10_000)
    browser = signed_in(clara)
    with django_assert_max_num_queries(9):
        page = browser.get("/arbeitsplatz/?liste=amt")
    assert "99+" in page.content.decode()
    assert len(re.findall('name="vorgang"', page.content.decode())) == PAGE
    with django_assert_max_num_queries(9):
        browser.post("/arbeitsplatz/suche/", {"q": "Kowalski"})


def test_paging_shows_every_case_once(case, clara):
    many(case, 2 * PAGE)
    browser, seen, place = signed_in(clara), [], {"liste": "amt"}
    for _ in range(3):
        page = browser.get("/arbeitsplatz/", place)
        seen += re.findall(r'name="vorgang" value="([^"]+)"', page.content.decode())
        place["nach"] = page.context["page"].following
    assert len(seen) == len(set(seen)) == 2 * PAGE + 1
    assert place["nach"] == ""


def test_who_works_for_two_offices_pages_both_lists_as_one(case, clara, parken):
    many(case, 2 * PAGE)
    Case.objects.annotate(odd=F("pk") % 2).filter(odd=1).update(office=parken)
    Membership.objects.create(person=clara, office=parken)
    browser, seen, place = signed_in(clara), [], {"liste": "amt"}
    for _ in range(3):
        page = browser.get("/arbeitsplatz/", place)
        seen += re.findall(r'name="vorgang" value="([^"]+)"', page.content.decode())
        place["nach"] = page.context["page"].following
    in_order = list(Case.objects.order_by("due_on", "id").values_list("reference", flat=True))
    assert seen == in_order
    assert {tab.slug: count for tab, count in page.context["tabs"]}["amt"] == "99+"
    step = browser.get(f"/arbeitsplatz/vorgang/{in_order[7]}/naechster/", {"liste": "amt"})
    assert in_order[8] in step["Location"]


def test_a_mandate_hides_a_case_to_its_last_day_and_no_longer(case, anna, clara):
    last = TODAY + timedelta(days=30)
    accept(offer(anna, Terms(power="read", until=last), "Clara", by=anna), by=clara)
    for day, number in ((TODAY, 0), (last, 0), (last + timedelta(days=1), 1)):
        assert counts(clara, day)["amt"] == str(number), day
        asked = Asked(TABS["amt"], day, clara.pk, None, (case.office_id,))
        assert sum(len(group.cases) for group in page(asked, "").groups) == number, day


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads so few rows without an index")
def test_each_list_is_read_in_the_order_of_an_index(case, clara):
    for tab in TABS.values():
        cases = tab.at_desk(clara.memberships.get().office_id, clara.pk, TODAY)
        plan = cases.values("pk")[:PAGE].explain()
        assert re.search(r"USING INDEX case_(open|finished|nobodys|waiting)_by_", plan), (tab.slug, plan)
        assert "TEMP B-TREE" not in plan, tab.slug


def test_finished_cases_page_too_the_latest_first(apply, clara):
    cases = [apply() for _ in range(3)]
    for case in cases:
        actions.take(case, by=clara)
        actions.close(case, "Zurückgezogen.", by=clara)
    assert shown(signed_in(clara), liste="erledigt") == [case.reference for case in reversed(cases)]
    last = Case.objects.get(pk=cases[1].pk)
    key = f"{last.finished_at.isoformat()}_{last.pk}"
    assert shown(signed_in(clara), liste="erledigt", nach=key) == [cases[0].reference]


@pytest.mark.parametrize(
    "key", ["x", "_", "2026-13-45_1", "2026-01-01_x", "2026-01-01_²", "2026-01-01_" + "9" * 40, "\0", "9" * 500]
)
def test_a_broken_key_gives_the_first_page(case, clara, key):
    for tab in ("neu", "erledigt", "gibtsnicht"):
        assert signed_in(clara).get("/arbeitsplatz/", {"liste": tab, "nach": key}).status_code == 200


def test_a_name_is_searched_without_appearing_in_an_address(apply, clara, ivo):
    case, other = apply(family="Müller"), apply(family="Schmidt")
    page = signed_in(clara).post("/arbeitsplatz/suche/", {"q": "mueller"}).content.decode()
    assert case.reference in page
    assert other.reference not in page
    assert 'method="post"' in page
    assert case.reference not in signed_in(ivo).post("/arbeitsplatz/suche/", {"q": "Müller"}).content.decode()


@pytest.mark.parametrize("typed", ["", "\0", "a" * 10_000, "%", "' OR 1=1 --"])
def test_any_search_gives_a_page(case, clara, typed):
    page = signed_in(clara).post("/arbeitsplatz/suche/", {"q": typed})
    assert page.status_code == 200
    assert case.reference not in page.content.decode()


def test_many_are_taken_at_once_and_what_somebody_has_is_said(apply, clara, doris):
    free, taken = apply(), apply()
    actions.take(taken, by=doris)
    form = {"vorgang": [free.reference, taken.reference, "7K4M-2Q9X-E"], "liste": "amt"}
    page = signed_in(clara).post("/arbeitsplatz/uebernehmen/", form, follow=True).content.decode()
    assert "1 Vorgang übernommen." in page
    assert "1 Vorgang nicht" in page
    assert Case.objects.get(pk=free.pk).assigned_to == clara
    assert Case.objects.get(pk=taken.pk).assigned_to == doris


def test_the_head_assigns_many_at_once(apply, clara, doris, ivo):
    cases = [apply(), apply()]
    form = {"vorgang": [case.reference for case in cases], "an": clara.pk}
    signed_in(ivo).post("/arbeitsplatz/zuweisen/", form | {"an": ivo.pk})
    assert not Case.objects.exclude(assigned_to=None).exists()
    signed_in(doris).post("/arbeitsplatz/zuweisen/", form)
    assert Case.objects.filter(assigned_to=clara).count() == 2


@pytest.mark.parametrize("colleague", ["", "x", "999999", "-1", "²"])
def test_assigning_to_nobody_is_answered_plainly(case, doris, colleague):
    form = {"vorgang": case.reference, "an": colleague}
    page = signed_in(doris).post("/arbeitsplatz/zuweisen/", form, follow=True)
    assert "Bitte wählen Sie, wer die Vorgänge bekommen soll." in page.content.decode()


def test_from_a_case_one_goes_to_its_neighbours_in_the_list(apply, clara):
    first, second, third = apply(), apply(), apply()
    for days, case in enumerate((first, second, third)):
        due(case, days)
    browser = signed_in(clara)
    assert browser.get(f"{second.desk_url}naechster/?liste=neu").url.startswith(third.desk_url)
    assert browser.get(f"{second.desk_url}voriger/?liste=neu").url.startswith(first.desk_url)
    assert browser.get(f"{third.desk_url}naechster/?liste=neu").url.startswith("/arbeitsplatz/?")


def test_the_figures_count_by_service(apply, clara, django_assert_max_num_queries):
    open_case, done = apply(), apply()
    due(open_case, -2)
    actions.close(actions.take(done, by=clara), "Zurückgezogen.", by=clara)
    browser = signed_in(clara)
    with django_assert_max_num_queries(9):
        page = browser.get("/arbeitsplatz/zahlen/")
    (line,) = page.context["lines"]
    assert (line.open, line.overdue, line.new, line.median_days) == (1, 1, 1, 0)
