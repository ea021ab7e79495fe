"""The languages of the app: which there are, and how a text of it is said in another.

Translations are data of ours (translations/*.json): texts as they stand in the code with what they are called
in the language; the same for one context where a word means two things; and patterns with {names} in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

LANGUAGES: dict[str, str] = {"system": "As the system", "en": "English", "ru": "Русский"}
"""By how settings name them, with how the menu does."""

CODES = ("en", "ru")

LANGUAGE = "language"
"""The property of the application that holds the code of its language."""

TABLES = "actions"
"""The context of texts that stand in tables: only they may have names inside."""


class Translations(QTranslator):
    """A language as Qt asks for it."""

    def __init__(self, code: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        data = json.loads(_text_of(code))
        self.texts: Mapping[str, str] = data["texts"]
        self.contexts: Mapping[str, Mapping[str, str]] = data["contexts"]
        patterns: Mapping[str, str] = data["patterns"]
        # The longer a pattern's own words, the more it says: "Move camera {name}" before "Move {name}".
        longest_first = sorted(patterns.items(), key=lambda pair: -len(re.sub(r"\{.*?\}", "", pair[0])))
        self._patterns = [(pattern_of(source), said) for source, said in longest_first]
        self._found: dict[str, str] = {}

    def isEmpty(self) -> bool:
        """Tell that there is something in it; Qt does not ask an empty one."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return what a text is called, itself where there is no entry: "" would be shown as nothing.

        Qt's own texts are found before, by the translator that is installed later.
        """
        del disambiguation, n
        exact = self.contexts.get(context, {}).get(source) or self.texts.get(source)
        if exact is not None or context != TABLES:
            return exact or source
        if source not in self._found:
            self._found[source] = self._by_pattern(source)
        return self._found[source]

    def _by_pattern(self, source: str) -> str:
        for pattern, said in self._patterns:
            match = pattern.fullmatch(source)
            if match is not None:
                return said.format(
                    **{key: self.texts.get(name, name) for key, name in match.groupdict().items()}
                )
        return source


def pattern_of(source: str) -> re.Pattern[str]:
    """Build the expression that a text with {names} stands for."""
    parts = re.split(r"\{(\w+)\}", source)
    return re.compile("".join(re.escape(p) if i % 2 == 0 else f"(?P<{p}>.+?)" for i, p in enumerate(parts)))


def code_of(chosen: str) -> str:
    """Return the language for what is chosen; the system's where that is asked for, else English."""
    if chosen in CODES:
        return chosen
    return "ru" if QLocale.system().language() == QLocale.Language.Russian else "en"


def use_language(chosen: str) -> str:
    """Have everything made from here on speak a language; returns its code.

    Numbers are written with a point in all of them, as lenses and aspects are; a comma typed counts as one.
    """
    app = QCoreApplication.instance()
    assert app is not None
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    code = code_of(chosen)
    app.setProperty(LANGUAGE, code)
    if code != "en":
        app.installTranslator(Translations(code, app))
        own = QTranslator(app)
        if own.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(own)  # what Qt's own dialogs say
    return code


def _text_of(code: str) -> str:
    return files("zeroshot.gui").joinpath("translations", f"{code}.json").read_text(encoding="utf-8")
