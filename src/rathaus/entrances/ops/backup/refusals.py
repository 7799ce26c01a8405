"""Why nothing was done, in a sentence for whoever runs the house."""


class Refused(Exception):
    """Nothing was changed; the message is one plain sentence."""
