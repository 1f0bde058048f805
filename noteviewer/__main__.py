"""The program: the command line, or the process that lays out notes for another one of us."""

import sys

from noteviewer.processes import RENDERER, isolate


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    isolate()  # before anything else is imported
    if sys.argv[1:] == [RENDERER]:
        # Without the command line, which the first page would have to wait for.
        from noteviewer.render.worker import server

        server.main()
        return 0
    from multiprocessing import freeze_support

    freeze_support()
    from noteviewer.cli.main import main as run_command

    return run_command()


if __name__ == "__main__":
    sys.exit(main())
