"""A section taken apart for its preview: what stands in it, in plain words.

The preview is drawn by the window itself, at each step through the hits; it shows what a section
says, not how its page looks. The window asks for it (`noteviewer.render.worker.readings`).

For the preview only, which draws no formulas. What is not known here stays as it was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from noteviewer.notes.syntax.document import RUNNING, Document
from noteviewer.notes.syntax.inline.inline_parser import shown_text
from noteviewer.notes.syntax.tree import Block, BlockKind, Inline, InlineKind
from noteviewer.render.worker.readings import Piece, PieceKind

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
     "bigr", "Bigl", "Bigr", "rm", "bf", "it", "cal", "underbrace", "overbrace",
     "notag", "nonumber")
)  # fmt: skip
"""What says only how its argument looks."""
_UNSEEN = frozenset(("label", "phantom", "hspace", "vspace", "color"))
"""What shows nothing of its argument."""
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
        if name == "tag":
            return f" ({self._argument()})"
        if name == "sqrt":
            self._skip_option()
            return f"√{_bracketed(self._argument())}"
        if name in _ACCENTS:
            return self._argument() + _ACCENTS[name]
        if name in _UNSEEN:
            self._argument()
            return ""
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
_LINE_TAGS = frozenset((
    "br", "tr", "p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary",
))  # fmt: skip
"""Tags that end a line of what is shown."""


def preview_pieces(document: Document, references: Iterable[tuple[str, str, str]]) -> list[Piece]:
    """Take a section apart.

    Args:
        document: Own text of the section, parsed.
        references: URL, title and host of those of its note.
    """
    by_url = {url: (title, host) for url, title, host in references}
    pieces: list[Piece] = []
    for found in _SectionReader(document, by_url).pieces():
        if pieces and _is_title_of(found, pieces[-1]):
            continue
        pieces.append(found)
    return pieces


def _is_title_of(piece: Piece, reference: Piece) -> bool:
    """Whether a paragraph only repeats the title of the URL above it."""
    return (
        reference.kind is PieceKind.REFERENCE
        and piece.kind is PieceKind.TEXT
        and piece.text == reference.text
    )


class _SectionReader:
    """Walks the tree of a section."""

    def __init__(self, document: Document, by_url: Mapping[str, tuple[str, str]]) -> None:
        self._document = document
        self._by_url = by_url

    def pieces(self) -> Iterator[Piece]:
        for block in self._document.blocks:
            yield from self._of_block(block, 0)

    def _of_block(self, block: Block, depth: int, marker: str = "") -> Iterator[Piece]:
        source = "\n".join(self._document.lines[block.start : block.end])
        for piece in self._parts(block, depth, marker):
            # What stands in a list is of its own lines, not of all that the list holds.
            yield piece if piece.source else replace(piece, source=source)

    def _parts(self, block: Block, depth: int, marker: str) -> Iterator[Piece]:
        match block.kind:
            case BlockKind.COMMENT | BlockKind.TOC | BlockKind.DEFINITION | BlockKind.HEADING:
                return  # a heading here is the section's own, which stands above already
            case BlockKind.RULE:
                yield Piece(PieceKind.RULE)
            case BlockKind.FENCE | BlockKind.INDENTED:
                yield Piece(PieceKind.CODE, block.text)
            case BlockKind.ROW:
                cells = [self._text(cell) for cell in block.children]
                yield Piece(PieceKind.ROW, "\t".join(cells))
            case BlockKind.QUOTE | BlockKind.CALLOUT:
                texts = [self._text(leaf) for leaf in block.walk() if leaf.kind in RUNNING]
                yield Piece(PieceKind.QUOTE, " ".join(filter(None, texts)))
            case BlockKind.ITEM:
                sign = block.info if block.info[:1].isdigit() else "•"
                for child in block.children:
                    yield from self._of_block(child, depth + 1, sign)
                    sign = ""
            case BlockKind.HTML:
                yield from self._html(block)
            case _ if block.kind in RUNNING:
                yield from self._leaf(block, depth, marker)
            case _:
                for child in block.children:
                    yield from self._of_block(child, depth)

    def _leaf(self, block: Block, depth: int, marker: str) -> Iterator[Piece]:
        nodes = [node for node in self._document.inlines(block) if not self._is_blank(block, node)]
        only = nodes[0] if len(nodes) == 1 else None
        if only is not None and only.title == "img":
            yield _image(only.attributes.get("src", ""))
        elif only is None:
            kind = PieceKind.ITEM if marker else PieceKind.TEXT
            text = self._text(block)
            if text:
                yield Piece(kind, text, marker, depth=max(0, depth - 1))
        elif only.kind in (InlineKind.URL, InlineKind.AUTOLINK) and only.target in self._by_url:
            title, host = self._by_url[only.target]
            yield Piece(PieceKind.REFERENCE, title, host, only.target)
        elif only.kind is InlineKind.IMAGE:
            yield _image(only.target)
        elif only.kind is InlineKind.MATH and not marker:
            yield Piece(PieceKind.FORMULA, formula_text(only.target))
        else:
            kind = PieceKind.ITEM if marker else PieceKind.TEXT
            yield Piece(kind, self._text(block), marker, depth=max(0, depth - 1))

    def _is_blank(self, block: Block, node: Inline) -> bool:
        if node.kind is InlineKind.TEXT:
            return not block.text[node.start : node.end].strip()
        return node.kind is InlineKind.COMMENT

    def _html(self, block: Block) -> Iterator[Piece]:
        """Markup without its tags: a row of a table, a paragraph or a line is a piece."""
        images = [
            node for node in self._document.inlines(block)
            if node.kind is InlineKind.HTML and node.title == "img"
        ]  # fmt: skip
        rows: list[list[str]] = [[""]]
        for node in self._document.inlines(block):
            name = node.title.lstrip("/") if node.kind is InlineKind.HTML else ""
            if name in ("td", "th") and node.title.startswith("/"):
                rows[-1].append("")
            elif name in _LINE_TAGS and (name == "br" or node.title.startswith("/")):
                rows.append([""])
            else:
                rows[-1][-1] += shown_text((node,), block.text)[0]
        shown = False
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                shown = True
                kind = PieceKind.ROW if len(cells) > 1 else PieceKind.TEXT
                yield Piece(kind, "\t".join(cells).strip("\t"))
        if not shown:
            yield from (_image(node.attributes.get("src", "")) for node in images)

    def _text(self, leaf: Block) -> str:
        """What a leaf says in one line, its formulas as text."""
        parts = []
        for node in self._document.inlines(leaf):
            if node.kind is InlineKind.MATH:
                parts.append(formula_text(node.target))
            else:
                parts.append(shown_text((node,), leaf.text)[0])
        return " ".join("".join(parts).split())


def _image(source: str) -> Piece:
    return Piece(PieceKind.IMAGE, unquote(source.rpartition("/")[2].strip()))
