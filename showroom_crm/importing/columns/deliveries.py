"""Tells deliveries to come from those that were."""

import datetime as dt

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import Clean
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule

TO_COME = N_("a delivery to come: kept as the expected one")


class Deliveries(Rule):
    """Days of delivery that lie ahead, as in the plan of a week: nobody has those cars yet."""

    def column(self, column: Column) -> None:
        """Keep days after today as expected deliveries."""
        if column.field.key != "delivered_on":
            return
        delivered = column.values["delivered_on"]
        today = self.table.conventions.today
        ahead = {i: day for i, day in enumerate(delivered) if _is_after(day, today)}
        for i, day in ahead.items():
            delivered[i] = None
            column.results[i] = Clean(day, TO_COME)
        if ahead:
            column.values["expected_delivery_on"] = [ahead.get(i) for i in range(len(delivered))]


def _is_after(day: object, today: dt.date) -> bool:
    return isinstance(day, dt.date) and day > today
