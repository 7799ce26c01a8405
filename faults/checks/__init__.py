"""What must hold, each a sentence for every place where it does not."""
