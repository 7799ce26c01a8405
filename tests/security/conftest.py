from tests.browser.conftest import chromium
from tests.walk.town import town

__all__ = ["chromium", "town"]
