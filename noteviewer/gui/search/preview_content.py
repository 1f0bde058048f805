"""A section taken apart for its preview: what stands in it, in plain words.

The preview is drawn by the window itself, at each step through the hits; it shows what a section
says, not how its page looks.

For the preview only, which draws no formulas. What is not known here stays as it was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape
from urllib.parse import unquote

from noteviewer.gui.core.index_reader import IndexReader
from noteviewer.library.references import display_title
from noteviewer.library.rows import ReferenceRow
from noteviewer.notes.document import Block, BlockKind, Document
from noteviewer.notes.inline import plain_text
from noteviewer.notes.scan import scan

_TABLE = """
    alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι
    kappa=κ lambda=λ mu=μ nu=ν xi=ξ pi=π rho=ρ sigma=σ tau=τ upsilon=υ phi=φ varphi=φ chi=χ
    psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω sum=∑
    prod=∏ int=∫ oint=∮ partial=∂ nabla=∇ infty=∞ times=× cdot=· div=÷ pm=± mp=∓ ast=∗ star=⋆
    circ=∘ bullet=• oplus=⊕ otimes=⊗ odot=⊙ le=≤ leq=≤ ge=≥ geq=≥ ne=≠ neq=≠ approx=≈ sim=∼
    equiv=≡ propto=∝ ll=≪ gg=≫ in=∈ notin=∉ ni=∋ subset=⊂ subseteq=⊆ supset=⊃ cup=∪ cap=∩
    emptyset=∅ forall=∀ exists=∃ neg=¬ land=∧ wedge=∧ lor=∨ vee=∨ to=→ rightarrow=→ leftarrow=←
    Rightarrow=⇒ Leftarrow=⇐ leftrightarrow=↔ Leftrightarrow=⇔ mapsto=↦ iff=⇔ implies=⇒ mid=|
    vert=| Vert=‖ parallel=∥ perp=⊥ langle=⟨ rangle=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉ ldots=…
    cdots=⋯ vdots=⋮ ddots=⋱ dots=… prime=′ ell=ℓ Re=ℜ Im=ℑ hbar=ℏ top=⊤ bot=⊥ angle=∠ triangle=△
    because=∵ therefore=∴ lbrace={ rbrace=} degree=°
"""
_SYMBOLS = dict(pair.split("=", 1) for pair in _TABLE.split())
_NAMES = frozenset(
    ("arccos", "arcsin", "arctan", "arg", "argmax", "argmin", "cos", "cosh", "cot", "deg", "det",
     "dim", "exp", "gcd", "inf", "ker", "lim", "ln", "log", "max", "min", "mod", "Pr", "sgn", "sin",
     "sinh", "sup", "tan", "tanh", "tr")
)  # fmt: skip
_PLAIN = frozenset(
    ("mathrm", "mathbf", "mathit", "mathcal", "mathbb", "mathsf", "mathfrak", "boldsymbol", "bm",
     "text", "textbf", "textit", "textrm", "operatorname", "mbox", "hbox", "displaystyle",
     "textstyle", "limits", "nolimits", "left", "right", "big", "Big", "bigg", "Bigg", "bigl",
     "bigr", "Bigl", "Bigr", "rm", "bf", "it", "cal", "underbrace", "overbrace")
)  # fmt: skip
"""What says only how its argument looks."""
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
            "bar": "\u0304", "overline": "\u0304", "vec": "\u20d7", "dot": "\u0307",
            "ddot": "\u0308"}  # fmt: skip
_SPACES = frozenset((" ", ",", ";", ":", "!", ">", "quad", "qquad", "\n"))
_UP = str.maketrans("0123456789+-−=()niTxyab", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀˣʸᵃᵇ")
_DOWN = str.maketrans("0123456789+-−=()aeijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[^{}]*\}(?:\{[lcr| ]*\})?")
_ROW = re.compile(r"\\\\(?:\[[^\[\]]*\])?")
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_SIMPLE = re.compile(r"\w+|\(.*\)", re.DOTALL)
_DEEPEST = 60


def formula_text(source: str) -> str:
    """Write a formula as text, a line for each of its own; never fails."""
    lines = (" ".join(_line(line).split()) for line in _ROW.split(_ENVIRONMENT.sub(" ", source)))
    return "\n".join(line for line in lines if line)


def _line(source: str) -> str:
    page_view = _Reader(_TOKEN.findall(source))
    pieces = []
    while not page_view.is_at_end:
        pieces.append(page_view.piece())
    return "".join(pieces)


class _Reader:
    """Reads one token, or one group, after the other."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._tokens)

    def piece(self) -> str:
        """The next piece as text; a closing brace too many is nothing."""
        self._depth += 1
        text = self._piece(self._next())
        self._depth -= 1
        return text

    def _piece(self, mark: str) -> str:
        if self._depth > _DEEPEST:
            return mark
        if mark == "{":
            return "".join(self._group())
        if mark in ("^", "_"):
            return _raised(self._argument(), mark)
        if mark.startswith("\\"):
            return self._command(mark[1:])
        return {"}": "", "&": " ", "~": " ", "'": "′", "-": "−"}.get(mark, mark)

    def _next(self) -> str:
        token = self._tokens[self._at] if not self.is_at_end else ""
        self._at += 1
        return token

    def _group(self) -> Iterator[str]:
        while not self.is_at_end and self._tokens[self._at] != "}":
            yield self.piece()
        self._at += 1

    def _argument(self) -> str:
        while not self.is_at_end and self._tokens[self._at].isspace():
            self._at += 1
        return "" if self.is_at_end else self.piece().strip()

    def _skip_option(self) -> None:
        """Which root it is, in square brackets."""
        if not self.is_at_end and self._tokens[self._at] == "[" and "]" in self._tokens[self._at :]:
            self._at = self._tokens.index("]", self._at) + 1

    def _command(self, name: str) -> str:
        if name in _SPACES:
            return " "
        if name in ("frac", "dfrac", "tfrac"):
            return f"{_bracketed(self._argument())}/{_bracketed(self._argument())}"
        if name == "sqrt":
            self._skip_option()
            return f"√{_bracketed(self._argument())}"
        if name in _ACCENTS:
            return self._argument() + _ACCENTS[name]
        if name in _PLAIN:
            return ""
        if name in _NAMES:
            return name
        return _SYMBOLS.get(name, name if name in "{}%$#&_|" else f"\\{name}")


def _raised(text: str, sign: str) -> str:
    """Above or below the line, with small characters where there are such."""
    table = _UP if sign == "^" else _DOWN
    if text and all(ord(character) in table for character in text):
        return text.translate(table)
    return sign + _bracketed(text)


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or _SIMPLE.fullmatch(text) else f"({text})"


LONGEST = 20_000
"""Characters of a section that are previewed."""

_BARE_URL = re.compile(r"\s*<?([a-z][a-z0-9+.-]*://[^\s<>]+)>?\s*", re.IGNORECASE)
_IMAGE = re.compile(
    r"\s*(?:!\[[^\[\]]*\]\(([^()\n]*)\)|<[^>]*?src=[\"']([^\"'\n]*)[\"'][^>]*>\s*)\s*"
)
_FORMULA = re.compile(r"\$\$([^$]+)\$\$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d{1,9}[.)])\s+")
_QUOTE = re.compile(r"^\s*(?:>\s?)+", re.MULTILINE)
_CELL = re.compile(r"\s*\|\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LINE_END = re.compile(r"<br\s*/?>|</(?:tr|p|li|div|h[1-6]|caption|summary)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_RULE_ROW = re.compile(r"[\s|:-]+")


class PieceKind(StrEnum):
    """What a piece of a section is."""

    HEADING = "heading"
    """Of a section below the one that is previewed."""
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    FORMULA = "formula"
    ROW = "row"
    REFERENCE = "reference"
    IMAGE = "image"
    """Named, not drawn."""
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a preview."""

    kind: PieceKind
    text: str = ""
    detail: str = ""
    """Host of a reference; marker of a list item."""
    url: str = ""
    """Of a reference."""
    depth: int = 0
    """Of a list item; of a heading, how far below the section it stands."""
    source: str = ""
    """The lines of the file, where they say more than is shown."""


def read_preview(catalog: IndexReader, path: str, section: int) -> list[Piece]:
    """A section and what stands below it, as far as a preview goes; for a worker thread."""
    sections = catalog.sections(path)
    references = catalog.references(path)
    level = sections[section].level if section < len(sections) else 0
    pieces: list[Piece] = []
    room = LONGEST
    for number in range(section, len(sections)):
        below = sections[number]
        if number > section:
            if below.level <= level:
                break
            pieces.append(Piece(PieceKind.HEADING, below.title, depth=below.level - level))
        text = catalog.text(path, number)[:room]
        pieces += preview_pieces(text, references)
        room -= len(text)
        if room <= 0:
            break
    return pieces


def preview_pieces(text: str, references: Iterable[ReferenceRow]) -> list[Piece]:
    """Take a section apart.

    Args:
        text: Own text of the section.
        references: Those of its note.
    """
    by_url = {row.url: row for row in references if row.url}
    document = scan(text[:LONGEST])
    pieces: list[Piece] = []
    for block in document.blocks:
        source = "\n".join(document.lines[block.start : block.end])
        found = [replace(piece, source=source) for piece in _of_block(document, block, by_url)]
        if len(found) == 1 and pieces and _is_title_of(found[0], pieces[-1]):
            continue
        pieces += found
    return pieces


def _is_title_of(piece: Piece, reference: Piece) -> bool:
    """Whether a paragraph only repeats the title of the URL above it."""
    return (
        reference.kind is PieceKind.REFERENCE
        and piece.kind is PieceKind.TEXT
        and piece.text == reference.text
    )


def _of_block(document: Document, block: Block, by_url: Mapping[str, ReferenceRow]) -> list[Piece]:
    lines = document.lines[block.start : block.end]
    source = "\n".join(lines)
    match block.kind:
        case BlockKind.COMMENT | BlockKind.TOC | BlockKind.DEFINITION | BlockKind.HEADING:
            return []  # a heading here is the section's own, which stands above already
        case BlockKind.RULE:
            return [Piece(PieceKind.RULE)]
        case BlockKind.FENCE:
            return [Piece(PieceKind.CODE, "\n".join(lines[1:-1] or lines))]
        case BlockKind.INDENTED:
            return [Piece(PieceKind.CODE, source)]
        case BlockKind.MATH:
            return [Piece(PieceKind.FORMULA, formula_text(source.strip().strip("$")))]
        case BlockKind.TABLE:
            return [_table_row(line) for line in lines if not _RULE_ROW.fullmatch(line)]
        case BlockKind.HTML:
            return _html_pieces(source)
        case BlockKind.QUOTE:
            return [Piece(PieceKind.QUOTE, _joined(_QUOTE.sub("", source)))]
        case BlockKind.LIST:
            return [_list_item(source)]
        case _:
            return [_paragraph(source, by_url)]


def _paragraph(source: str, by_url: Mapping[str, ReferenceRow]) -> Piece:
    bare = _BARE_URL.fullmatch(source)
    row = by_url.get(bare[1]) if bare else None
    if row is None:
        image = _IMAGE.fullmatch(source)
        if image is not None:
            return _image(image)
        return Piece(PieceKind.TEXT, _joined(source))
    return Piece(PieceKind.REFERENCE, display_title(row), row.host, row.url or "")


def _list_item(source: str) -> Piece:
    marker = _ITEM.match(source)
    if marker is None:
        return Piece(PieceKind.TEXT, _joined(source))
    sign = marker[0].strip()
    depth = len(marker[1].expandtabs(4)) // 2
    text = _joined(source[marker.end() :])
    return Piece(PieceKind.ITEM, text, sign if sign[0].isdigit() else "•", depth=depth)


def _table_row(line: str) -> Piece:
    cells = [plain_text(cell) for cell in _CELL.split(line.strip().strip("|").strip())]
    return Piece(PieceKind.ROW, "\t".join(cells))


def _html_pieces(source: str) -> list[Piece]:
    """Markup without its tags: a row of a table, a paragraph or a line is a piece."""
    image = _IMAGE.fullmatch(source)
    if image is not None:
        return [_image(image)]
    marked = _CELL_END.sub("\t", _COMMENT.sub("", source).replace("\n", " "))
    lines = (_TAG.sub(" ", line) for line in _LINE_END.split(marked))
    cells = ([" ".join(unescape(cell).split()) for cell in line.split("\t")] for line in lines)
    return [
        Piece(PieceKind.ROW if len(row) > 1 else PieceKind.TEXT, "\t".join(row).strip("\t"))
        for row in cells
        if any(row)
    ]


def _image(found: re.Match[str]) -> Piece:
    name = (found[1] or found[2]).rpartition("/")[2].strip()
    return Piece(PieceKind.IMAGE, unquote(name))


def _joined(source: str) -> str:
    """Lines of a paragraph as one line; between Han characters without a blank."""
    text = _FORMULA.sub(lambda found: formula_text(found[1]), plain_text(source))
    text = re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text
    )
    return " ".join(text.split())
