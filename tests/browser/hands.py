"""Two ways to use a page: with a mouse, and with the keyboard alone."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

FOCUS = """() => {
  const element = document.activeElement, group = element.closest("fieldset");
  const label = element.labels?.length ? element.labels[0].innerText : element.getAttribute("aria-label");
  const words = text => (text || "").replace(/\\s+/g, " ").trim();
  return {
    label: words(label || element.innerText),
    group: words(group?.querySelector("legend")?.innerText),
    kind: element.type || element.tagName.toLowerCase(),
    checked: Boolean(element.checked),
  };
}"""
MOST_TABS = 120


@dataclass
class Mouse:
    """Points, clicks and types."""

    page: Page

    def type(self, label: str, text: str, group: str = "") -> None:
        within, name = self._within(group), re.compile(f"^{re.escape(label)}")
        within.get_by_role("textbox", name=name).or_(within.get_by_role("searchbox", name=name)).first.fill(text)

    def choose(self, label: str, group: str = "") -> None:
        within = self._within(group)
        within.get_by_role("radio", name=label).or_(within.get_by_role("checkbox", name=label)).first.check()

    def await_question(self, group: str) -> None:
        self.page.get_by_role("group", name=group).wait_for()

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()

    def _within(self, group: str) -> Locator:
        return self.page.get_by_role("group", name=group).last if group else self.page.locator("main")


@dataclass
class MouseWithoutScripts(Mouse):
    """A question that follows from an answer comes with the next page."""

    def await_question(self, group: str) -> None:
        self.press("Weiter")
        super().await_question(group)


@dataclass
class Keyboard:
    """Tab, arrows, Space, Enter and letters; the mouse lies in the drawer."""

    page: Page

    def type(self, label: str, text: str, group: str = "") -> None:
        self.reach(label, group)
        self.page.keyboard.type(text)

    def choose(self, label: str, group: str = "") -> None:
        found = self.reach("" if group else label, group)
        if found["kind"] == "checkbox" or found["label"].startswith(label):
            self.page.keyboard.press("Space")
        while not (found := self.focus())["label"].startswith(label):
            self.page.keyboard.press("ArrowDown")
            assert self.focus()["label"] != found["label"], f"{label} is not among the answers"
        assert found["checked"]

    def await_question(self, group: str) -> None:
        self.page.get_by_role("group", name=group).wait_for()

    def press(self, label: str) -> None:
        self.reach(label)
        self.page.keyboard.press("Enter")

    def reach(self, label: str, group: str = "") -> dict:
        """Tab on until the focus is on a control of that label, in that group; where it is then."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            found = self.focus()
            if found["label"].startswith(label) and found["group"].startswith(group):
                return found
        raise AssertionError(f"{self.page.url}: Tab never comes to {label!r} {group!r}")

    def focus(self) -> dict:
        """Label, group, kind and state of what has the focus."""
        return self.page.evaluate(FOCUS)
