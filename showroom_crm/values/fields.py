"""The data dictionary: every field one can import, edit, show or export, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.i18n import N_, _
from showroom_crm.values.groups import Group


class FieldKind(StrEnum):
    """How the value of a field is written, cleaned, stored and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PHONE = "phone"  # digits
    ID_NUMBER = "id_number"
    VIN = "vin"
    PLATE = "plate"
    DATE = "date"  # datetime.date
    INSTANT = "instant"  # naive local datetime
    MONEY = "money"  # integer fen
    MONEY_RANGE = "money_range"  # imported as one cell, kept as <key>_min and <key>_max in fen
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CHOICE = "choice"  # one value of a value list, free text where the list is open
    CHOICES = "choices"  # several, joined by "、"
    LEVEL = "level"  # code of an intent level
    STAFF = "staff"  # id of a member of staff, a name in spreadsheets


class Entity(StrEnum):
    """The table a field lives in; also the table's name in the store and the change log."""

    CUSTOMER = "customer"
    CONTACT_WAY = "contact_way"
    ALIAS = "customer_alias"
    VEHICLE = "vehicle"
    DEAL = "deal"
    SERVICE_VISIT = "service_visit"
    CONTACT = "contact"
    TEST_DRIVE = "test_drive"
    QUOTE = "quote"
    SURVEY = "survey"
    COMPLAINT = "complaint"
    CONSENT = "consent"
    OWN = "custom_value"  # fields the showroom made itself, see `values.own_fields`
    VISIT = "visit"
    PAYMENT = "payment"
    POLICY = "insurance_policy"


class Subject(StrEnum):
    """What each row of a spreadsheet tells: who somebody is, or something that happened to them."""

    CUSTOMERS = "customers"
    ORDERS = "orders"  # of cars
    PURCHASES = "purchases"  # of parts, accessories and services
    SERVICES = "services"  # visits to the workshop
    VISITS = "visits"  # to the showroom
    PAYMENTS = "payments"
    POLICIES = "policies"
    CONTACTS = "contacts"  # calls, messages and talks
    DRIVES = "test_drives"


SUBJECT_LABELS = {
    Subject.CUSTOMERS: N_("A customer"),
    Subject.ORDERS: N_("An order of a car"),
    Subject.PURCHASES: N_("A purchase of goods"),
    Subject.SERVICES: N_("A visit to the workshop"),
    Subject.VISITS: N_("A visit to the showroom"),
    Subject.PAYMENTS: N_("A payment"),
    Subject.POLICIES: N_("An insurance policy"),
    Subject.CONTACTS: N_("A contact with a customer"),
    Subject.DRIVES: N_("A test drive"),
}


class Privacy(StrEnum):
    """How personal a field is: none, personal, or to be treated as sensitive (PIPL art. 4, 28)."""

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `key` is also the column's name in the table of `entity` unless `column` says so.

    `label` is an English source text to be translated when shown. `value_list` names the list of
    allowed or proposed values. `importable` fields may be the target of a spreadsheet column.
    `subjects` are the kinds of table a field of an event belongs to; one of a customer has none.
    """

    key: str
    label: str
    kind: FieldKind
    entity: Entity
    group: Group
    privacy: Privacy = Privacy.NONE
    value_list: str | None = None
    column: str | None = None
    importable: bool = True
    subjects: tuple[Subject, ...] = ()

    @property
    def stored_as(self) -> str:
        """The column's name in the entity's table."""
        return self.column or self.key

    @property
    def title(self) -> str:
        """The name to show: translated, unless the showroom itself gave it."""
        return self.label if self.entity is Entity.OWN else _(self.label)


_T, _L, _D, _M = FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.DATE, FieldKind.MONEY
_I, _B, _C = FieldKind.INTEGER, FieldKind.BOOLEAN, FieldKind.CHOICE
_CUSTOMER, _VEHICLE, _DEAL = Entity.CUSTOMER, Entity.VEHICLE, Entity.DEAL
_P, _SENSITIVE = Privacy.PERSONAL, Privacy.SENSITIVE

_IDENTITY = (
    Field("customer_no", N_("Customer no."), _T, _CUSTOMER, Group.IDENTITY, importable=False),
    Field("source_id", N_("Customer ID"), _T, Entity.ALIAS, Group.IDENTITY, column="value"),
    Field("name", N_("Name"), _T, _CUSTOMER, Group.IDENTITY, _P),
    Field("kind", N_("Person or company"), _C, _CUSTOMER, Group.IDENTITY, value_list="kind"),
    Field("gender", N_("Gender"), _C, _CUSTOMER, Group.IDENTITY, value_list="gender"),
    Field("salutation", N_("Salutation"), _T, _CUSTOMER, Group.IDENTITY),
    Field("birth_date", N_("Birthday"), _D, _CUSTOMER, Group.IDENTITY, _P),
    Field("age_band", N_("Age"), _T, _CUSTOMER, Group.IDENTITY),
    Field("id_no", N_("ID number"), FieldKind.ID_NUMBER, _CUSTOMER, Group.IDENTITY, _SENSITIVE),
    Field("uscc", N_("Company registration no."), _T, _CUSTOMER, Group.IDENTITY),
    Field("employer", N_("Employer"), _T, _CUSTOMER, Group.IDENTITY, _P),
    Field("industry", N_("Industry"), _T, _CUSTOMER, Group.IDENTITY),
    Field("occupation", N_("Occupation"), _C, _CUSTOMER, Group.IDENTITY, value_list="occupation"),
    Field("education", N_("Education"), _T, _CUSTOMER, Group.IDENTITY, _P),
    Field("marital", N_("Marital status"), _T, _CUSTOMER, Group.IDENTITY, _P),
    Field("income_band", N_("Income band"), _T, _CUSTOMER, Group.IDENTITY, _P),
    Field("hobbies", N_("Hobbies"), _T, _CUSTOMER, Group.IDENTITY, _P),
)

_CONTACT = (
    Field("mobile", N_("Mobile"), FieldKind.PHONE, Entity.CONTACT_WAY, Group.CONTACT, _P),
    Field("phone2", N_("Second phone"), FieldKind.PHONE, Entity.CONTACT_WAY, Group.CONTACT, _P),
    Field("wechat", N_("WeChat"), _T, Entity.CONTACT_WAY, Group.CONTACT, _P),
    Field("email", N_("Email"), _T, Entity.CONTACT_WAY, Group.CONTACT, _P),
    Field("province", N_("Province"), _T, _CUSTOMER, Group.CONTACT, _P),
    Field("city", N_("City"), _T, _CUSTOMER, Group.CONTACT, _P),
    Field("district", N_("District"), _T, _CUSTOMER, Group.CONTACT, _P),
    Field("address", N_("Address"), _T, _CUSTOMER, Group.CONTACT, _P),
)

_PREFERENCES = (
    Field(
        "pref_channel", N_("Preferred channel"), _C, _CUSTOMER, Group.PREFERENCES,
        value_list="contact_channel",
    ),
    Field(
        "pref_time", N_("Best time to call"), _C, _CUSTOMER, Group.PREFERENCES,
        value_list="contact_time",
    ),
    Field("no_call", N_("No calls"), _B, _CUSTOMER, Group.PREFERENCES),
    Field("no_sms", N_("No text messages"), _B, _CUSTOMER, Group.PREFERENCES),
    Field("no_wechat", N_("No WeChat"), _B, _CUSTOMER, Group.PREFERENCES),
    Field("no_marketing", N_("No marketing"), _B, _CUSTOMER, Group.PREFERENCES),
    Field(
        "number_status", N_("Number status"), _C, _CUSTOMER, Group.PREFERENCES,
        value_list="number_status",
    ),
    Field("consent", N_("Consent"), _B, Entity.CONSENT, Group.PREFERENCES, column="given"),
)  # fmt: skip

_SOURCE = (
    Field("source_l1", N_("Source"), _C, _CUSTOMER, Group.SOURCE, value_list="source"),
    Field("source_l2", N_("Media"), _C, _CUSTOMER, Group.SOURCE, value_list="media"),
    Field("campaign", N_("Campaign"), _T, _CUSTOMER, Group.SOURCE),
    Field("referrer", N_("Referred by"), _T, _CUSTOMER, Group.SOURCE, _P),
    Field("registered_on", N_("Registered on"), _D, _CUSTOMER, Group.SOURCE),
    Field(
        "salesperson", N_("Salesperson"), FieldKind.STAFF, _CUSTOMER, Group.SOURCE,
        column="salesperson_id",
    ),
    Field("collected_by", N_("Collected by"), _T, _CUSTOMER, Group.SOURCE),
)  # fmt: skip

_INTENT = (
    Field("level", N_("Level"), FieldKind.LEVEL, _CUSTOMER, Group.INTENT),
    Field("status", N_("Status"), _T, _CUSTOMER, Group.INTENT),
    Field(
        "customer_type", N_("Customer type"), _C, _CUSTOMER, Group.INTENT,
        value_list="customer_type",
    ),
    Field("model", N_("Model of interest"), _T, _CUSTOMER, Group.INTENT),
    Field("trim", N_("Trim"), _T, _CUSTOMER, Group.INTENT),
    Field("ext_color", N_("Exterior colour"), _T, _CUSTOMER, Group.INTENT),
    Field("int_color", N_("Interior colour"), _T, _CUSTOMER, Group.INTENT),
    Field("budget", N_("Budget"), FieldKind.MONEY_RANGE, _CUSTOMER, Group.INTENT),
    Field("pay_type", N_("Payment"), _C, _CUSTOMER, Group.INTENT, value_list="pay_type"),
    Field("usage", N_("Usage"), _C, _CUSTOMER, Group.INTENT, value_list="usage"),
    Field("car_user", N_("Who will drive"), _C, _CUSTOMER, Group.INTENT, value_list="car_user"),
    Field(
        "concerns", N_("Concerns"), FieldKind.CHOICES, _CUSTOMER, Group.INTENT,
        value_list="concerns",
    ),
    Field("competitor", N_("Competitor"), _T, _CUSTOMER, Group.INTENT),
    Field("expected_on", N_("Expected purchase"), _D, _CUSTOMER, Group.INTENT),
    Field("owned_car", N_("Current car"), _T, _CUSTOMER, Group.INTENT),
    Field("trade_in_plate", N_("Trade-in plate"), FieldKind.PLATE, _CUSTOMER, Group.INTENT, _P),
    Field("trade_in_value", N_("Trade-in valuation"), _M, _CUSTOMER, Group.INTENT),
    Field("first_visit_on", N_("First visit"), _D, _CUSTOMER, Group.INTENT),
    Field("second_visit_on", N_("Second visit"), _D, _CUSTOMER, Group.INTENT),
    Field("last_visit_on", N_("Last visit"), _D, _CUSTOMER, Group.INTENT),
    Field("visit_count", N_("Visits"), _I, _CUSTOMER, Group.INTENT),
    Field("test_drive_on", N_("Test drive"), _D, _CUSTOMER, Group.INTENT),
    Field("test_drive_done", N_("Test drive taken"), _B, _CUSTOMER, Group.INTENT),
    Field("quote_on", N_("Quoted on"), _D, _CUSTOMER, Group.INTENT),
    Field("quote_amount", N_("Quote"), _M, _CUSTOMER, Group.INTENT),
    Field("lost_on", N_("Lost on"), _D, _CUSTOMER, Group.INTENT),
    Field(
        "lost_reason", N_("Lost reason"), _C, _CUSTOMER, Group.INTENT, value_list="lost_reason"
    ),
    Field("lost_model", N_("Lost to model"), _T, _CUSTOMER, Group.INTENT),
)  # fmt: skip

_FOLLOW_UP = (
    Field("last_contact_on", N_("Last contact"), _D, _CUSTOMER, Group.FOLLOW_UP),
    Field("last_contact_note", N_("Last note"), _L, _CUSTOMER, Group.FOLLOW_UP),
    Field("next_follow_up_on", N_("Next follow-up"), _D, _CUSTOMER, Group.FOLLOW_UP),
    Field("next_follow_up_topic", N_("Next topic"), _T, _CUSTOMER, Group.FOLLOW_UP),
    Field("contact_count", N_("Contacts"), _I, _CUSTOMER, Group.FOLLOW_UP),
    Field("membership", N_("Membership"), _T, _CUSTOMER, Group.FOLLOW_UP),
    Field("purchase_interval", N_("Visit interval (months)"), _I, _CUSTOMER, Group.FOLLOW_UP),
    Field("remark", N_("Remark"), _L, _CUSTOMER, Group.OTHER),
)

_VEHICLE_FIELDS = (
    Field("vin", N_("VIN"), FieldKind.VIN, _VEHICLE, Group.VEHICLE, _P),
    Field("plate", N_("Plate"), FieldKind.PLATE, _VEHICLE, Group.VEHICLE, _P),
    Field("engine_no", N_("Engine no."), _T, _VEHICLE, Group.VEHICLE, _P),
    Field("vehicle_model", N_("Car model"), _T, _VEHICLE, Group.VEHICLE, column="model"),
    Field("vehicle_color", N_("Car colour"), _T, _VEHICLE, Group.VEHICLE, column="color"),
    Field("purchased_on", N_("Purchased on"), _D, _VEHICLE, Group.VEHICLE),
    Field("delivered_on", N_("Delivered on"), _D, _VEHICLE, Group.VEHICLE),
    Field("licensed_on", N_("Licensed on"), _D, _VEHICLE, Group.VEHICLE),
    Field("inspection_end", N_("Inspection due"), _D, _VEHICLE, Group.VEHICLE),
    Field("insurance_end", N_("Insurance ends"), _D, _VEHICLE, Group.VEHICLE),
    Field("insurer", N_("Insurer"), _T, _VEHICLE, Group.VEHICLE),
    Field("last_service_on", N_("Last service"), _D, _VEHICLE, Group.SERVICE),
    Field("km", N_("Mileage (km)"), _I, _VEHICLE, Group.SERVICE),
    Field("last_service_km", N_("Mileage at last service (km)"), _I, _VEHICLE, Group.SERVICE),
    Field("next_service_on", N_("Next service"), _D, _VEHICLE, Group.SERVICE),
    Field("next_service_km", N_("Next service at (km)"), _I, _VEHICLE, Group.SERVICE),
    Field("service_count", N_("Service visits"), _I, _VEHICLE, Group.SERVICE),
    Field("service_amount", N_("Service spending"), _M, _VEHICLE, Group.SERVICE),
    Field("service_advisor", N_("Service advisor"), _T, _VEHICLE, Group.SERVICE),
)

_DEAL_FIELDS = (
    Field("order_no", N_("Order no."), _T, _DEAL, Group.DEAL),
    Field("ordered_on", N_("Ordered on"), _D, _DEAL, Group.DEAL),
    Field("price", N_("Deal price"), _M, _DEAL, Group.DEAL),
    Field("deposit", N_("Deposit"), _M, _DEAL, Group.DEAL),
    Field("expected_delivery_on", N_("Expected delivery"), _D, _DEAL, Group.DEAL),
    Field("invoiced_on", N_("Invoiced on"), _D, _DEAL, Group.DEAL),
    Field("lender", N_("Lender"), _T, _DEAL, Group.DEAL),
    Field("loan_amount", N_("Loan amount"), _M, _DEAL, Group.DEAL),
    Field("down_payment", N_("Down payment"), _M, _DEAL, Group.DEAL),
    Field("loan_months", N_("Loan term (months)"), _I, _DEAL, Group.DEAL),
)

_SATISFACTION = (
    Field(
        "satisfaction", N_("Satisfaction (0-10)"), FieldKind.DECIMAL, Entity.SURVEY,
        Group.SATISFACTION, column="score",
    ),
    Field("complaint", N_("Complaint"), _L, Entity.COMPLAINT, Group.SATISFACTION, column="text"),
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    _IDENTITY + _CONTACT + _PREFERENCES + _SOURCE + _INTENT + _FOLLOW_UP
    + _VEHICLE_FIELDS + _DEAL_FIELDS + _SATISFACTION
)  # fmt: skip


def _event(
    key: str,
    label: str,
    kind: FieldKind,
    entity: Entity,
    column: str,
    *subjects: Subject,
    value_list: str | None = None,
) -> Field:
    """Declare a field of something that happened; `column` "" is only calculated with."""
    return Field(
        key, label, kind, entity, Group.EVENT,
        value_list=value_list, column=column or None, subjects=subjects,
    )  # fmt: skip


_SALES = (Subject.ORDERS, Subject.PURCHASES)
_WORK, _POLICY, _PAY = Entity.SERVICE_VISIT, Entity.POLICY, Entity.PAYMENT
_CALL, _TALK, _DRIVE = Entity.VISIT, Entity.CONTACT, Entity.TEST_DRIVE
_S, _V, _Y, _Z = Subject.SERVICES, Subject.VISITS, Subject.PAYMENTS, Subject.POLICIES
_K, _R = Subject.CONTACTS, Subject.DRIVES
_BY_STAFF = (Subject.ORDERS, _V, _K, _R)

EVENT_FIELDS: tuple[Field, ...] = (
    _event("order_amount", N_("Line amount"), _M, _DEAL, "", *_SALES),
    _event("order_total", N_("Order total"), _M, _DEAL, "", *_SALES),
    _event("order_quantity", N_("Quantity"), FieldKind.DECIMAL, _DEAL, "", *_SALES),
    _event("order_unit_price", N_("Unit price"), _M, _DEAL, "", *_SALES),
    _event("order_discount", N_("Discount"), _M, _DEAL, "", *_SALES),
    _event("bought_on", N_("Bought on"), _D, _PAY, "paid_on", Subject.PURCHASES),
    _event("order_goods", N_("Goods"), _T, _DEAL, "model", *_SALES),
    _event("order_status", N_("Order status"), _T, _DEAL, "status", *_SALES),
    _event("order_cancelled_on", N_("Cancelled on"), _D, _DEAL, "cancelled_on", Subject.ORDERS),
    _event("work_no", N_("Work order no."), _T, _WORK, "order_no", _S),
    _event("work_in_on", N_("Service date"), _D, _WORK, "in_on", _S),
    _event("work_out_on", N_("Car returned on"), _D, _WORK, "out_on", _S),
    _event("work_km", N_("Service mileage (km)"), _I, _WORK, "km", _S),
    _event("work_kind", N_("Kind of work"), _T, _WORK, "kind", _S),
    _event("work_items", N_("Work done"), _L, _WORK, "note", _S),
    _event("work_amount", N_("Service amount"), _M, _WORK, "amount", _S),
    _event("work_total", N_("Service total"), _M, _WORK, "", _S),
    _event("work_labour", N_("Labour"), _M, _WORK, "", _S),
    _event("work_parts", N_("Parts"), _M, _WORK, "", _S),
    _event("work_discount", N_("Service discount"), _M, _WORK, "", _S),
    _event("work_status", N_("Service status"), _T, _WORK, "", _S),
    _event("work_advisor", N_("Advisor"), _T, _WORK, "advisor", _S),
    _event("work_next_on", N_("Next service planned"), _D, _WORK, "next_on", _S),
    _event("work_next_km", N_("Next service planned at (km)"), _I, _WORK, "next_km", _S),
    _event("visit_on", N_("Came on"), FieldKind.INSTANT, _CALL, "arrived_at", _V),
    _event("visit_time", N_("Came at"), _T, _CALL, "", _V),
    _event("visit_left", N_("Left at"), _T, _CALL, "left_at", _V),
    _event("visit_flow", N_("First visit or again"), _T, _CALL, "flow", _V),
    _event("visit_people", N_("People"), _I, _CALL, "people", _V),
    _event("visit_purpose", N_("Purpose of the visit"), _T, _CALL, "purpose", _V),
    _event("visit_status", N_("Visit result"), _T, _CALL, "status", _V),
    _event("pay_no", N_("Receipt no."), _T, _PAY, "receipt_no", _Y),
    _event("pay_on", N_("Paid on"), _D, _PAY, "paid_on", _Y),
    _event("pay_amount", N_("Amount paid"), _M, _PAY, "amount", _Y),
    _event("pay_kind", N_("Paid for"), _T, _PAY, "kind", _Y),
    _event("pay_method", N_("Way of payment"), _T, _PAY, "method", _Y),
    _event("pay_order", N_("Order paid"), _T, _PAY, "", _Y),
    _event("pay_status", N_("Payment status"), _T, _PAY, "", _Y),
    _event("pay_note", N_("Payment note"), _L, _PAY, "note", _Y),
    _event("policy_no", N_("Policy no."), _T, _POLICY, "policy_no", _Z),
    _event("policy_company", N_("Insured with"), _T, _POLICY, "company", _Z),
    _event("policy_kinds", N_("Kinds of insurance"), _T, _POLICY, "kinds", _Z),
    _event("policy_from", N_("Insured from"), _D, _POLICY, "starts_on", _Z),
    _event("policy_to", N_("Insured until"), _D, _POLICY, "ends_on", _Z),
    _event("policy_amount", N_("Premium"), _M, _POLICY, "amount", _Z),
    _event("policy_here", N_("Insured here"), _B, _POLICY, "here", _Z),
    _event("policy_status", N_("Policy status"), _T, _POLICY, "", _Z),
    _event("contact_on", N_("Contacted at"), FieldKind.INSTANT, _TALK, "at", _K),
    _event("contact_time", N_("Contacted at (hour)"), _T, _TALK, "", _K),
    _event(
        "contact_channel", N_("Channel"), _C, _TALK, "channel", _K, value_list="contact_channel"
    ),
    _event("contact_topic", N_("Topic"), _T, _TALK, "topic", _K),
    _event("contact_result", N_("Result of the contact"), _T, _TALK, "result", _K),
    _event("contact_success", N_("Reached"), _B, _TALK, "success", _K),
    _event("contact_note", N_("What was said"), _L, _TALK, "content", _K),
    _event("contact_before", N_("Level before"), FieldKind.LEVEL, _TALK, "level_before", _K),
    _event("contact_after", N_("Level after"), FieldKind.LEVEL, _TALK, "level_after", _K),
    _event("contact_next_on", N_("Next contact"), _D, _TALK, "next_on", _K),
    _event("contact_next_topic", N_("Next topic"), _T, _TALK, "next_topic", _K),
    _event("drive_on", N_("Test drive on"), _D, _DRIVE, "on", _R),
    _event("drive_model", N_("Model driven"), _T, _DRIVE, "model", _R),
    _event("drive_km", N_("Distance (km)"), _I, _DRIVE, "km", _R),
    _event("drive_licence", N_("Licence checked"), _B, _DRIVE, "licence_checked", _R),
    _event("drive_feedback", N_("Feedback"), _L, _DRIVE, "feedback", _R),
    _event("event_staff", N_("Handled by"), FieldKind.STAFF, _TALK, "staff_id", *_BY_STAFF),
)
"""Fields of what happens to customers: never part of a customer's own table."""

BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS + EVENT_FIELDS}

EVENT_TABLES = frozenset(field.entity for field in EVENT_FIELDS)
"""The tables of what happens to customers and comes in by files of its own."""

PURCHASE = "purchase"
"""The kind of a payment that stands for goods bought; any other kind is what a person wrote."""

PURCHASE_LABEL = N_("Goods bought")
PURCHASE_WORDS = frozenset({PURCHASE, "goods bought", "购买商品"})
"""What that kind is called in our spreadsheets, in any language, in small letters."""
