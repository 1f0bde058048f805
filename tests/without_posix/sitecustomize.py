"""Hides what only POSIX has, and stands in what Windows has instead; for any Python that begins.

With this folder on ``PYTHONPATH`` the program runs as far as a Linux machine allows as it would on
Windows: without `fcntl`, `resource` and `pwd`, and with locks from `msvcrt`.
"""

import fcntl
import subprocess  # noqa: F401  (takes a machine with `msvcrt` for Windows)
import sys
import types


def _locking(descriptor: int, mode: int, _length: int) -> None:
    fcntl_flock(descriptor, _modes[mode])


fcntl_flock, _modes = fcntl.flock, {2: fcntl.LOCK_EX | fcntl.LOCK_NB}
msvcrt = types.ModuleType("msvcrt")
msvcrt.locking, msvcrt.LK_NBLCK = _locking, 2  # type: ignore[attr-defined]
sys.modules["msvcrt"] = msvcrt
for _name in ("fcntl", "resource", "pwd"):
    sys.modules[_name] = None  # type: ignore[assignment]
