"""What changes drafts and applications."""
