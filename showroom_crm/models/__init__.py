"""The tables, one file per thing of the business; imported by the store only."""

from showroom_crm.models import (
    contact,
    customer,
    deal,
    imports,
    log,
    satisfaction,
    scores,
    service,
    settings,
    staff,
    vehicle,
)
from showroom_crm.models.base import Base

__all__ = [
    "Base",
    "contact",
    "customer",
    "deal",
    "imports",
    "log",
    "satisfaction",
    "scores",
    "service",
    "settings",
    "staff",
    "vehicle",
]
