"""What sections are marked with in the index; apart, so that asking needs no parser."""

from enum import IntFlag


class UnitFlag(IntFlag):
    """What a section holds, for ``has:``."""

    FORMULA = 1
    IMAGE = 2
    CODE = 4
    REFERENCE = 8
    LINK = 16
