"""The pages of a case: at the desk, for its citizen, for a guest."""
