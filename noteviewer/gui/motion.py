"""What moves by itself in the window: nothing, where the reader wants rest.

Panes and lists have no animation of ours. What is left are effects of Qt's own widgets and the
blinking of the text cursor; the page has `reader.engine.Engine.set_still`. Qt does not tell whether
the system asks for less motion, so only the setting decides.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Motion:
    """Stops what moves by itself, and lets it move again as the system has it."""

    def __init__(self) -> None:
        """Learn what the system has."""
        self._flash_time = QGuiApplication.styleHints().cursorFlashTime()
        self._effects = [effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]

    def set_still(self, *, is_still: bool) -> None:
        """Stop it, or not."""
        for effect in self._effects:
            QApplication.setEffectEnabled(effect, not is_still)
        QGuiApplication.styleHints().setCursorFlashTime(0 if is_still else self._flash_time)
