"""Scorecards as text: read from and written to TOML files, and JSON for keeping."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from showroom_crm.errors import FileUnreadable, UserError
from showroom_crm.i18n import _
from showroom_crm.paths import resource
from showroom_crm.scoring.reading import scorecard_from
from showroom_crm.values.facts import BY_KEY, FactKind
from showroom_crm.values.queries import Op
from showroom_crm.values.scores import Band, Predicate, Rule, Scorecard, SegmentRule, Text


@cache
def default() -> Scorecard:
    """Return the criteria a new shop starts with."""
    return load(resource("defaults", "scorecard.toml"))


def load(source: str | Path) -> Scorecard:
    """Return the scorecard of a TOML text, or of a file when given a path.

    Raises FileUnreadable for a file that cannot be read, UserError for anything wrong inside,
    with the place and what is expected there.
    """
    try:
        text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    except (OSError, UnicodeDecodeError):
        raise FileUnreadable(
            _("The criteria in {name} cannot be read.").format(name=Path(source).name)
        ) from None
    try:
        return scorecard_from(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            _("The criteria are not written as TOML: {detail}.").format(detail=error)
        ) from None


def from_json(text: str) -> Scorecard:
    """Return the scorecard written by `to_json`; raises UserError as `load` does."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(
            _("The criteria are not written as JSON: {detail}.").format(detail=error)
        ) from None
    return scorecard_from(plain if isinstance(plain, dict) else {})


def to_json(scorecard: Scorecard) -> str:
    """Return the scorecard as JSON text, to be kept by version."""
    return json.dumps(_plain(scorecard), ensure_ascii=False, default=str)


def check(scorecard: Scorecard) -> None:
    """Raise UserError if an edited scorecard has a mistake, in the words of `load`."""
    scorecard_from(_plain(scorecard))


def dump(scorecard: Scorecard) -> str:
    """Return the scorecard as TOML text that `load` reads back to an equal one."""
    plain = _plain(scorecard)
    lines = [f"{k} = {_toml(v)}" for k, v in plain.items() if not isinstance(v, dict | list)]
    for name in ("weights", "thresholds"):
        for kind, table in plain[name].items():
            lines += ["", f"[{name}.{kind}]", *(f"{k} = {_toml(v)}" for k, v in table.items())]
    lines += ["", "[stages]", *(f"{k} = {_toml(v)}" for k, v in plain["stages"].items())]
    for name in ("rules", "segments"):
        for table in plain[name]:
            lines += ["", f"[[{name}]]", *(f"{k} = {_toml(v)}" for k, v in table.items())]
    return "\n".join(lines) + "\n"


def _plain(scorecard: Scorecard) -> dict[str, Any]:
    return {
        "version": scorecard.version,
        **_texts(scorecard.name),
        "valid_from": scorecard.valid_from,
        "author": scorecard.author,
        "reason": scorecard.reason,
        "weights": {
            str(kind): {str(d): weight for d, weight in table.items()}
            for kind, table in scorecard.weights.items()
        },
        "thresholds": {str(kind): asdict(least) for kind, least in scorecard.thresholds.items()},
        "stages": asdict(scorecard.stages),
        "rules": [_plain_rule(rule) for rule in scorecard.rules],
        "segments": [_plain_segment(segment) for segment in scorecard.segments],
    }


def _plain_rule(rule: Rule) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "key": rule.key,
        "dimension": str(rule.dimension),
        "kinds": sorted(str(kind) for kind in rule.kinds),
        "fact": rule.fact,
        **_texts(rule.text),
    }
    if rule.lift:
        plain |= _texts(rule.lift, "lift_")
    if rule.quantiles:
        plain["quantiles"] = True
    return plain | {"bands": [_plain_band(band, rule.fact) for band in rule.bands]}


def _plain_band(band: Band, fact: str) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    if band.at_least is not None:
        plain["at_least"] = band.at_least
    if band.values:
        plain["is"] = _plain_values(band.values, fact)
    plain["points"] = band.points
    return plain | (_texts(band.text) if band.text else {})


def _plain_segment(segment: SegmentRule) -> dict[str, Any]:
    return {
        "key": segment.key,
        **_texts(segment.name),
        "icon": segment.icon,
        "colour": segment.colour,
        "any": [[_plain_predicate(p) for p in tests] for tests in segment.alternatives],
    }


def _plain_predicate(predicate: Predicate) -> dict[str, Any]:
    if predicate.op in {Op.EMPTY, Op.FILLED}:
        return {"fact": predicate.fact, str(predicate.op): True}
    values = _plain_values(predicate.values, predicate.fact)
    single = predicate.op not in {Op.IN, Op.NOT_IN}
    return {"fact": predicate.fact, str(predicate.op): values[0] if single else values}


def _plain_values(values: tuple[str | float, ...], fact: str) -> list[str | float]:
    yes_no = fact in BY_KEY and BY_KEY[fact].kind is FactKind.BOOLEAN
    return [value == "true" if yes_no else value for value in values]


def _texts(text: Text, prefix: str = "") -> dict[str, str]:
    return {f"{prefix}zh": text.zh, f"{prefix}en": text.en}


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(v)}" for key, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    # what JSON writes of texts, numbers, true and false is TOML too, but for one character
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
