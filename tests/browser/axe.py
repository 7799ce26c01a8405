"""Looks at a page with axe (https://github.com/dequelabs/axe-core)."""

from functools import cache

from django.conf import settings
from playwright.sync_api import Page

# The one rule that would need style sheets preloaded asks for screens that can be turned.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = [(320, "light"), (1280, "light"), (1280, "dark")]


def assert_sound(page: Page, screens: list[tuple[int, str]] = SCREENS) -> None:
    """The page as it stands has one headline, is accessible and fits, on a phone and a wide screen, light and dark."""
    assert page.locator("h1").count() == 1, page.url
    for width, scheme in screens:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert_fits(page)
        assert_accessible(page)
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)


def assert_accessible(page: Page) -> None:
    """No rule of WCAG 2.2, level A or AA, is broken on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, preload: false})", RULES)["violations"]
    broken = [f"{rule['id']}: {node['html']}\n  {node['failureSummary']}" for rule in found for node in rule["nodes"]]
    assert not broken, f"{page.url} {page.viewport_size}\n" + "\n".join(broken)


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    # Until the page's own fonts are there, it stands in wider ones.
    page.evaluate("document.fonts.ready.then(() => null)")
    overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overhang <= 0, f"{page.url} is {overhang} px too wide for {page.viewport_size}"


@cache
def _axe() -> str:
    return (settings.ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
