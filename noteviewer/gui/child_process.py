"""Processes of this program that Qt starts."""

from PySide6.QtCore import QProcess, QProcessEnvironment

from noteviewer.processes import CHILD_FOLDER, child_command, child_environment


def prepare_child(process: QProcess, *arguments: str) -> None:
    """Let a `QProcess` start this program once more, as `noteviewer.processes` wants it.

    Args:
        process: One that has not been started.
        *arguments: Those of the command line, with absolute paths.
    """
    program, *rest = child_command(*arguments)
    environment = QProcessEnvironment()
    for name, value in child_environment().items():
        environment.insert(name, value)
    process.setProgram(program)
    process.setArguments(rest)
    process.setProcessEnvironment(environment)
    process.setWorkingDirectory(CHILD_FOLDER)
