"""Which segment each customer belongs to: ordered tests, the first that holds wins."""

from __future__ import annotations

import numpy as np

from showroom_crm.scoring.columns import Bools, Choices, Column, Columns, Floats
from showroom_crm.values.queries import Op
from showroom_crm.values.scores import Predicate, SegmentRule


def found(known: Columns, rules: tuple[SegmentRule, ...]) -> Choices:
    """Return the key of each customer's segment, no data where none takes it.

    `known` holds the facts and, beside them, total, coverage, tier, stage and the dimensions.
    """
    codes = np.full(_rows(known), -1, dtype=np.int16)
    for position in reversed(range(len(rules))):
        codes[belongs(known, rules[position])] = position
    return Choices(codes, tuple(rule.key for rule in rules))


def belongs(known: Columns, rule: SegmentRule) -> Bools:
    """Return which customers a segment would take if it stood first."""
    rows = _rows(known)
    if not rule.alternatives:
        return np.ones(rows, dtype=np.bool_)
    any_holds = np.zeros(rows, dtype=np.bool_)
    for predicates in rule.alternatives:
        all_hold = np.ones(rows, dtype=np.bool_)
        for predicate in predicates:
            all_hold &= _holds(predicate, known[predicate.fact])
        any_holds |= all_hold
    return any_holds


def _holds(predicate: Predicate, column: Column) -> Bools:
    if isinstance(column, Choices):
        return _choice_holds(predicate, column)
    return _number_holds(predicate, column)


def _choice_holds(predicate: Predicate, column: Choices) -> Bools:
    empty = np.asarray(column.codes < 0)
    values = tuple(str(v) for v in predicate.values)
    match predicate.op:
        case Op.IS | Op.IN:
            return column.among(values)
        case Op.NOT_IN:
            return ~column.among(values)
        case Op.EMPTY:
            return empty
        case Op.FILLED:
            return ~empty
    raise ValueError(f"{predicate.op} does not fit {predicate.fact}")


def _number_holds(predicate: Predicate, column: Floats) -> Bools:
    values = tuple(_number(v) for v in predicate.values)
    match predicate.op:
        case Op.EMPTY:
            return np.isnan(column)
        case Op.FILLED:
            return ~np.isnan(column)
        case Op.IS | Op.IN:
            return np.isin(column, values)
        case Op.NOT_IN:
            return ~np.isin(column, values)
    return _compared(predicate.op, column, values[0])


def _compared(op: Op, column: Floats, bound: float) -> Bools:
    match op:
        case Op.LESS:
            return np.asarray(column < bound)
        case Op.AT_MOST:
            return np.asarray(column <= bound)
        case Op.MORE:
            return np.asarray(column > bound)
        case Op.AT_LEAST:
            return np.asarray(column >= bound)
    raise ValueError(f"{op} does not compare numbers")


def _number(value: str | float) -> float:
    return float(value == "true") if isinstance(value, str) else value


def _rows(known: Columns) -> int:
    total = known["total"]
    return len(total.codes if isinstance(total, Choices) else total)
