"""The program: the command line, or a process that lays out notes or draws for another of us."""

import sys

from noteviewer.processes import DRAWER, RENDERER, isolate


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    isolate()  # before anything else is imported
    if sys.argv[1:] == [RENDERER]:
        # Without the command line, which the first page would have to wait for.
        from noteviewer.render.worker import server

        server.main()
        return 0
    if sys.argv[1:] == [DRAWER]:
        from noteviewer.render.worker import drawing_server

        drawing_server.main()
        return 0
    from multiprocessing import freeze_support

    freeze_support()
    from noteviewer.cli.main import main as run_command

    return run_command()


if __name__ == "__main__":
    sys.exit(main())
