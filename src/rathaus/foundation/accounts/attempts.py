"""How often somebody has tried, counted by all processes and machines together: Django's cache in the database.

Against four processes that each count alone one has four times the tries. Holds a few short-lived counters and marks,
as JSON: nothing stored is ever executed, as a pickle would be. Named by the setting CACHES.
"""

from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import transaction

from rathaus.foundation.accounts.models import Attempt

_NEVER = datetime.max.replace(tzinfo=UTC)


class Attempts(BaseCache):
    """Every call is short and commits at once, unless its caller holds a transaction open."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether nothing was there under ``key``, and ``value`` is now: of many at once, one hears yes."""
        name, until = self._name(key, version), self._until(timeout)
        with transaction.atomic():
            Attempt.objects.filter(name=name, until__lte=_now()).delete()
            made = Attempt(name=name, value=value, until=until)
            Attempt.objects.bulk_create([made], ignore_conflicts=True)
            return Attempt.objects.filter(name=name, mark=made.mark).exists()

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = Attempt.objects.filter(name=self._name(key, version), until__gt=_now()).values_list("value", flat=True)
        return next(iter(found), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        kept = {"value": value, "until": self._until(timeout)}
        Attempt.objects.update_or_create(name=self._name(key, version), defaults=kept)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        alive = Attempt.objects.filter(name=self._name(key, version), until__gt=_now())
        return bool(alive.update(until=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(Attempt.objects.filter(name=self._name(key, version)).delete()[0])

    @transaction.atomic
    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The number after it; none is lost, however many count at once. Raises ValueError if there is none."""
        alive = Attempt.objects.select_for_update().filter(name=self._name(key, version), until__gt=_now())
        if (counted := alive.first()) is None:
            raise ValueError(f"Nothing is counted as {key!r}")
        counted.value += delta
        counted.save(update_fields=["value"])
        return int(counted.value)

    def clear(self) -> None:
        Attempt.objects.all().delete()

    def _name(self, key: str, version: int | None) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _until(self, timeout: Any) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        return _NEVER if seconds is None else datetime.fromtimestamp(seconds, UTC)


def forget_old_attempts() -> int:
    """Remove what counts no more; how many."""
    return Attempt.objects.filter(until__lte=_now()).delete()[0]


def _now() -> datetime:
    return datetime.now(UTC)
