"""Blueprints (Antragsvorlagen): a service's ``application.toml`` read, checked, published and described to programs.

``reading`` makes the stored content of a folder, ``blueprint`` the frozen objects of it, ``checking`` finds every fault
with file and line, ``schema`` and ``receiving`` are the door for programs. What is published is stored by ``actions``.
"""
