"""``python -m noteviewer``."""

import sys

from noteviewer.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
