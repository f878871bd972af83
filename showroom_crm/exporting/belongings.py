"""The sheets that may follow the customers: their cars, contacts, visits and orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from showroom_crm.exporting.columns import CellKind, ExportColumn, columns
from showroom_crm.i18n import N_, _
from showroom_crm.values.customers import Value
from showroom_crm.values.exports import BELONGING_LABELS, Belonging
from showroom_crm.values.fields import PURCHASE, PURCHASE_LABEL

_TEXT, _LONG, _DATE = CellKind.TEXT, CellKind.LONG_TEXT, CellKind.DATE
_INSTANT, _MONEY, _NUMBER = CellKind.INSTANT, CellKind.MONEY, CellKind.NUMBER
_YES_NO, _LEVEL = CellKind.YES_NO, CellKind.LEVEL


@dataclass(frozen=True, slots=True)
class SideTable:
    """One sheet beside the customers; each row holds values by the keys of the columns."""

    belonging: Belonging
    rows: Iterable[Mapping[str, Value]]

    @property
    def title(self) -> str:
        """The name of the sheet in the language now shown."""
        return _(BELONGING_LABELS[self.belonging])

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What to show for codes, by the key of the column."""
        if self.belonging is not Belonging.PAYMENTS:
            return {}
        return {"kind": {PURCHASE: _(PURCHASE_LABEL)}}

    @property
    def columns(self) -> tuple[ExportColumn, ...]:
        """The columns, the customer's number and name first, so that a row finds its owner."""
        return columns(("customer_no", "name")) + _COLUMNS[self.belonging]


_VEHICLE_KEYS = (
    "vin", "plate", "engine_no", "vehicle_model", "vehicle_color", "purchased_on", "delivered_on",
    "licensed_on", "inspection_end", "insurance_end", "insurer", "km", "last_service_on",
    "last_service_km", "next_service_on", "next_service_km", "service_count", "service_amount",
    "service_advisor",
)  # fmt: skip
_ORDER_KEYS = (
    "order_no", "ordered_on", "price", "deposit", "expected_delivery_on", "invoiced_on",
    "lender", "loan_amount", "down_payment", "loan_months",
)  # fmt: skip
_CAR = columns(("vin", "plate"))
_STAFF = ExportColumn("staff", N_("Handled by"), _TEXT)

_COLUMNS: dict[Belonging, tuple[ExportColumn, ...]] = {
    Belonging.VEHICLES: columns(_VEHICLE_KEYS),
    Belonging.CONTACTS: (
        ExportColumn("at", N_("Contacted at"), _INSTANT),
        ExportColumn("channel", N_("Channel"), _TEXT),
        ExportColumn("topic", N_("Topic"), _TEXT),
        ExportColumn("success", N_("Reached"), _YES_NO),
        ExportColumn("content", N_("What was said"), _LONG),
        ExportColumn("level_before", N_("Level before"), _LEVEL),
        ExportColumn("level_after", N_("Level after"), _LEVEL),
        ExportColumn("next_on", N_("Next contact"), _DATE),
        ExportColumn("next_topic", N_("Next topic"), _TEXT),
        _STAFF,
    ),
    Belonging.VISITS: (
        ExportColumn("arrived_at", N_("Arrived at"), _INSTANT),
        ExportColumn("left_at", N_("Left at"), _INSTANT),
        ExportColumn("flow", N_("First visit or again"), _TEXT),
        ExportColumn("people", N_("People"), _NUMBER),
        ExportColumn("purpose", N_("Purpose of the visit"), _TEXT),
        ExportColumn("status", N_("Status"), _TEXT),
        _STAFF,
    ),
    Belonging.TEST_DRIVES: (
        ExportColumn("on", N_("Test drive on"), _DATE),
        ExportColumn("model", N_("Model driven"), _TEXT),
        ExportColumn("km", N_("Distance (km)"), _NUMBER),
        ExportColumn("licence_checked", N_("Licence checked"), _YES_NO),
        ExportColumn("feedback", N_("Feedback"), _LONG),
        _STAFF,
    ),
    Belonging.ORDERS: (
        *columns(_ORDER_KEYS),
        ExportColumn("status", N_("Status of the order"), _TEXT),
        ExportColumn("model", N_("Model ordered"), _TEXT),
        ExportColumn("cancelled_on", N_("Cancelled on"), _DATE),
        *_CAR,
        _STAFF,
    ),
    Belonging.PAYMENTS: (
        ExportColumn("paid_on", N_("Paid on"), _DATE),
        ExportColumn("amount", N_("Amount paid"), _MONEY),
        ExportColumn("kind", N_("Paid for"), _TEXT),
        ExportColumn("method", N_("Way of payment"), _TEXT),
        ExportColumn("receipt_no", N_("Receipt no."), CellKind.CODE),
        ExportColumn("note", N_("Note"), _LONG),
    ),
    Belonging.SERVICES: (
        ExportColumn("order_no", N_("Work order no."), CellKind.CODE),
        ExportColumn("in_on", N_("Came in on"), _DATE),
        ExportColumn("out_on", N_("Went out on"), _DATE),
        ExportColumn("km", N_("Odometer (km)"), _NUMBER),
        ExportColumn("kind", N_("Kind of work"), _TEXT),
        ExportColumn("amount", N_("Amount"), _MONEY),
        ExportColumn("advisor", N_("Advisor"), _TEXT),
        ExportColumn("note", N_("Note"), _LONG),
        *_CAR,
    ),
    Belonging.NUMBERS: (
        ExportColumn("source", N_("Given by"), _TEXT),
        ExportColumn("value", N_("Number there"), CellKind.CODE),
    ),
}
