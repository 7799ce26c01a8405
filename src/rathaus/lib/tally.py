"""What became of many things that were stored at once."""

from dataclasses import dataclass, field


@dataclass
class Tally:
    """Names of what was created, changed, left unchanged, and (place, reason) of what was skipped."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.created or self.changed)

    def counts(self) -> dict[str, int]:
        """``{"created": 3, "changed": 0, "unchanged": 284, "skipped": 1}``."""
        return {name: len(things) for name, things in vars(self).items()}

    def __str__(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.counts().items())
