"""The table of commands. Standard keys are set explicitly: several are empty on generic Linux."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from noteviewer.gui.commands.registry import Command, Group

WITHOUT_FOLDER = frozenset(
    {
        "start",
        "go-to",
        "open-folder",
        "theme",
        "full-screen",
        "palette",
        "settings",
        "shortcuts",
        "menu",
        "new-window",
        "help",
        "about",
        "quit",
    }
)
"""Commands that make sense while no folder is open."""

ON_PAGE = frozenset(
    {
        "next-in-series",
        "previous-in-series",
        "find-next",
        "find-previous",
        "close-tab",
        "duplicate-tab",
        "pin-tab",
        "bookmark",
        "edit",
        "show-file",
        "copy-path",
        "copy-link",
        "compare-versions",
        "encoding",
        "print",
        "export-pdf",
        "export-html",
        "export-topic",
        "cycle-panes",
        "cycle-panes-back",
        "reading-mode",
        "zoom-in",
        "zoom-out",
        "zoom-reset",
    }
)
"""Commands that make no sense while something else stands in the place of the page."""


def group_title(group: Group) -> str:
    """What commands are about, as the heading above them."""
    tr = QCoreApplication.translate
    return {
        Group.GO: tr("Commands", "Go"),
        Group.FIND: tr("Commands", "Find"),
        Group.TABS: tr("Commands", "Tabs"),
        Group.NOTE: tr("Commands", "Note"),
        Group.VIEW: tr("Commands", "View"),
        Group.FOLDER: tr("Commands", "Folder"),
        Group.PROGRAM: tr("Commands", "Program"),
    }[group]


def standard_commands() -> tuple[Command, ...]:
    """All commands of the window, titled in the language in force."""
    tr = QCoreApplication.translate
    go, find, tabs, note = Group.GO, Group.FIND, Group.TABS, Group.NOTE
    view, folder, program = Group.VIEW, Group.FOLDER, Group.PROGRAM
    return (
        Command("back", go, tr("Commands", "Back"), ("Alt+Left",), "back"),
        Command("forward", go, tr("Commands", "Forward"), ("Alt+Right",), "forward"),
        Command("go-to", go, tr("Commands", "Go to anything…"), ("Ctrl+K",), "search"),
        Command("next-in-series", go, tr("Commands", "Next note of the series"), ("Alt+Down",)),
        Command(
            "previous-in-series", go, tr("Commands", "Previous note of the series"), ("Alt+Up",)
        ),
        Command("home", go, tr("Commands", "Overview of the folder"), ("Alt+Home",)),
        Command("news", go, tr("Commands", "New, changed and unread notes"), ("Alt+N",)),
        Command("start", go, tr("Commands", "Start page and recent folders"), ("Ctrl+Shift+O",)),
        Command("search", find, tr("Commands", "Search all notes…"), ("Ctrl+Shift+F",), "search"),
        Command(
            "similar",
            find,
            tr("Commands", "Find notes similar to the selection"),
            ("Ctrl+Alt+F",),
            "topics",
        ),
        Command("find", find, tr("Commands", "Find in the note…"), ("Ctrl+F",)),
        Command("find-next", find, tr("Commands", "Next match"), ("F3",)),
        Command("find-previous", find, tr("Commands", "Previous match"), ("Shift+F3",)),
        Command("new-tab", tabs, tr("Commands", "New tab"), ("Ctrl+T",), "plus"),
        Command("close-tab", tabs, tr("Commands", "Close tab"), ("Ctrl+W", "Ctrl+F4")),
        Command("next-tab", tabs, tr("Commands", "Next tab"), ("Ctrl+Tab", "Ctrl+PgDown")),
        Command(
            "previous-tab", tabs, tr("Commands", "Previous tab"), ("Ctrl+Shift+Tab", "Ctrl+PgUp")
        ),
        Command("duplicate-tab", tabs, tr("Commands", "Duplicate tab")),
        Command("pin-tab", tabs, tr("Commands", "Pin or unpin tab"), (), "pin"),
        *(
            Command(
                f"tab-{number}",
                tabs,
                (
                    tr("Commands", "Last tab")
                    if number == 9
                    else tr("Commands", "Tab {}").format(number)
                ),
                (f"Ctrl+{number}",),
                is_listed=False,
            )
            for number in range(1, 10)
        ),
        Command("reopen-tab", tabs, tr("Commands", "Reopen closed tab"), ("Ctrl+Shift+T",)),
        Command("bookmark", note, tr("Commands", "Bookmark this place"), ("Ctrl+D",), "bookmark"),
        Command("bookmarks", note, tr("Commands", "Show bookmarks…"), ("Ctrl+Shift+B",)),
        Command(
            "highlight",
            note,
            tr("Commands", "Highlight the selection"),
            ("Ctrl+Shift+H",),
            "highlight",
        ),
        Command(
            "highlight-comment",
            note,
            tr("Commands", "Highlight with a comment…"),
            ("Ctrl+Alt+H",),
        ),
        Command("undo-highlight", note, tr("Commands", "Undo deleting highlights"), ("Ctrl+Z",)),
        Command("edit", note, tr("Commands", "Open in editor"), ("Ctrl+E",), "edit"),
        Command("show-file", note, tr("Commands", "Show in file manager"), (), "folder-open"),
        Command("copy-path", note, tr("Commands", "Copy path"), ("Ctrl+Shift+C",), "copy"),
        Command(
            "copy-link", note, tr("Commands", "Copy link to this place"), ("Ctrl+Shift+L",), "link"
        ),
        Command(
            "compare-versions",
            note,
            tr("Commands", "Compare the versions of this note"),
            (),
            "variants",
        ),
        Command("encoding", note, tr("Commands", "Read in another encoding…")),
        Command("print", note, tr("Commands", "Print…"), ("Ctrl+P",), "print"),
        Command("export-pdf", note, tr("Commands", "Export as PDF…"), (), "export"),
        Command("export-html", note, tr("Commands", "Export as HTML…"), ()),
        Command("export-topic", note, tr("Commands", "Export the series as one page…")),
        Command("library", view, tr("Commands", "Library"), ("F9",), "library", is_checkable=True),
        Command(
            "references",
            view,
            tr("Commands", "References"),
            ("F8",),
            "side-pane",
            is_checkable=True,
        ),
        Command("outline", view, tr("Commands", "Outline"), ("F7",), "outline"),
        Command("backlinks", view, tr("Commands", "Backlinks"), ("Shift+F8",), "backlink"),
        Command("highlights", view, tr("Commands", "Highlights"), ("Shift+F7",), "highlight"),
        Command("cycle-panes", view, tr("Commands", "Next pane"), ("F6",)),
        Command("cycle-panes-back", view, tr("Commands", "Previous pane"), ("Shift+F6",)),
        Command(
            "full-screen",
            view,
            tr("Commands", "Full screen"),
            ("F11",),
            "full-screen",
            is_checkable=True,
        ),
        Command(
            "reading-mode",
            view,
            tr("Commands", "Reading mode"),
            ("Shift+F11",),
            "reading",
            is_checkable=True,
        ),
        Command("zoom-in", view, tr("Commands", "Zoom in"), ("Ctrl++", "Ctrl+=")),
        Command("zoom-out", view, tr("Commands", "Zoom out"), ("Ctrl+-",)),
        Command("zoom-reset", view, tr("Commands", "Reset zoom"), ("Ctrl+0",)),
        Command(
            "theme",
            view,
            tr("Commands", "Switch light and dark"),
            ("Ctrl+Shift+D",),
            "theme",
        ),
        Command("open-folder", folder, tr("Commands", "Open folder…"), ("Ctrl+O",), "folder-open"),
        Command("rescan", folder, tr("Commands", "Scan the folder again"), ("F5",), "refresh"),
        Command("folder-kind", folder, tr("Commands", "Kind of folder…")),
        Command("image-hosts", folder, tr("Commands", "Pictures from the web…")),
        Command(
            "reference-library",
            folder,
            tr("Commands", "All references of the folder"),
            ("Ctrl+Shift+R",),
            "reference",
        ),
        Command(
            "problems",
            folder,
            tr("Commands", "Problems of the folder"),
            ("Ctrl+Shift+M",),
            "warning",
        ),
        Command("palette", program, tr("Commands", "All commands…"), ("Ctrl+Shift+P",), "command"),
        Command("settings", program, tr("Commands", "Settings…"), ("Ctrl+,",), "settings"),
        Command(
            "shortcuts",
            program,
            tr("Commands", "Keyboard shortcuts…"),
            ("F1", "Ctrl+/"),
            "keyboard",
        ),
        Command("menu", program, tr("Commands", "Menu"), ("F10",), "more", is_listed=False),
        Command("new-window", program, tr("Commands", "New window"), ("Ctrl+Shift+N",)),
        Command("help", program, tr("Commands", "Help"), (), "info"),
        Command("about", program, tr("Commands", "About noteviewer…"), (), "info"),
        Command("quit", program, tr("Commands", "Quit"), ("Ctrl+Q",)),
    )


@dataclass(frozen=True, slots=True)
class FixedKeys:
    """The keys of one place."""

    place: str
    keys: tuple[tuple[str, tuple[str, ...]], ...]
    """What they do, and the keys as `QKeySequence` writes them portably."""


def fixed_keys() -> tuple[FixedKeys, ...]:
    """The keys of the panes and panels, in the language in force."""
    tr = QCoreApplication.translate
    return (
        FixedKeys(
            tr("FixedKeys", "In a tree or list"),
            (
                (tr("FixedKeys", "Open"), ("Return",)),
                (tr("FixedKeys", "Open in a new tab"), ("Ctrl+Return",)),
                (tr("FixedKeys", "Expand all below"), ("*",)),
                (tr("FixedKeys", "Menu"), ("Shift+F10",)),
            ),
        ),
        FixedKeys(
            tr("FixedKeys", "In a note"),
            (
                (tr("FixedKeys", "Highlight what is selected"), ("H",)),
                (tr("FixedKeys", "Highlight it with a comment"), ("Shift+H",)),
                (tr("FixedKeys", "Show where the link with the keyboard leads"), ("Space",)),
                (tr("FixedKeys", "Close the card"), ("Esc",)),
            ),
        ),
        FixedKeys(
            tr("FixedKeys", "Among highlights"),
            (
                (tr("FixedKeys", "Go to the passage"), ("Return",)),
                (tr("FixedKeys", "Another colour"), ("1", "2", "3", "4", "5")),
                (tr("FixedKeys", "Colour and comment"), ("M",)),
                (tr("FixedKeys", "Find similar notes"), ("N",)),
                (tr("FixedKeys", "Delete; undo"), ("Del", "Ctrl+Z")),
            ),
        ),
        FixedKeys(
            tr("FixedKeys", "Among references"),
            (
                (tr("FixedKeys", "Open in browser"), ("Return",)),
                (tr("FixedKeys", "Go to its place in the note"), ("Shift+Return",)),
                (tr("FixedKeys", "Read / unread"), ("Space",)),
                (tr("FixedKeys", "Star / no star"), ("S",)),
                (tr("FixedKeys", "Comment"), ("C",)),
                (tr("FixedKeys", "Other notes that cite it"), ("N",)),
                (tr("FixedKeys", "Search for its title"), ("T",)),
                (tr("FixedKeys", "Copy as Markdown"), ("Ctrl+C",)),
                (tr("FixedKeys", "Copy address"), ("Ctrl+Shift+C",)),
            ),
        ),
        FixedKeys(
            tr("FixedKeys", "While searching"),
            (
                (tr("FixedKeys", "Choose another hit"), ("Down", "Up")),
                (tr("FixedKeys", "Scroll the preview"), ("Alt+Down", "Alt+Up")),
                (tr("FixedKeys", "Search somewhere else"), ("Alt+S",)),
                (tr("FixedKeys", "Save this search"), ("Ctrl+S",)),
                (tr("FixedKeys", "Back to the note; nothing is lost"), ("Esc",)),
            ),
        ),
    )
