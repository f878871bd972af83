"""The only colours of the program: one table of tokens, light and dark, and of signs."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from showroom_crm.i18n import N_
from showroom_crm.values.customers import Flag
from showroom_crm.values.levels import Stage, Tier

READABLE = 4.5  # contrast ratio of text to its ground, WCAG 2.2 AA


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one look, #RRGGBB; `tier` is stripe and bar, `tint` the row behind text."""

    dark: bool
    bg: str
    surface: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_bg: str
    accent_text: str  # the accent as a word, on any ground
    on_accent: str
    accent_hover: str
    hover: str
    selected: str  # the row of a list that the detail shows
    danger: str
    danger_bg: str
    success: str
    success_bg: str
    warning: str
    warning_bg: str
    tier: Mapping[Tier, str]
    tint: Mapping[Tier, str]
    level: Mapping[str, str]
    segment: Mapping[str, str]
    flag: Mapping[Flag, str]
    chart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands for a segment, flag or stage beside its colour: an icon and a word."""

    icon: str
    label: str


SEGMENTS: Mapping[str, Sign] = {
    "loyal_fan": Sign("heart-fill", N_("Loyal fan")),
    "high_value": Sign("diamond-fill", N_("High value")),
    "potential_buyer": Sign("flame-fill", N_("Potential buyer")),
    "churn_risk": Sign("warning-fill", N_("Churn risk")),
    "new_customer": Sign("leaf-fill", N_("New customer")),
    "growing": Sign("trend-up-fill", N_("Growing")),
    "ordinary": Sign("user-fill", N_("Ordinary")),
}
FLAGS: Mapping[Flag, Sign] = {
    Flag.OVERDUE: Sign("clock-fill", N_("Overdue")),
    Flag.COMPLAINT: Sign("chat-dots-fill", N_("Open complaint")),
    Flag.BIRTHDAY: Sign("cake-fill", N_("Birthday this month")),
    Flag.NO_CONSENT: Sign("shield-slash-fill", N_("No consent")),
    Flag.DO_NOT_CONTACT: Sign("phone-slash-fill", N_("Do not contact")),
    Flag.INCOMPLETE: Sign("clipboard-text-fill", N_("Incomplete record")),
}
STAGES: Mapping[Stage, str] = {
    Stage.LEAD: N_("Lead"),
    Stage.PROSPECT: N_("Prospect"),
    Stage.ORDERED: N_("Ordered"),
    Stage.OWNER: N_("Owner"),
    Stage.LOYAL: N_("Loyal owner"),
    Stage.DORMANT: N_("Dormant"),
    Stage.LOST: N_("Lost"),
}
VIEW_ICONS: Mapping[str, str] = {
    "due": "calendar-check",
    "overdue": "clock-countdown",
    "hot": "flame",
    "quiet": "phone-slash",
    "birthday": "cake",
    "churn": "warning",
    "incomplete": "clipboard-text",
}
ANY_VIEW_ICON = "bookmark-simple"

_GREY_LEVELS = ("N", "F", "S", "L", "T")

LIGHT = Tokens(
    dark=False,
    bg="#F6F7F9", surface="#FFFFFF", line="#E6E8EC",
    text="#1F2937", muted="#5F6774", faint="#8A93A1",
    accent="#2F6FED", accent_bg="#EAF1FE", accent_text="#2459C4",
    on_accent="#FFFFFF", accent_hover="#245FD6",
    hover="#EEF0F4", selected="#D9E5FC",
    danger="#C23030", danger_bg="#FCEBEB", success="#1F7542", success_bg="#E8F5ED",
    warning="#8A6008", warning_bg="#FDF3DC",
    tier={Tier.A: "#D9A521", Tier.B: "#3C9A5F", Tier.C: "#4A86D8", Tier.D: "#A0A7B4"},
    tint={Tier.A: "#FEF8E7", Tier.B: "#EFF8F1", Tier.C: "#EFF5FD", Tier.D: "#F8F9FA"},
    level={"O": "#8B5CF6", "H": "#DC4C4C", "A": "#E8833A", "B": "#C99A1B", "C": "#4A86D8",
           "D": "#3C9A5F", **dict.fromkeys(_GREY_LEVELS, "#8A93A1")},
    segment={"loyal_fan": "#DB4F8F", "high_value": "#8B5CF6", "potential_buyer": "#E8833A",
             "churn_risk": "#DC4C4C", "new_customer": "#3C9A5F", "growing": "#2FA3A3",
             "ordinary": "#A0A7B4"},
    flag={Flag.OVERDUE: "#D64545", Flag.COMPLAINT: "#E8833A", Flag.BIRTHDAY: "#DB4F8F",
          Flag.NO_CONSENT: "#D64545", Flag.DO_NOT_CONTACT: "#6B7280", Flag.INCOMPLETE: "#8A93A1"},
    chart=("#2F6FED", "#3C9A5F", "#E8833A", "#8B5CF6", "#D9A521", "#DB4F8F", "#2FA3A3", "#A0A7B4"),
)  # fmt: skip

DARK = Tokens(
    dark=True,
    bg="#15181D", surface="#1D2127", line="#2C323A",
    text="#E6E9EE", muted="#9AA3B0", faint="#7A8594",
    accent="#6C9CFF", accent_bg="#22304B", accent_text="#8AB0FF",
    on_accent="#0E1320", accent_hover="#84ACFF",
    hover="#262B33", selected="#283A5E",
    danger="#F58484", danger_bg="#3A2226", success="#5DBB80", success_bg="#1C2F24",
    warning="#E3B94A", warning_bg="#332A17",
    tier={Tier.A: "#E3B94A", Tier.B: "#5DBB80", Tier.C: "#79A9EE", Tier.D: "#7C8593"},
    tint={Tier.A: "#2A2618", Tier.B: "#1B2820", Tier.C: "#1B2431", Tier.D: "#1F2329"},
    level={"O": "#A98BFA", "H": "#F07272", "A": "#F0A063", "B": "#E3B94A", "C": "#79A9EE",
           "D": "#5DBB80", **dict.fromkeys(_GREY_LEVELS, "#9AA3B0")},
    segment={"loyal_fan": "#F07DB0", "high_value": "#A98BFA", "potential_buyer": "#F0A063",
             "churn_risk": "#F07272", "new_customer": "#5DBB80", "growing": "#57C2C2",
             "ordinary": "#8A93A1"},
    flag={Flag.OVERDUE: "#F07272", Flag.COMPLAINT: "#F0A063", Flag.BIRTHDAY: "#F07DB0",
          Flag.NO_CONSENT: "#F07272", Flag.DO_NOT_CONTACT: "#9AA3B0", Flag.INCOMPLETE: "#7A8594"},
    chart=("#6C9CFF", "#5DBB80", "#F0A063", "#A98BFA", "#E3B94A", "#F07DB0", "#57C2C2", "#8A93A1"),
)  # fmt: skip

_tokens = LIGHT
_percent = 100


def tokens() -> Tokens:
    """Return the colours now shown."""
    return _tokens


def token_of(colour: str) -> str:
    """Return the name of the token that has this colour in the look now shown, "" for none."""
    names = (item.name for item in fields(_tokens))
    return next((name for name in names if getattr(_tokens, name) == colour), "")


def px(length: float) -> int:
    """Return `length`, in pixels at 100 % text size, at the text size now shown."""
    return round(length * _percent / 100)


def text_percent() -> int:
    """Return the text size now shown, 100-175."""
    return _percent


def use(look: Tokens, percent: int) -> None:
    """Make `look` and `percent` what `tokens` and `px` answer from now on."""
    global _tokens, _percent
    _tokens, _percent = look, percent


def export_tints() -> dict[Tier, str]:
    """Return the row tint of each tier for a workbook, which is always shown light."""
    return dict(LIGHT.tint)


def badge(colour: str, look: Tokens) -> tuple[str, str]:
    """Return ground and letter of a badge of `colour`: tinted ground, a letter one can read."""
    ground = mix(colour, look.surface, 0.18 if look.dark else 0.15)
    return ground, readable(colour, ground)


@lru_cache(maxsize=256)
def readable(colour: str, ground: str) -> str:
    """Return `colour`, moved toward black or white just far enough to be read on `ground`."""
    toward = "#FFFFFF" if luminance(ground) < 0.18 else "#000000"
    for step in range(21):
        shade = mix(toward, colour, step / 20)
        if contrast(shade, ground) >= READABLE:
            return shade
    return toward


@lru_cache(maxsize=256)
def mix(colour: str, other: str, share: float) -> str:
    """Return `share` (0-1) of `colour` over `other`, both #RRGGBB."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1-21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `colour`, 0-1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
