"""Which city's content is shown, read from ``RATHAUS_CONTENT`` and ``RATHAUS_CITY``."""

from pathlib import Path

from rathaus.config import env


def folders(content: Path, city: str) -> tuple[Path, str]:
    """The folder of content and the city's name in it, ``content`` and ``city`` where nothing else is set."""
    content = Path(env.text("RATHAUS_CONTENT", str(content))).resolve()
    city = env.text("RATHAUS_CITY", city)
    if not content.is_dir():
        env.complain(f"RATHAUS_CONTENT is {content}, but there is no such folder")
    elif not (content / "cities" / city / "city.toml").is_file():
        there = ", ".join(sorted(file.parent.name for file in content.glob("cities/*/city.toml"))) or "none"
        env.complain(f"RATHAUS_CITY is {city!r}, but {content}/cities has no such city; there are: {there}")
    return content, city
