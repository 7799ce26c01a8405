"""Money is a whole number of cents; this writes it the German way."""


def euros(cents: int) -> str:
    """``123456`` → ``1.234,56 €`` (with a no-break space)."""
    sign = "−" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}\N{NO-BREAK SPACE}€"
