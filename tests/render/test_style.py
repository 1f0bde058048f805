"""The style sheet: every text can be read on what it stands on, in both themes."""

import re

import pytest

from noteviewer.render.document.resources import page_style

TEXT = ("ink", "faint", "accent", "warn", "danger", "k", "s", "c", "n", "f")
GROUNDS = ("paper", "raised")
MARKED = ("hit", "hit-now")
TINT = re.compile(r"color-mix\(in srgb, var\(--tone\) (\d+)%, var\(--paper\)\)")
"""Of a callout's ground, and of code in it."""


def themes() -> dict[str, dict[str, str]]:
    css = page_style()
    light = re.search(r":root \{(.*?)\n\}", css, re.DOTALL)
    named = re.findall(r':root\[data-theme="([\w-]+)"\] \{(.*?)\n\}', css, re.DOTALL)
    assert light
    return {"light": colours(light[1])} | {name: colours(block) for name, block in named}


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(one: str, other: str, percent: int) -> str:
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(
        f"{round((a * percent + b * (100 - percent)) / 100):02x}" for a, b in pairs
    )


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("theme", "least"), [("light", 4.5), ("dark", 4.5), ("contrast-light", 7), ("contrast-dark", 7)]
)
def test_text_stands_out_from_its_ground(theme: str, least: float) -> None:
    known = themes()[theme]
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    pairs += [(f"{mark}-ink", mark) for mark in MARKED]
    poor = {
        f"{text} on {ground}": round(contrast(known[text], known[ground]), 2)
        for text, ground in pairs
        if contrast(known[text], known[ground]) < least
    }
    assert not poor


@pytest.mark.parametrize(
    ("theme", "least"), [("light", 4.5), ("dark", 4.5), ("contrast-light", 7), ("contrast-dark", 7)]
)
@pytest.mark.parametrize("tone", ["accent", "f", "warn", "danger", "faint"])
def test_callouts_can_be_read_on_their_tint(theme: str, least: float, tone: str) -> None:
    known = themes()[theme]
    body, code = sorted(map(int, TINT.findall(page_style())))
    ground = mixed(known[tone], known["paper"], body)
    assert contrast(known["ink"], ground) >= least
    assert contrast(known[tone], ground) >= min(least, 4.5)
    assert contrast(known["ink"], mixed(known[tone], known["paper"], code)) >= least


@pytest.mark.parametrize("theme", ["dark", "contrast-light", "contrast-dark"])
def test_all_themes_name_the_same_colours(theme: str) -> None:
    assert set(themes()[theme]) == set(themes()["light"])
