"""What the mails say: that something waits, never what."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from rathaus.foundation.design.city import city
from rathaus.foundation.notifications import stopping
from rathaus.foundation.notifications.kinds import DIGEST, KINDS
from rathaus.foundation.notifications.models import Group, Mail, Mode

MOST_LINKS = 5
"""Links to single matters of one group; beyond them one link leads to all."""


@dataclass(frozen=True)
class Letter:
    """A mail's words; ``stop`` is where its group is switched off, empty where it can't be."""

    subject: str
    text: str
    stop: str


@dataclass(frozen=True)
class Part:
    """What waits in one group."""

    group: Group
    count: int
    links: list[str]


def write(mail: Mail) -> Letter:
    """The words of ``mail``, in its language."""
    stop = stopping.link(mail)
    with translation.override(mail.language):
        speaks_for_others = mail.holds or mail.kind == DIGEST
        subject, content = _of_many(mail) if speaks_for_others else _of_one(mail)
        content |= {"city": city(), "stop": stop}
        return Letter(subject, render_to_string("notifications/mail.txt", content), stop)


def _of_one(mail: Mail) -> tuple[str, dict[str, Any]]:
    wording = KINDS[mail.kind]
    content = {"sentence": wording.sentence, "link": _absolute(_path(mail)), "must": wording.must}
    return str(wording.subject), content


def _of_many(mail: Mail) -> tuple[str, dict[str, Any]]:
    held = [mail, *mail.joined.order_by("created_at")]
    told = [each for each in held if each.kind != DIGEST]
    must = next((KINDS[each.kind].must for each in told if KINDS[each.kind].must), "")
    if mail.kind == DIGEST:
        subject, sentence = _("Das wartet auf Sie"), _("das ist für Sie hinzugekommen.")
    else:
        subject, sentence = _("Mehrere neue Nachrichten"), _("auf Sie warten mehrere neue Nachrichten.")
    return subject, {"sentence": sentence, "parts": _parts(told), "must": must}


def _parts(mails: Iterable[Mail]) -> list[Part]:
    counts: Counter[Group] = Counter()
    paths: defaultdict[Group, dict[str, None]] = defaultdict(dict)
    for mail in mails:
        group = KINDS[mail.kind].group
        counts[group] += 1
        paths[group][_path(mail)] = None
    return [Part(group, counts[group], _links(group, list(paths[group]))) for group in Group if counts[group]]


def _links(group: Group, paths: list[str]) -> list[str]:
    return [_absolute(path) for path in (paths if len(paths) <= MOST_LINKS else [group.page])]


def _path(mail: Mail) -> str:
    return str(mail.context.get("path", Group.CASES.page))


def _absolute(path: str) -> str:
    return settings.PUBLIC_ADDRESS + path


def gathers(mode: str) -> bool:
    """Whether mails wait for one that speaks for all."""
    return mode in (Mode.DAILY, Mode.WEEKLY)
