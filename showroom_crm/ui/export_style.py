"""How tables in workbooks look and speak: taken from the one table of colours and signs."""

from __future__ import annotations

from showroom_crm.exporting.look import Palette
from showroom_crm.i18n import _
from showroom_crm.operations.exports import Style
from showroom_crm.operations.insights import ReportStyle
from showroom_crm.ui import theme


def palette() -> Palette:
    """Return the colours of workbooks, which are always shown light."""
    look = theme.LIGHT
    return Palette(
        tints=theme.export_tints(),
        levels=look.level,
        text=look.text,
        line=look.line,
        header=look.bg,
        overdue=look.danger,
    )


def style() -> Style:
    """Return palette and words in the language now shown."""
    return Style(
        palette(),
        {
            "segment": {key: _(sign.label) for key, sign in theme.SEGMENTS.items()},
            "stage": {str(stage): _(label) for stage, label in theme.STAGES.items()},
            "flags": {str(flag): _(sign.label) for flag, sign in theme.FLAGS.items()},
        },
    )


def report_style() -> ReportStyle:
    """Return the palette of tables and the colours of charts by key."""
    look = theme.LIGHT
    colours = {f"segment:{key}": colour for key, colour in look.segment.items()}
    colours |= {f"tier:{tier}": colour for tier, colour in look.tier.items()}
    return ReportStyle(palette(), {**colours, "accent": look.accent})
