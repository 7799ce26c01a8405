"""What can be wrong with a file's content."""


class Damaged(Exception):
    """The file breaks off or contradicts itself."""


class TooManyPixels(Exception):
    """Decoding it would take more memory than a photo is worth."""
