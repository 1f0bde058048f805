"""What of the settings and of the reader's decisions bears on a page."""

from pathlib import Path

from noteviewer.gui.pages.source import PageOptions
from noteviewer.gui.settings.values import Settings, SettingsStore
from noteviewer.gui.theme import Theme, ThemeSwitch
from noteviewer.library.choices import choices_in
from noteviewer.library.location import Location
from noteviewer.library.state import ReaderState
from noteviewer.render.shell import Appearance

WIDTHS = {"narrow": "36em", "normal": "", "wide": "56em", "full": "none"}
SERIF = '"Noto Serif", "Noto Serif CJK SC", "Source Han Serif SC", serif'


def appearance_of(settings: Settings, theme: Theme) -> Appearance:
    """How pages look now."""
    return Appearance(
        theme=theme.name,
        references="written" if settings.references_as_written else "list",
        width=WIDTHS.get(settings.measure, ""),
        font=SERIF if settings.page_font == "serif" else "",
    )


def switches_of(appearance: Appearance) -> dict[str, object]:
    """The same for a page that is shown already (``noteviewerPage.setAppearance``)."""
    return {
        "theme": appearance.theme,
        "references": appearance.references,
        "variables": {"--width": appearance.width, "--reader-font": appearance.font},
    }


def page_options(
    state: ReaderState, settings: SettingsStore, themes: ThemeSwitch, location: Location
) -> PageOptions:
    """Everything that the page at a place is made with."""
    return PageOptions(
        appearance=appearance_of(settings.settings, themes.theme),
        image_hosts=state.folders.image_hosts(location.folder),
        encoding=choices_in(state, Path(location.folder)).encodings.get(location.note),
    )
