"""What customers bought is known to the criteria."""

import datetime as dt
import math

from showroom_crm.operations import customers
from showroom_crm.operations.desk import Desk
from showroom_crm.store import facts
from showroom_crm.store.changes import Row
from showroom_crm.values.fields import PURCHASE

SETTINGS = facts.FactSettings({}, 6, 36)


def test_goods_bought_in_the_last_year_are_counted_and_summed(desk: Desk) -> None:
    names = ("buyer", "old", "unknown", "none", "payer")
    buyer, old, unknown, none, payer = (customers.register(desk, {"name": n})[0] for n in names)
    last_week, before = desk.today - dt.timedelta(7), desk.today - dt.timedelta(400)
    goods: Row = {"kind": PURCHASE, "paid_on": last_week}
    with desk.write("test", "goods") as writing:
        writing.insert(
            "payment",
            [
                {"customer_id": buyer, "amount": 28_000, **goods},
                {"customer_id": buyer, "amount": 6_000, **goods},
                {"customer_id": buyer, "amount": -6_000, **goods},
                {"customer_id": old, "amount": 5_000, **goods, "paid_on": before},
                {"customer_id": unknown, **goods},
                {"customer_id": payer, "amount": 5_000, **goods, "kind": "定金"},
            ],
        )
    with desk.store.read() as connection:
        frame, kept = facts.frame(connection, desk.today, SETTINGS)

    assert {"goods_count_12m", "goods_amount_12m"} <= kept
    assert frame["goods_count_12m"].loc[[buyer, old, unknown, none, payer]].tolist() == [
        *(2, 0, 1, 0, 0)
    ]
    assert frame["goods_amount_12m"].loc[[buyer, old, none, payer]].tolist() == [28_000, 0, 0, 0]
    assert math.isnan(frame["goods_amount_12m"].loc[unknown])


def test_where_goods_are_not_kept_nothing_is_known_of_them(desk: Desk) -> None:
    customers.register(desk, {"name": "buyer"})
    with desk.store.read() as connection:
        frame, kept = facts.frame(connection, desk.today, SETTINGS)

    assert "goods_count_12m" not in kept
    assert frame["goods_count_12m"].isna().all()
