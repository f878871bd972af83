"""What must be read can be read, light and dark, by everyone."""

import itertools
import math

import pytest

from showroom_crm.ui import theme
from showroom_crm.ui.theme import DARK, LIGHT, READABLE, Tokens, contrast
from showroom_crm.values.customers import Flag
from showroom_crm.values.levels import Stage, Tier

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])


@LOOKS
def test_text_reads_on_every_ground(look: Tokens) -> None:
    grounds = (
        look.bg,
        look.surface,
        look.hover,
        look.selected,
        look.accent_bg,
        *look.tint.values(),
    )
    for ground in grounds:
        assert contrast(look.text, ground) >= 7, ground
    for ground in (look.bg, look.surface, *look.tint.values()):
        assert contrast(look.muted, ground) >= READABLE, ground
        assert contrast(look.danger, ground) >= READABLE, ground
    for ground in grounds:
        assert contrast(look.accent_text, ground) >= READABLE, ground


@LOOKS
def test_what_calls_for_action_reads(look: Tokens) -> None:
    pairs = [
        (look.on_accent, look.accent),
        (look.on_accent, look.accent_hover),
        (look.surface, look.text),
        (look.danger, look.danger_bg),
        (look.success, look.success_bg),
        (look.warning, look.warning_bg),
    ]
    pairs += [(look.danger, ground) for ground in (look.bg, look.surface)]
    pairs += [(look.accent_text, ground) for ground in (look.bg, look.surface, look.accent_bg)]
    for text, ground in pairs:
        assert contrast(text, ground) >= READABLE, (text, ground)


@LOOKS
def test_every_badge_has_a_readable_letter(look: Tokens) -> None:
    for colour in (*look.level.values(), *look.tier.values(), *look.segment.values()):
        ground, letter = theme.badge(colour, look)
        assert contrast(letter, ground) >= READABLE, colour


@LOOKS
def test_signs_stand_out_from_their_ground(look: Tokens) -> None:
    for colour in (*look.segment.values(), *look.tier.values()):
        assert contrast(colour, look.surface) >= 1.9, colour
    for colour in look.chart:
        assert contrast(colour, look.surface) >= 1.9, colour


@LOOKS
@pytest.mark.parametrize("blindness", ["deuteranopia", "protanopia"])
def test_tiers_stay_apart_for_the_colour_blind(look: Tokens, blindness: str) -> None:
    seen = {tier: _seen(colour, blindness) for tier, colour in look.tier.items()}
    for one, other in itertools.combinations(seen.values(), 2):
        assert _distance(one, other) >= 28


@LOOKS
def test_every_sign_has_a_colour_a_word_and_an_icon(look: Tokens) -> None:
    assert set(look.segment) == set(theme.SEGMENTS)
    assert set(look.flag) == set(theme.FLAGS) == set(Flag)
    assert set(look.tier) == set(look.tint) == set(Tier)
    assert set(theme.STAGES) == set(Stage)
    assert all(sign.icon and sign.label for sign in theme.SEGMENTS.values())


def test_contrast_follows_the_definition() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_lengths_grow_with_the_text() -> None:
    kept = theme.tokens(), theme.text_percent()
    try:
        theme.use(LIGHT, 150)
        assert theme.px(34) == 51
    finally:
        theme.use(*kept)


# Viénot, Brettel and Mollon 1999: what a dichromat sees, on linear RGB.
_SIMULATION = {
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
}


def _seen(colour: str, blindness: str) -> tuple[float, ...]:
    linear = [((int(colour[at : at + 2], 16)) / 255) ** 2.2 for at in (1, 3, 5)]
    return tuple(
        255 * float(max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))) ** (1 / 2.2))
        for row in _SIMULATION[blindness]
    )


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return math.dist(one, other)
