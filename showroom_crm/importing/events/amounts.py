"""What an order, visit or payment costs, from the lines a file has of it."""

from collections.abc import Iterable, Mapping, Sequence

from showroom_crm.i18n import N_
from showroom_crm.importing.events.shapes import Shape
from showroom_crm.values.customers import Value

Line = Mapping[str, Value]

_MOSTLY = 0.8
_WHOLE_YUAN = 100  # fen; a discount below one yuan is a share, not an amount

BY_QUANTITY = N_("The amount is quantity × unit price: the file has no column for it.")
BY_PARTS = N_("The amount is labour and parts together: the file has no column for it.")
SHARE_OFF = N_("The discount is no amount in yuan, so the amount stays empty.")
LINE_MISSING = N_("this line has no amount; the amount of the order is without it")
TOTALS_DIFFER = N_("the lines of this order tell different totals; the amount stays empty")


class Sums:
    """How amounts stand in one table: given as totals or by line, or to be worked out.

    `note` says how they are worked out where no column tells them.
    """

    def __init__(
        self,
        shape: Shape,
        lines: Sequence[Line],
        orders: Iterable[Sequence[int]],
        *,
        calculates: bool,
    ) -> None:
        """Look at all lines; `orders` are the places of lines with the same number.

        `calculates` says that no column tells amounts.
        """
        self._shape = shape
        filled = {key for line in lines for key in line}
        self._given = not calculates
        self._by_parts = bool(filled & set(shape.parts))
        self._by_quantity = {shape.quantity, shape.unit_price} <= filled
        self._share_off = _is_share([line.get(shape.discount) for line in lines])
        self._of_lines = self._totals_are_of_lines(lines)
        self._repeated = not self._of_lines and self._totals_repeat(lines, orders)
        self.note = self._note()

    def of(self, lines: Sequence[Line]) -> tuple[int | None, str]:
        """Return what the lines of one order cost in fen, and what is wrong with it."""
        totals = [fen for line in lines if (fen := self._total(line)) is not None]
        if totals and not self._of_lines and (len(totals) == 1 or self._repeated):
            return (totals[0], "") if len(set(totals)) == 1 else (None, TOTALS_DIFFER)
        if totals:
            return sum(totals), LINE_MISSING if len(totals) < len(lines) else ""
        amounts = [fen for line in lines if (fen := self._line(line)) is not None]
        if not amounts:
            return None, ""
        return sum(amounts), LINE_MISSING if len(amounts) < len(lines) else ""

    def is_missing(self, line: Line) -> bool:
        """Tell whether a line has neither an amount nor a total."""
        return self._total(line) is None and self._line(line) is None

    def _total(self, line: Line) -> int | None:
        return next(
            (fen for key in self._shape.totals if (fen := _fen(line.get(key))) is not None), None
        )

    def _line(self, line: Line) -> int | None:
        if self._given:
            return _fen(line.get(self._shape.line))
        if self._by_parts:
            parts = [fen for key in self._shape.parts if (fen := _fen(line.get(key))) is not None]
            return sum(parts) - self._off(line) if parts and not self._share_off else None
        return self._of_quantity(line)

    def _of_quantity(self, line: Line) -> int | None:
        count, price = line.get(self._shape.quantity), _fen(line.get(self._shape.unit_price))
        if not isinstance(count, float | int) or price is None or self._share_off:
            return None
        return round(count * price) - self._off(line)

    def _off(self, line: Line) -> int:
        return _fen(line.get(self._shape.discount)) or 0

    def _totals_repeat(self, lines: Sequence[Line], orders: Iterable[Sequence[int]]) -> bool:
        """Tell whether a total stands again on each line of its order, rather than for the line."""
        told = [
            [fen for i in order if (fen := self._total(lines[i])) is not None] for order in orders
        ]
        several = [totals for totals in told if len(totals) > 1]
        alike = sum(len(set(totals)) == 1 for totals in several)
        self._of_lines = bool(several) and alike < _MOSTLY * len(several)
        return bool(several) and not self._of_lines

    def _totals_are_of_lines(self, lines: Sequence[Line]) -> bool:
        pairs = [
            (total, product)
            for line in lines
            if (total := self._total(line)) is not None
            and (product := self._of_quantity(line)) is not None
        ]
        return bool(pairs) and sum(a == b for a, b in pairs) >= _MOSTLY * len(pairs)

    def _note(self) -> str:
        if self._given or not (self._by_parts or self._by_quantity):
            return ""
        if self._share_off:
            return SHARE_OFF
        return BY_PARTS if self._by_parts else BY_QUANTITY


def _fen(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_share(discounts: Sequence[Value]) -> bool:
    """Tell whether discounts are shares of the price, such as 0.2, and no amounts."""
    known = [abs(fen) for value in discounts if (fen := _fen(value))]
    return bool(known) and min(known) < _WHOLE_YUAN
