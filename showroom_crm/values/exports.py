"""What an export is asked to hold beside the customers it lists."""

from __future__ import annotations

from enum import StrEnum

from showroom_crm.i18n import N_


class Belonging(StrEnum):
    """What may follow the customers on a sheet of its own; the value names the table kept."""

    VEHICLES = "vehicle"
    CONTACTS = "contact"
    VISITS = "visit"
    TEST_DRIVES = "test_drive"
    ORDERS = "deal"
    PAYMENTS = "payment"
    SERVICES = "service_visit"
    NUMBERS = "customer_alias"


BELONGING_LABELS = {
    Belonging.VEHICLES: N_("Vehicles"),
    Belonging.CONTACTS: N_("Contacts made"),
    Belonging.VISITS: N_("Showroom visits"),
    Belonging.TEST_DRIVES: N_("Test drives"),
    Belonging.ORDERS: N_("Orders"),
    Belonging.PAYMENTS: N_("Payments"),
    Belonging.SERVICES: N_("Workshop visits"),
    Belonging.NUMBERS: N_("Numbers elsewhere"),
}
