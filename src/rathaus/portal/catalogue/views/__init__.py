"""One file per noun: what a visitor looks for."""
