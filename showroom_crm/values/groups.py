"""The sections in which fields stand: in the form, the data dictionary and the import."""

from __future__ import annotations

from enum import StrEnum

from showroom_crm.i18n import N_


class Group(StrEnum):
    """The section of the form and of the data dictionary in which a field stands."""

    IDENTITY = "identity"
    CONTACT = "contact"
    PREFERENCES = "preferences"
    SOURCE = "source"
    INTENT = "intent"
    FOLLOW_UP = "follow_up"
    VEHICLE = "vehicle"
    DEAL = "deal"
    SERVICE = "service"
    SATISFACTION = "satisfaction"
    OTHER = "other"
    OWN = "own"
    EVENT = "event"


GROUP_LABELS = {
    Group.IDENTITY: N_("Identity"),
    Group.CONTACT: N_("Contact ways"),
    Group.PREFERENCES: N_("Contact preferences"),
    Group.SOURCE: N_("Source"),
    Group.INTENT: N_("Intent"),
    Group.FOLLOW_UP: N_("Follow-up"),
    Group.VEHICLE: N_("Vehicle"),
    Group.DEAL: N_("Order and finance"),
    Group.SERVICE: N_("Service"),
    Group.SATISFACTION: N_("Satisfaction"),
    Group.OTHER: N_("Other"),
    Group.OWN: N_("Own fields"),
    Group.EVENT: N_("What the row tells"),
}
