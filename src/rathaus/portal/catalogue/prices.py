"""Fees as a short table: what it is for, and the price."""

from dataclasses import dataclass
from typing import Any

from rathaus.lib.money import euros


@dataclass(frozen=True)
class Prices:
    """``per`` is set where all fees share it ("im Jahr"); ``lines`` are (what for, price)."""

    per: str
    lines: list[tuple[str, str]]


def prices(fees: list[dict[str, Any]]) -> Prices:
    """The fees of ``service.toml`` as people read them: 132 €, 30,70 €, kostenlos."""
    shared = {fee.get("per", "") for fee in fees}
    per = shared.pop() if len(shared) == 1 else ""
    return Prices(per, [(fee["label"], _price(fee, "" if per else fee.get("per", ""))) for fee in fees])


def _price(fee: dict[str, Any], per: str) -> str:
    price = fee.get("text") or euros(fee["amount"]).replace(",00", "")
    return f"{price} {per}".strip()
