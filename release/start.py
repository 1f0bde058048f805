"""Where the bundled program begins, and each of its children."""

import sys

from noteviewer.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
