# ruff: noqa: PTH100, PTH117, PTH120  (pathlib would be loaded from the working folder)
"""Processes of this program: none of them trusts the folder in which it was started.

Python looks for modules in the working folder (``python -m``, ``python -c``, an empty item of
``PYTHONPATH``), and so do the system's loaders for programs and libraries where a search path
holds an empty or relative item. Whoever starts noteviewer in a folder of notes would run that
folder's ``yaml.py``. So every process begins with `isolate`, and every child is started with
`child_command`, `child_environment` and `CHILD_FOLDER`.

What is imported here is what every interpreter has loaded before the first line of a program:
anything else could come from the working folder.
"""

import os
import sys

RENDERER = "--renderer"
"""First argument of the process that lays out notes (`noteviewer.render.worker.server`)."""
DRAWER = "--drawer"
"""First argument of the process that draws (`noteviewer.render.worker.drawing_server`)."""
CHILD_FOLDER = os.path.abspath(os.sep)
"""Working folder of all children: the root of the file system, where only an owner writes."""

_SEARCH_PATHS = (
    "PATH",
    "PYTHONPATH",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "PYTHONPYCACHEPREFIX",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QML_IMPORT_PATH",
    "QML2_IMPORT_PATH",
    "QTWEBENGINEPROCESS_PATH",
    "QTWEBENGINE_RESOURCES_PATH",
    "QTWEBENGINE_LOCALES_PATH",
    "TMPDIR",
    "TEMP",
    "TMP",
    # A relative one is to be ignored: XDG Base Directory Specification, "Basics".
    "XDG_CACHE_HOME",
    "XDG_CONFIG_DIRS",
    "XDG_CONFIG_HOME",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
)
"""Variables in which a relative item means a place in the working folder."""


def isolate() -> None:
    """Load and start nothing from the working folder from now on.

    Call before anything else is imported; more often does no harm.
    """
    if not is_frozen():
        given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        relative = ["", *(item for item in given if not os.path.isabs(item))]
        suspects = {os.path.abspath(item) for item in relative} - _trusted_folders()
        sys.path[:] = [item for item in sys.path if os.path.isabs(item) and item not in suspects]
    for name in _SEARCH_PATHS:
        if paths := _absolute_items(os.environ.pop(name, "")):
            os.environ[name] = os.pathsep.join(paths)


def isolate_children() -> None:
    """Let `multiprocessing`, which gives its children this environment, start them as we do.

    Not in the window: an editor that it starts would have the environment too.
    """
    isolate()
    os.environ.update(child_environment())


def is_frozen() -> bool:
    """Whether this is a build without an interpreter of its own, such as PyInstaller's."""
    return bool(getattr(sys, "frozen", False))


def child_command(*arguments: str) -> list[str]:
    """Program and arguments that start this program once more.

    Args:
        *arguments: Those of the command line, with absolute paths: the working folder is
            another; or `RENDERER` or `DRAWER`.
    """
    interpreter = [sys.executable] if is_frozen() else [sys.executable, "-P", "-m", "noteviewer"]
    return [*interpreter, *arguments]


def child_environment() -> dict[str, str]:
    """The environment of this process without what names places in the working folder."""
    environment = dict(os.environ)
    for name in _SEARCH_PATHS:
        if paths := _absolute_items(environment.pop(name, "")):
            environment[name] = os.pathsep.join(paths)
    found = _absolute_items(environment.get("PYTHONPATH", ""))
    if not is_frozen() and _package_root() not in (*found, *_site_folders()):
        environment["PYTHONPATH"] = os.pathsep.join([*found, _package_root()])
    environment["PYTHONSAFEPATH"] = "1"
    # Windows otherwise looks for a program in the working folder first.
    environment["NoDefaultCurrentDirectoryInExePath"] = "1"
    return environment


def leave_folder() -> None:
    """Leave the folder in which the program was started, when its arguments are understood.

    What asks the operating system for a file by a relative name then finds none of the notes.
    """
    os.chdir(CHILD_FOLDER)


def _absolute_items(paths: str) -> list[str]:
    return [item for item in paths.split(os.pathsep) if os.path.isabs(item)]


def _package_root() -> str:
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def _trusted_folders() -> set[str]:
    """Folders that are searched wherever the program is started."""
    return {_package_root(), os.path.dirname(os.__file__), *_site_folders()}


def _site_folders() -> list[str]:
    import site

    return [*site.getsitepackages(), site.getusersitepackages()]
