"""PostgreSQL behind Django, whose pool asks less often whether a connection works, and which keeps plans of queries."""
