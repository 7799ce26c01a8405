"""Pages that combine modules: website, my area, desk, API, operations."""
