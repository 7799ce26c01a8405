"""One file for each thing one does here; all are shown in ``frame``, the template of her area."""
