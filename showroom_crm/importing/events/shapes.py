"""How each sort of event is kept: its table, its columns, and what makes two of them the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from showroom_crm.values.customers import Value
from showroom_crm.values.fields import PURCHASE, Entity, Subject


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of one table, by the fields of a file.

    `number`, `day` and `amount` are columns; `number_key` and `day_key` the fields they come from.
    Two events are the same by their number, else by all columns of `same`. `told_on` are fields of
    the customer that follow from an event, by its field. `needs_day`: without one it is not kept.
    `last` is the customer's day of the last event; only one that is newer tells the fields of the
    customer in `newest`, by its own.
    """

    table: str
    number: str
    day: str
    amount: str
    number_key: str
    day_key: str
    places: Mapping[str, str]
    same: tuple[str, ...]
    line: str = ""
    totals: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    quantity: str = ""
    unit_price: str = ""
    discount: str = ""
    status: str = ""
    staff: str = ""
    needs_day: bool = False
    always: Mapping[str, Value] = field(default_factory=dict)
    told_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    last: str = ""
    newest: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """Return all fields of a file that speak of the event, shared ones of the customer too."""
        sums = {self.line, *self.totals, *self.parts, self.quantity, self.unit_price}
        others = {self.number_key, self.day_key, self.discount, self.status, *self.places}
        return frozenset((sums | others) - {""})


_DEAL_KEYS = (
    *("deposit", "expected_delivery_on", "invoiced_on", "lender", "loan_amount", "down_payment"),
    "loan_months",
)
SHAPES: Mapping[Subject, Shape] = {
    Subject.ORDERS: Shape(
        table=Entity.DEAL,
        number="order_no",
        day="ordered_on",
        amount="price",
        number_key="order_no",
        day_key="ordered_on",
        places={
            "order_goods": "model",
            "vehicle_model": "model",
            "model": "model",
            "order_status": "status",
            "order_cancelled_on": "cancelled_on",
            "delivered_on": "delivered_on",
            **{key: key for key in _DEAL_KEYS},
        },
        same=("ordered_on", "price", "model"),
        totals=("order_total", "price"),
        staff="salesperson_id",
        shared=frozenset({"vehicle_model", "model", "delivered_on"}),
        line="order_amount",
        quantity="order_quantity",
        unit_price="order_unit_price",
        discount="order_discount",
        status="order_status",
    ),
    Subject.PURCHASES: Shape(
        table=Entity.PAYMENT,
        number="receipt_no",
        day="paid_on",
        amount="amount",
        number_key="order_no",
        day_key="bought_on",
        places={"order_goods": "note"},
        same=("paid_on", "amount", "kind"),
        totals=("order_total",),
        always={"kind": PURCHASE},
        line="order_amount",
        quantity="order_quantity",
        unit_price="order_unit_price",
        discount="order_discount",
        status="order_status",
    ),
    Subject.SERVICES: Shape(
        table=Entity.SERVICE_VISIT,
        number="order_no",
        day="in_on",
        amount="amount",
        number_key="work_no",
        day_key="work_in_on",
        places={
            "work_out_on": "out_on",
            "work_km": "km",
            "work_kind": "kind",
            "work_items": "note",
            "work_advisor": "advisor",
            "work_next_on": "next_on",
            "work_next_km": "next_km",
        },
        same=("in_on", "amount", "kind", "km", "vehicle_id"),
        line="work_amount",
        totals=("work_total",),
        parts=("work_labour", "work_parts"),
        discount="work_discount",
        status="work_status",
        needs_day=True,
        told_on={
            "work_in_on": ("last_service_on",),
            "work_km": ("km", "last_service_km"),
            "work_next_on": ("next_service_on",),
            "work_next_km": ("next_service_km",),
        },
    ),
    Subject.VISITS: Shape(
        table=Entity.VISIT,
        number="",
        day="arrived_at",
        amount="",
        number_key="",
        day_key="visit_on",
        places={
            "visit_time": "visit_time",
            "visit_left": "left_at",
            "visit_flow": "flow",
            "visit_people": "people",
            "visit_purpose": "purpose",
            "visit_status": "status",
        },
        same=("arrived_at", "purpose"),
        staff="staff_id",
        needs_day=True,
        told_on={"visit_on": ("last_visit_on",)},
        last="last_visit_on",
        newest={"level": "level"},
    ),
    Subject.CONTACTS: Shape(
        table=Entity.CONTACT,
        number="",
        day="at",
        amount="",
        number_key="",
        day_key="contact_on",
        places={
            "contact_time": "contact_time",
            "contact_channel": "channel",
            "contact_topic": "topic",
            "contact_result": "result",
            "contact_success": "success",
            "contact_note": "content",
            "contact_before": "level_before",
            "contact_after": "level_after",
            "contact_next_on": "next_on",
            "contact_next_topic": "next_topic",
        },
        same=("at", "content", "channel", "topic"),
        staff="staff_id",
        needs_day=True,
        last="last_contact_on",
        newest={
            "contact_on": "last_contact_on",
            "contact_note": "last_contact_note",
            "level": "level",
            "contact_after": "level",
            "contact_next_on": "next_follow_up_on",
            "contact_next_topic": "next_follow_up_topic",
        },
    ),
    Subject.DRIVES: Shape(
        table=Entity.TEST_DRIVE,
        number="",
        day="on",
        amount="",
        number_key="",
        day_key="drive_on",
        places={
            "drive_model": "model",
            "drive_km": "km",
            "drive_licence": "licence_checked",
            "drive_feedback": "feedback",
        },
        same=("on", "model", "km", "feedback"),
        staff="staff_id",
        needs_day=True,
        last="test_drive_on",
        newest={"drive_on": "test_drive_on", "level": "level"},
    ),
    Subject.PAYMENTS: Shape(
        table=Entity.PAYMENT,
        number="receipt_no",
        day="paid_on",
        amount="amount",
        number_key="pay_no",
        day_key="pay_on",
        places={
            "pay_kind": "kind",
            "pay_method": "method",
            "pay_order": "deal_id",
            "pay_note": "note",
        },
        same=("paid_on", "amount", "kind", "method", "deal_id"),
        line="pay_amount",
        status="pay_status",
    ),
    Subject.POLICIES: Shape(
        table=Entity.POLICY,
        number="policy_no",
        day="starts_on",
        amount="amount",
        number_key="policy_no",
        day_key="policy_from",
        places={
            "policy_company": "company",
            "policy_kinds": "kinds",
            "policy_to": "ends_on",
            "policy_here": "here",
        },
        same=("starts_on", "ends_on", "company", "kinds", "amount"),
        line="policy_amount",
        status="policy_status",
        told_on={"policy_to": ("insurance_end",)},
    ),
}
