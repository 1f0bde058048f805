"""Bring ``resources/i18n/*.ts`` up to date with the texts in ``noteviewer/gui``.

usage: python -m tools.translations

Qt's own extractor takes ``tr("Context", "Text")``, with ``tr`` short for
``QCoreApplication.translate``, for a text with a comment; this one reads the syntax tree, and knows
the two calls that we use. Translations that are there stay; texts that are gone go.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "i18n"
PLURAL_FORMS = {"zh_CN": 1, "en": 2}

Text = tuple[str, str]
"""Context and source text."""


def find_texts(source: Path) -> Iterator[Text]:
    """Every text in the Python files below a folder that goes through translation."""
    for path in sorted(source.rglob("*.py")):
        yield from _in_tree(ast.parse(path.read_text(encoding="utf-8")), "")


def _in_tree(node: ast.AST, class_name: str) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        name = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call):
            yield from _in_call(child, class_name)
        yield from _in_tree(child, name)


def _in_call(call: ast.Call, class_name: str) -> Iterator[Text]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    words = [part.value for part in call.args[:2] if isinstance(part, ast.Constant)]
    texts = [word for word in words if isinstance(word, str)]
    if name not in {"tr", "translate"} or not texts:
        return
    is_method = isinstance(call.func, ast.Attribute) and name == "tr"
    yield (class_name, texts[0]) if is_method else (texts[0], texts[1])


def wanted_texts(language: str) -> list[Text]:
    """The texts that a language must translate: for English, only those with a number."""
    texts = sorted(set(find_texts(ROOT / "noteviewer" / "gui")))
    return [text for text in texts if language != "en" or "%Ln" in text[1]]


def read_translations(language: str) -> dict[Text, list[str]]:
    """What is translated so far: one form, or one for each plural."""
    path = FOLDER / f"noteviewer_{language}.ts"
    if not path.is_file():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = forms or [translation.text or ""]
    return found


def write_translations(language: str, translations: dict[Text, list[str]]) -> None:
    """Write a language's file, with empty translations where there are none yet."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = None
    for name, source in wanted_texts(language):
        if context is None or context.findtext("name") != name:
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = name
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        forms = translations.get((name, source), [""])
        is_finished = all(forms)
        translation = ET.SubElement(
            message, "translation", {} if is_finished else {"type": "unfinished"}
        )
        if "%Ln" not in source:
            translation.text = forms[0]
            continue
        message.set("numerus", "yes")
        for form in (forms * PLURAL_FORMS[language])[: PLURAL_FORMS[language]]:
            ET.SubElement(translation, "numerusform").text = form
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"noteviewer_{language}.ts").write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8"
    )


def main() -> int:
    """Update both files and say what is still to be translated."""
    for language in PLURAL_FORMS:
        translations = read_translations(language)
        write_translations(language, translations)
        missing = [text for text in wanted_texts(language) if not all(translations.get(text, [""]))]
        sys.stdout.write(f"{language}: {len(missing)} to translate\n")
        for context, source in missing:
            sys.stdout.write(f"  {context}: {source!r}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
