"""Demo (Vorführung): an invented cast, sign-in by one click, the mails that would have gone out, cases in every state.

Not installed in production: neither these pages nor their addresses exist there.
"""
