"""Short random references with a check character, in Crockford's base 32 (https://www.crockford.com/base32.html)."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110", "- ")


def new_reference(length: int = 8) -> str:
    """A random reference such as ``7K4M-2Q9X-E``: ``length`` symbols in fours, then the check character.

    Crockford's own check (modulo 37) needs symbols like ``*`` that nobody can say on the phone; a weighted sum
    modulo 31 stays within the alphabet and finds every wrong symbol and every swap of neighbours, but for 0 against Z.
    """
    body = _random(length)
    return _grouped(body) + "-" + _check(body)


def new_code(length: int = 12) -> str:
    """A random secret code such as ``Q7RM-31ZT-9KHD`` (5 bits a symbol)."""
    return _grouped(_random(length))


def _random(length: int) -> str:
    # The alphabet has 32 symbols, so five bits of each byte choose one, and all are equally likely.
    return "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(length))


def read_reference(typed: str) -> str | None:
    """The canonical form of what a person typed (case, spaces, hyphens, O/0, I/L/1), or None if it can't be one."""
    symbols = typed.upper().translate(_READ_AS)
    body, check = symbols[:-1], symbols[-1:]
    if len(body) < 4 or set(symbols) - set(ALPHABET) or check != _check(body):
        return None
    return _grouped(body) + "-" + check


def read_code(typed: str) -> str:
    """The canonical form of a typed secret code; garbage stays garbage and matches nothing."""
    return _grouped("".join(s for s in typed.upper().translate(_READ_AS) if s in ALPHABET))


def _grouped(symbols: str) -> str:
    return "-".join(symbols[i : i + 4] for i in range(0, len(symbols), 4))


def _check(body: str) -> str:
    # Weights 2, 3, 4 … modulo the prime 31: neighbours never share a weight.
    return ALPHABET[sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(body, start=2)) % 31]
