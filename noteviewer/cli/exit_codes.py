"""Exit codes of the command line. 1: ``check`` found a difference. 2: argparse's, wrong usage."""

OK = 0
DIFFERENT = 1
USAGE = 2
CANNOT_OPEN = 3
INTERRUPTED = 130
