"""Static files under hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Hashed, compressed, immutable; a file not yet collected keeps its plain name instead of breaking the page."""

    manifest_strict = False
