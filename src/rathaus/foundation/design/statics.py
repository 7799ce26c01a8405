"""Static files under hashed names."""

import os

from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Hashed, compressed, immutable; a file not yet collected keeps its plain name instead of breaking the page."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            return name


class StaticFiles(WhiteNoiseMiddleware):
    """Serves also what was collected since this process began: during an update, pages that a newer process made name
    files that this one does not know yet."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        url = request.path_info
        if url.startswith(self.static_prefix) and url not in self.files and (path := self._collected(url)):
            self.add_file_to_dictionary(url, path)
        return super().__call__(request)

    def _collected(self, url: str) -> str:
        """Where it lies below the folder of static files; empty if it does not."""
        path = os.path.join(self.static_root, url.removeprefix(self.static_prefix))
        return path if self.url_is_canonical(url) and os.path.isfile(path) else ""
