"""When garbage is looked for."""

import gc
import sys
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from noteviewer.gui.app import garbage_collection


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _collection_as_before() -> Iterator[None]:
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()
    sys.setswitchinterval(turn)


def test_what_is_old_is_freed_sooner_or_later(
    qtbot: QtBot, qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage_collection, "SETTLING_MS", 0)
    monkeypatch.setattr(garbage_collection, "SWEEP_MS", 10)
    parent = QObject(qapp)
    garbage_collection.put_off()
    assert not gc.isenabled()
    garbage_collection.begin_later(parent)
    qtbot.waitUntil(gc.isenabled)
    knot = Knot()
    gone = ref(knot)
    gc.collect(1)
    del knot
    qtbot.waitUntil(lambda: gone() is None)
    parent.deleteLater()
