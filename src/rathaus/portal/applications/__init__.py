"""Applications (Anträge): definitions, drafts, and submission.

Receipt = stored: one transaction per submission, one key per draft; a draft keeps the version it began with and loses
nothing that was typed. Knows nothing of cases; whoever wants to receive applications registers (``receivers``).
"""
