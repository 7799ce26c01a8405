"""``rathaus``: Django's command line under the house's name, with hyphens in command names."""

import os
import sys


def main() -> None:
    """Run the command in ``sys.argv``; ``import-catalogue`` finds ``import_catalogue.py``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
    from django.core.management import execute_from_command_line

    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        sys.argv[1] = sys.argv[1].replace("-", "_")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
