"""Ideas as CSV (RFC 4180): read from another collection, written as open data."""
