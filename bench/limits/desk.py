"""The limit of the desk's list: SQL written by hand and the same template, nothing between them.

``GET /?liste=amt&nach=<key>`` for the person of ``BENCH_CLERK``; no middleware, no models, settings as in the house.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import django

django.setup()

from django.db import connection  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from rathaus.entrances.desk import tabs, worklist  # noqa: E402
from rathaus.foundation.design.city import city  # noqa: E402
from rathaus.foundation.vault import sealing  # noqa: E402
from rathaus.portal.cases.workflow import FINISHED, State  # noqa: E402

_CLERK = int(os.environ["BENCH_CLERK"])
_OFFICES = "(SELECT office_id FROM offices_membership WHERE person_id = %(clerk)s)"
_OTHERS = (
    "(c.person_id IS NULL OR c.person_id <> %(clerk)s AND NOT EXISTS (SELECT 1 FROM representation_mandate m WHERE "
    "m.agent_id = %(clerk)s AND m.ended_at IS NULL AND m.principal_id = c.person_id)) AND NOT EXISTS "
    "(SELECT 1 FROM applications_application a WHERE a.sent_by_id = %(clerk)s AND a.id = c.application_id)"
)
_OPEN, _DONE = "c.finished_at IS NULL", "c.finished_at IS NOT NULL"
_WHERE = {
    "neu": f"{_OPEN} AND c.assigned_to_id IS NULL",
    "meine": f"{_OPEN} AND c.assigned_to_id = %(clerk)s",
    "amt": _OPEN,
    "wartet": "c.state = 'waiting'",
    "ueberfaellig": f"{_OPEN} AND c.state IN ('new', 'work') AND c.due_on < %(today)s",
    "erledigt": _DONE,
}
_LIST = (
    "SELECT c.reference, c.state, c.opened_at, c.due_on, c.paused_on, c.finished_at, c.sealed_applicant, s.title, "
    "p.name, k.id, k.wrapped, k.master, c.id FROM (SELECT * FROM cases_case c WHERE c.office_id = %(office)s AND "
    "{where} AND {others} AND {behind} ORDER BY {order} LIMIT 51) c JOIN catalogue_service s ON s.id = c.service_id "
    "JOIN applications_application a ON a.id = c.application_id JOIN vault_key k ON k.id = a.key_id "
    "LEFT JOIN accounts_person p ON p.id = c.assigned_to_id ORDER BY {order}"
)
_COUNT = (
    "(SELECT count(*) FROM (SELECT 1 FROM cases_case c WHERE c.office_id = %(office)s AND {where} AND {others} "
    "ORDER BY c.due_on, c.id LIMIT 100) counted)"
)
_SERVICES = (
    "SELECT DISTINCT s.slug, s.title FROM catalogue_service s JOIN catalogue_service_offices o ON o.service_id = s.id "
    f"JOIN applications_definition d ON d.service_id = s.id AND d.in_force WHERE o.office_id IN {_OFFICES} "
    "ORDER BY s.title"
)
_COLLEAGUES = (
    "SELECT DISTINCT p.id, p.name FROM accounts_person p JOIN offices_membership m ON m.person_id = p.id "
    f"WHERE p.is_active AND m.office_id IN {_OFFICES} ORDER BY p.name"
)
_TEMPLATE = get_template("desk/work_list.html")


@dataclass
class _Named:
    """Somebody, or something, that shows its name."""

    name: str
    pk: int = 0
    slug: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()).upper()


class _Line:
    """What the template reads of a case."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.reference, self.state, self.opened_at, self.due_on, self.paused_on, self.finished_at = row[:6]
        if connection.vendor == "sqlite":
            self._read()
        self.sealed, self.service = row[6], SimpleNamespace(title=row[7])
        self.assigned_to = _Named(row[8]) if row[8] else None
        self.key, self.pk = row[9:12], row[12]
        self.is_open, self.desk_url = self.state not in FINISHED, f"/arbeitsplatz/vorgang/{self.reference}/"

    def _read(self) -> None:
        """SQLite gives days and moments as text, moments without their zone."""
        self.opened_at, self.finished_at = _moment(self.opened_at), self.finished_at and _moment(self.finished_at)
        self.due_on, self.paused_on = (day and date.fromisoformat(day) for day in (self.due_on, self.paused_on))

    @property
    def applicant(self) -> str:
        name, wrapped, master = self.key
        if isinstance(name, str):
            name = f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"
        plain = sealing.unwrap(bytes(wrapped), master, str(name))
        return sealing.unseal(plain, bytes(self.sealed), f"applicant:{self.reference}").decode()

    def get_state_display(self) -> str:
        return str(State(self.state).label)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    asked = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
    with translation.override("de"), connection.cursor() as cursor:
        body = _page(cursor, asked.get("liste", "amt"), asked.get("nach", "")).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def _page(cursor: Any, slug: str, after: str) -> str:
    tab, today = tabs.TABS[slug], timezone.localdate()
    known: dict[str, Any] = {"clerk": _CLERK, "today": today.isoformat()}
    cursor.execute(f"SELECT office_id FROM offices_membership WHERE person_id = {_CLERK}")
    offices = [office for (office,) in cursor.fetchall()]
    lines = [line for office in offices for line in _lines(cursor, tab, after, known | {"office": office})]
    shown = sorted(lines, key=lambda line: (line.finished_at or line.due_on, line.pk), reverse=tab.finished)[:51]
    counts = _counts(cursor, [known | {"office": office} for office in offices])
    cursor.execute(_SERVICES, known)
    services = [SimpleNamespace(slug=slug, title=title) for slug, title in cursor.fetchall()]
    cursor.execute(_COLLEAGUES, known)
    colleagues = [_Named(name, pk) for pk, name in cursor.fetchall()]
    first = shown[:50]
    groups = [worklist.Group("", first)] if tab.finished else worklist.by_deadline(first, today)  # type: ignore[arg-type]
    following = worklist.key_of(tab, first[-1]) if len(shown) > 50 else ""  # type: ignore[arg-type]
    listed = {"page": worklist.Page(groups, following), "place": f"liste={tab.slug}", "services": services, "slug": ""}
    heads = [(each, counts.get(each.slug, "")) for each in tabs.TABS.values()]
    return _TEMPLATE.render(_FRAME | listed | {"tab": tab, "tabs": heads, "today": today, "colleagues": colleagues})


def _lines(cursor: Any, tab: tabs.Tab, after: str, known: dict[str, Any]) -> list[_Line]:
    column, down = ("c.finished_at", " DESC") if tab.finished else ("c.due_on", "")
    moment, _separator, pk = after.rpartition("_")
    if connection.vendor == "sqlite" and "T" in moment:
        moment = moment.replace("T", " ").removesuffix("+00:00")
    behind = f"({column}, c.id) {'<' if down else '>'} (%(moment)s, %(pk)s)" if after else "1 = 1"
    told = {"where": _WHERE[tab.slug], "others": _OTHERS, "behind": behind, "order": f"{column}{down}, c.id{down}"}
    wanted = known | ({"moment": moment, "pk": int(pk)} if after else {})
    cursor.execute(_LIST.format(**told), wanted)
    return [_Line(row) for row in cursor.fetchall()]


def _counts(cursor: Any, offices: list[dict[str, Any]]) -> dict[str, str]:
    asked = [slug for slug in _WHERE if slug != "erledigt"]
    totals = dict.fromkeys(asked, 0)
    for known in offices:
        cursor.execute(
            "SELECT " + ", ".join(_COUNT.format(where=_WHERE[slug], others=_OTHERS) for slug in asked), known
        )
        for slug, count in zip(asked, cursor.fetchone(), strict=True):
            totals[slug] += count
    return {slug: "99+" if count >= 100 else str(count) for slug, count in totals.items()}


_WHO = SimpleNamespace(is_editor=False, is_administrator=False)
_FRAME: dict[str, Any] = {
    "city": city(),
    "section": "worklist",
    "csrf_token": "b" * 64,
    "LANGUAGE_CODE": "de",
    "request": SimpleNamespace(user=_WHO, audience=SimpleNamespace(name="clerk"), LANGUAGE_CODE="de"),
}
