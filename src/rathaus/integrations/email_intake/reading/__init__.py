"""Reading a mail: bytes from a stranger in, a plain letter out. Nothing here knows the database or the network."""

from rathaus.integrations.email_intake.reading.letter import Letter, Unreadable, read

__all__ = ["Letter", "Unreadable", "read"]
