"""PostgreSQL behind Django, whose pool asks the database less often whether a connection still works."""
