r"""LaTeX as text that reads like the formula: ``\frac{a}{b} \le \alpha_i`` is a/b ≤ αᵢ.

For the preview only, which draws no formulas. What is not known here stays as it was written.
"""

import re
from collections.abc import Iterator

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
    reader = _Reader(_TOKEN.findall(source))
    pieces = []
    while not reader.is_at_end:
        pieces.append(reader.piece())
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
