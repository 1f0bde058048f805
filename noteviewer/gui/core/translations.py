"""The languages of the window: translations are read from ``resources/i18n/*.ts`` as they are.

Reading the XML takes a few milliseconds, and saves a compiled copy that could be out of date.
"""

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, parse

import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from noteviewer.paths import resources_dir

logger = logging.getLogger(__name__)

Key = tuple[str, str, str]
"""Context, source text and comment."""


class TsTranslator(QTranslator):
    """Translates from the messages of one ``.ts`` file."""

    def __init__(self, language: str, messages: Mapping[Key, tuple[str, ...]]) -> None:
        super().__init__()
        self._language = language
        self._messages = messages

    def isEmpty(self) -> bool:
        """Whether there is nothing to translate."""
        return not self._messages

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The text in this language, or an empty one where it has none (Qt's own contract)."""
        forms = self._messages.get((context, source_text, disambiguation or ""))
        if not forms:
            # The null string of Qt, which means "ask the next translator".
            return None  # type: ignore[return-value]  # the binding turns None into it
        return forms[_plural_form(self._language, n) if len(forms) > 1 else 0]


def use_language(wanted: str) -> tuple[QTranslator, ...]:
    """Use a language from now on; empty for the system's. Keep what is returned.

    Returns:
        The translators that are installed; give them to `forget_language` before another is used.
    """
    name = wanted or system_language()
    system = QLocale.system()
    # A bare system ("C") writes numbers without separators and dates in no language's way.
    is_bare = system.language() == QLocale.Language.C
    QLocale.setDefault(QLocale(name) if wanted or is_bare else system)
    own = TsTranslator(name, read_messages(resources_dir() / "i18n" / f"noteviewer_{name}.ts"))
    qt = QTranslator()
    qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (qt, own):
        QCoreApplication.installTranslator(translator)
    return (qt, own)


def forget_language(translators: tuple[QTranslator, ...]) -> None:
    """Use the language of the source again; the translators are gone after this.

    They are deleted here and not left to the garbage collector: it may run while a text is being
    translated, and a translator that dies then waits for ever for the lock that this holds.
    """
    for translator in filter(shiboken6.isValid, translators):
        QCoreApplication.removeTranslator(translator)
        shiboken6.delete(translator)


@cache
def read_messages(path: Path) -> Mapping[Key, tuple[str, ...]]:
    """The finished messages of a ``.ts`` file."""
    try:
        root = parse(path).getroot()  # noqa: S314  (our own files)
    except (OSError, ParseError) as error:
        logger.info("no translation from %s: %s", path, error)
        return {}
    messages: dict[Key, tuple[str, ...]] = {}
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            forms = _forms(message)
            if forms:
                comment = message.findtext("comment", "")
                messages[name, message.findtext("source", ""), comment] = forms
    return messages


def _forms(message: Element) -> tuple[str, ...]:
    translation = message.find("translation")
    if translation is None or translation.get("type") in {"vanished", "obsolete", "unfinished"}:
        return ()
    numbered = tuple(form.text or "" for form in translation.iter("numerusform"))
    forms = numbered or ((translation.text or ""),)
    return forms if all(forms) else ()


def _plural_form(language: str, n: int) -> int:
    return 0 if language == "zh_CN" or n == 1 else 1


def system_language() -> str:
    """The language of the system, as far as the window speaks it."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"
