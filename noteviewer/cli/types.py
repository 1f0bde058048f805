"""Names for argparse's own types."""

import argparse  # noqa: TC003  (the alias is read by type checkers only, but must be importable)
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (argparse has no public name for it)
"""What ``register`` of a command module adds itself to."""
