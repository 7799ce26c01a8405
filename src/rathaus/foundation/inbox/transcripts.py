"""All of a thread as one PDF: every message in order, pictures shown, further files attached (PDF/A-3)."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rathaus.foundation.design.templatetags.design import day, moment
from rathaus.foundation.documents.damage import Damaged, TooManyPixels
from rathaus.foundation.documents.images import shrunk
from rathaus.foundation.documents.letters import render
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message, Thread

_SOURCE = Path(__file__).with_name("transcript.typ").read_text("utf-8")
ROOM = 2_000_000
"""Bytes of pictures and files that one PDF takes. Typst is given them as numbers, some 100 bytes of memory for each;
what is beyond is listed."""
_LONGEST_SIDE = 1000


def for_person(thread: Thread) -> bytes:
    """For her whose thread it is: what she has not opened stays covered."""
    return _render(thread, uncovered=False)


def for_desk(thread: Thread) -> bytes:
    """For the city: every message, and whether she has opened it."""
    return _render(thread, uncovered=True)


@dataclass
class _Bag:
    """What goes along: bytes by name, and the types of those that are attached whole."""

    room: int = ROOM
    files: dict[str, bytes] = field(default_factory=dict)
    attached: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, content: bytes) -> str:
        """The name it got, unlike all others; empty if there is no room."""
        if len(content) > self.room:
            return ""
        self.room -= len(content)
        unique = f"{len(self.files) + 1}-{name}"
        self.files[unique] = content
        return unique


def _render(thread: Thread, *, uncovered: bool) -> bytes:
    bag, today = _Bag(), timezone.now()
    letters = thread.messages.select_related("read_by").prefetch_related("files__key")
    messages = [_message(letter, thread, bag, covered=letter.is_closed and not uncovered) for letter in letters]
    said = {
        "title": _("Verlauf: %(subject)s") % {"subject": thread.subject},
        "reference": thread.reference or _matter(thread),
        "date": day(today),
        "language": (get_language() or "de")[:2],
        "words": {
            "about": _("Alle Nachrichten bis %(moment)s.") % {"moment": moment(today)},
            "attached": _("Datei aus dem Postfach"),
        },
        "messages": messages,
        "attached": list(bag.attached.items()),
    }
    return render(_SOURCE, said, files=bag.files)


def _matter(thread: Thread) -> str:
    """``Idee 12``, ``Workshop``."""
    number = f" {thread.topic}" if thread.kind == Thread.Kind.IDEA else ""
    return f"{thread.get_kind_display()}{number}"


def _message(letter: Message, thread: Thread, bag: _Bag, *, covered: bool) -> dict[str, Any]:
    # Each message would unwrap the key anew.
    letter.thread = thread
    said = {
        "title": str(letter.get_kind_display()),
        "line": f"{letter.signature}, {moment(letter.sent_at)}",
        "text": _("Noch nicht geöffnet.") if covered else letter.body,
        "receipt": _receipt(letter),
        "pictures": [],
        "files": [],
    }
    for file in () if covered else letter.files.all():
        _enclose(file, said, bag)
    return said


def _enclose(file: StoredFile, said: dict[str, Any], bag: _Bag) -> None:
    """Shown if it is a picture, else attached; named in any case."""
    place, name = "", file.name
    if file.is_withheld:
        said["files"].append(f"{name} ({filesizeformat(file.size)}), {file.get_state_display()}")
        return
    if file.content_type.startswith("image/"):
        if (picture := _shrunk(file)) and (place := bag.put("bild", picture)):
            said["pictures"].append({"file": place, "name": name})
    elif file.size <= bag.room and (place := bag.put(name, file.read())):
        bag.attached[place] = file.content_type
        name = place
    left_out = "" if place else ", " + _("nicht beigefügt, liegt im Postfach")
    said["files"].append(f"{name} ({filesizeformat(file.size)}){left_out}")


def _shrunk(file: StoredFile) -> bytes:
    """Nothing for what is no picture after all."""
    try:
        return shrunk(file.read(), _LONGEST_SIDE)
    except (Damaged, TooManyPixels):
        return b""


def _receipt(letter: Message) -> str:
    """When a letter of the city was there to be opened, and when it was."""
    if letter.kind != Message.Kind.NOTICE:
        return ""
    facts = {"ready": moment(letter.sent_at), "opened": moment(letter.read_at), "name": letter.opened_for_her_by}
    if letter.is_closed:
        return _("Bereitgestellt am %(ready)s, noch nicht abgerufen.") % facts
    if letter.opened_for_her_by:
        return _("Bereitgestellt am %(ready)s, abgerufen am %(opened)s durch %(name)s.") % facts
    return _("Bereitgestellt am %(ready)s, abgerufen am %(opened)s.") % facts
