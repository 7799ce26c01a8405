"""Where applications and the lists they offer are kept."""

from pathlib import Path

from django.conf import settings


def city_folder() -> Path:
    """Where the city keeps its lists."""
    return settings.CONTENT_DIR / "cities" / settings.CITY


def service_folder(slug: str) -> Path | None:
    """The folder of a service that can be applied for online; None if there is no such application."""
    return next((folder for folder in application_folders() if folder.name == slug), None)


def application_folders() -> list[Path]:
    """The folders of all services that can be applied for online, by slug."""
    return sorted(file.parent for file in settings.CONTENT_DIR.glob("services/*/application.toml"))
