"""How a layout of spreadsheet was imported last time, and how that is written as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.places import Place
from showroom_crm.values.questions import Sort

VERSION = 2
_LASTING = frozenset(
    {Sort.LEVEL_D, Sort.DATE_ORDER, Sort.SCALE, Sort.VALUE, Sort.AMOUNT_COLUMN, Sort.DAY_COLUMN}
)
"""Questions whose answers hold for the next file too; others are about single people or files."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All that was decided about one layout; layouts of one source share a `name`.

    `source` stands for the system the customer ids come from, and stays when the name changes;
    `named` tells whether a person gave the name. `fields` gives the field (or None) by column key.
    `sheet`, `place`, `encoding` and `subject` are as in `Choices` and `Workbook`.
    """

    name: str
    source: str
    fingerprint: str
    fields: Mapping[str, str | None]
    answers: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    sheet: str | None = None
    place: Place | None = None
    encoding: str | None = None
    subject: str | None = None
    named: bool = False
    used_at: dt.datetime = dt.datetime.min

    @property
    def choices(self) -> Choices:
        """What was decided last time, as the choices an import begins with."""
        return Choices(
            answers=dict(self.answers),
            policies=dict(self.policies),
            place=self.place,
            subject=self.subject,
            profile=self.name,
        )


def lasting(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that hold for the next file of the layout too."""
    return {key: value for key, value in answers.items() if lasts(key)}


def lasts(question: str) -> bool:
    """Tell whether the answer to the question with this key holds for the next file too."""
    return question.partition(":")[0] in _LASTING


def content(profile: Profile) -> dict[str, Any]:
    """Return what is kept of a profile beside name, source and fingerprint, as JSON values."""
    kept = {
        "version": VERSION,
        "fields": dict(profile.fields),
        "answers": dict(profile.answers),
        "policies": {key: str(policy) for key, policy in profile.policies.items()},
        "sheet": profile.sheet,
        "place": asdict(profile.place) if profile.place else None,
        "encoding": profile.encoding,
        "subject": profile.subject,
        "named": profile.named,
    }
    return {key: value for key, value in kept.items() if value not in (None, {}, False)}


def of_content(
    name: str, source: str, fingerprint: str, kept: Mapping[str, Any], used_at: dt.datetime
) -> Profile:
    """Return the profile of kept JSON, also of the first form, which had only the fields."""
    if not isinstance(kept.get("version"), int):
        return Profile(name, source, fingerprint, dict(kept), used_at=used_at)
    place = kept.get("place")
    return Profile(
        name=name,
        source=source,
        fingerprint=fingerprint,
        fields=dict(kept.get("fields", {})),
        answers=dict(kept.get("answers", {})),
        policies={key: Policy(policy) for key, policy in kept.get("policies", {}).items()},
        sheet=kept.get("sheet"),
        place=Place(**place) if place else None,
        encoding=kept.get("encoding"),
        subject=kept.get("subject"),
        named=bool(kept.get("named")),
        used_at=used_at,
    )
