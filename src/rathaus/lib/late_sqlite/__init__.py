"""SQLite behind Django, which lets others write until a transaction says its first word to the database."""
