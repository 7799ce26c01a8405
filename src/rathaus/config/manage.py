"""``rathaus``: Django's command line under the house's name, with hyphens in command names."""

import os
import sys

from rathaus.config.start import in_plain_words


def main() -> None:
    """Run the command in ``sys.argv``; ``import-catalogue`` finds ``import_catalogue.py``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from rathaus.lib.log_lines import log_uncaught

    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        sys.argv[1] = sys.argv[1].replace("-", "_")
    with in_plain_words():
        # Django itself would go on without settings, and know none of our commands.
        if settings.PRODUCTION:
            sys.excepthook = log_uncaught
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
