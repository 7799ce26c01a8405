"""What a browser without scripts knows of a page: its links, its forms, its words."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"p", "li", "div", "dt", "dd", "h1", "h2", "h3", "label", "legend", "td", "th", "br", "option", "section"}
UNREAD = {"script", "style", "svg"}


@dataclass
class Control:
    """A field of a form; ``value`` is what it would send now, None for a box or radio button that is not chosen."""

    name: str
    kind: str
    value: str | None
    offered: str = ""
    """What a box or radio button sends when chosen."""
    options: list[str] = field(default_factory=list)
    """What a list to choose from holds."""
    longest: int | None = None
    """How many characters a browser lets one type."""


@dataclass
class Button:
    label: str
    name: str = ""
    value: str = ""
    disabled: bool = False


@dataclass
class Form:
    method: str
    action: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def named(self, name: str) -> list[Control]:
        return [control for control in self.controls if control.name == name]

    def sent(self) -> dict[str, list[str]]:
        """What the browser would send, files and buttons left out."""
        data: dict[str, list[str]] = {}
        for control in self.controls:
            if control.value is not None and control.kind != "file":
                data.setdefault(control.name, []).append(control.value)
        return data


@dataclass
class Link:
    label: str
    href: str


class Markup(HTMLParser):
    """One page, read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self.title = ""
        self._pieces: list[str] = []
        self._open: list[Button | Link] = []
        self._form: Form | None = None
        self._area: Control | None = None
        self._select: Control | None = None
        self._unread = 0
        self.feed(html)

    @property
    def text(self) -> str:
        """The words as one reads them, each run of white space as one blank."""
        return re.sub(r"\s+", " ", self.plain)

    @property
    def plain(self) -> str:
        """The words with their white space as it is in the source."""
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._unread += tag in UNREAD
        if tag in BLOCKS:
            self._pieces.append(" ")
        if tag == "form":
            self._form = Form(found.get("method", "get").lower(), found.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a" and "href" in found:
            self.links.append(Link("", found["href"]))
            self._open.append(self.links[-1])
        elif self._form is not None:
            self._field(self._form, tag, found)

    def _field(self, form: Form, tag: str, found: dict[str, str]) -> None:
        if tag == "button":
            button = Button("", found.get("name", ""), found.get("value", ""), "disabled" in found)
            self._open.append(button)
            if found.get("type", "submit") == "submit":
                form.buttons.append(button)
        elif tag == "option" and self._select is not None:
            self._select.options.append(found.get("value", ""))
            if "selected" in found or self._select.value is None:
                self._select.value = found.get("value", "")
        elif found.get("name"):
            form.controls.append(self._control(tag, found))

    def _control(self, tag: str, found: dict[str, str]) -> Control:
        kind = found.get("type", "text") if tag == "input" else tag
        value = found.get("value", "on" if kind in ("checkbox", "radio") else "")
        if kind in ("checkbox", "radio"):
            return Control(found["name"], kind, value if "checked" in found else None, offered=value)
        control = Control(found["name"], kind, None if tag == "select" else value)
        control.longest = int(found["maxlength"]) if found.get("maxlength") else None
        if tag == "textarea":
            self._area = control
        if tag == "select":
            self._select = control
        return control

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD
        if tag in ("a", "button") and self._open:
            self._open.pop()
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._area is not None:
            # The parser of a browser drops one line break right after the tag.
            self._area.value = (self._area.value or "").removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if self._area is not None:
            self._area.value = (self._area.value or "") + data
        for element in self._open:
            element.label = re.sub(r"\s+", " ", element.label + data).lstrip()
        self._pieces.append(data)
