"""Events of the driven program: one JSON object a line on standard output."""

import json
import os
import sys
import time

_output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")


def report(event: str, **values: object) -> None:
    """Write an event."""
    _output.write(json.dumps({"event": event, "at": time.monotonic(), **values}) + "\n")
    _output.flush()
