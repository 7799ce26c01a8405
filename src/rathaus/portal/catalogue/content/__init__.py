"""Reads what the city says in ``content/``, and checks it strictly before anything of it is stored."""
