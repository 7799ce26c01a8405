"""Backup (Sicherung): database and files of one moment in one sealed archive, and back into an empty house.

The database is copied as it stood at one moment while everyone goes on working, then the files its rows name: files
never change, so they belong to that moment. An archive is sealed under a key of its own and read back whole before it
gets its name; a restore reads all of it before it changes anything. The vault key is never in it: whoever has archive
and backup key still cannot open answers, files and messages.
"""
