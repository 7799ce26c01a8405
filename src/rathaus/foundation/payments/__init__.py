"""Payments (Gebühren): what is due and how the amount came about; paying online comes later."""
