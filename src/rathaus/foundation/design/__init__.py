"""Design (Gestaltung): frame, parts and tokens of every page, the language switch, dates and money in templates.

Each part exists once and is shown on the style-guide page ``/gestaltung/``.
"""
