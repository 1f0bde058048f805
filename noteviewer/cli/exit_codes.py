"""Exit codes of the command line. 2 is argparse's own for wrong usage."""

OK = 0
USAGE = 2
CANNOT_OPEN = 3
INTERRUPTED = 130
