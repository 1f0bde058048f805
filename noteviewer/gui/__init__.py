"""The window. The only package that imports PySide6."""

import builtins

_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401  (below the line that it must not overtake)

# PySide6 puts a hook before every import, which reads the source of each module to see whether it
# asks for snake_case names (`from __feature__ import ...`). We never do, and the hook costs a tenth
# of the start; so the import that Python came with is put back.
builtins.__import__ = _plain_import
