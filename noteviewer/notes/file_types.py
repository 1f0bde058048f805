"""What a file is by the ending of its name: the one list for scan, links, names and titles.

Images have a list of their own (`noteviewer.notes.image_names`).
"""

from collections.abc import Mapping
from enum import StrEnum

from noteviewer.notes.image_names import is_image_name

NOTE_FORMATS: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".mdown": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".rmarkdown": "markdown",
    ".txt": "markdown",
    ".org": "org",
    ".rst": "rst",
    ".ipynb": "notebook",
    ".pdf": "pdf",
    ".canvas": "canvas",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".base": "base",
}
"""Endings of notes, in lower case, with the format in which each is written."""

NOTE_SUFFIXES = tuple(NOTE_FORMATS)
_WHOLE_NAMES = frozenset({".pdf", ".canvas", ".vtt", ".srt", ".base"})
MARKDOWN = "markdown"

_SILENT = """
.pdf .mp3 .mp4 .m4a .m4v .mov .webm .mkv .avi .wav .ogg .oga .ogv .opus .flac .3gp .srt .vtt .ass
.zip .gz .tgz .bz2 .xz .7z .rar .tar .heic .heif .psd .ai .eps .xmind .drawio .puml .plantuml .dot
.mmd .fig .sketch .xlsx .xls .pptx .ppt .key .numbers .apk .dmg .exe .iso .msi .deb .rpm .jar .whl
.bin .dat .db .sqlite .sqlite3 .parquet .npy .npz .pkl .h5 .onnx .pt .tiff .cur .icns .ttf .otf
.woff .woff2 .eot .mid .midi .epub .mobi .azw3 .canvas .excalidraw .bib .csv .tsv .json
.jsonl .json5 .jsonc .yml .yaml .toml .xml .ini .cfg .conf .env .lock .properties .edn .sql .log
.rss .opml .ics .vcf .geojson .zim .py .pyi .pyc .js .mjs .cjs .jsx .ts .mts .cts .tsx .vue
.svelte .astro .css .scss .sass .less .styl .ejs .pug .njk .hbs .swig .liquid .tmpl .tpl .j2
.jinja .jinja2 .sh .bash .zsh .fish .bat .cmd .ps1 .c .h .cc .cpp .cxx .hpp .hh .cs .java .kt .kts
.scala .groovy .go .rs .rb .php .pl .pm .lua .r .jl .swift .m .mm .dart .ex .exs .erl .hs .ml .clj
.cljs .el .vim .f90 .f .asm .s .v .sv .vhd .cu .cl .glsl .proto .thrift .cmake .mk .make .gradle
.in .out .ans .diff .patch .map .po .pot .mo .qm .ui .qrc .desktop .plist .csproj .sln .iml
.code-workspace .gemspec .gitkeep .keep .nojekyll .sample .example .template .tf .nix .dockerfile
.wasm .so .dll .dylib .o .a .class .cff .pages .theme .code-snippets .bst .cls .sty .csl .bbl .aux
.bak .tmp .swp .orig .ds_store .lnk .url .webloc .crdownload .part
"""
_SILENT_SUFFIXES = frozenset(_SILENT.split())
"""Endings of what nobody would miss among notes: attachments, data, programs."""


def suffix_of(path: str) -> str:
    """Ending of a file's name in lower case with its dot; empty where it has none."""
    name = path.rpartition("/")[2]
    base, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if base and dot else ""


def format_of(path: str) -> str:
    """In which format a note is written, by its ending; Markdown where that says nothing."""
    return NOTE_FORMATS.get(suffix_of(path), MARKDOWN)


class FileKind(StrEnum):
    """What a reader takes a note for, whatever its markup; the names are those of queries."""

    NOTE = "note"
    PDF = "pdf"
    CANVAS = "canvas"
    SUBTITLES = "subtitles"
    BASE = "base"


def kind_of(path: str) -> FileKind:
    """What a reader takes a note for, by its ending."""
    written = format_of(path)
    return FileKind(written) if written in set(FileKind) else FileKind.NOTE


def is_note_name(path: str) -> bool:
    """Whether a file is a note by its ending."""
    return path.lower().endswith(NOTE_SUFFIXES)


def is_unread_document(path: str) -> bool:
    """Whether a file that is no note is likely to be text that its writer would look for here."""
    suffix = suffix_of(path)
    return bool(suffix) and suffix not in _SILENT_SUFFIXES and not is_image_name(path)


def stem(path: str) -> str:
    """File name without folder and without the ending of a note.

    Files that links call by their whole names are so called here too.
    """
    name = path.rpartition("/")[2]
    base, dot, ending = name.rpartition(".")
    suffix = dot + ending.lower()
    return base if base and suffix in NOTE_FORMATS and suffix not in _WHOLE_NAMES else name
