"""Invented prospects whose level, visits, talks and dates agree with each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scripts.samples import showroom
from scripts.samples.people import Person, identity_number, mobile, person

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Habit:
    """What is usual at one level: days between talks, age of the record, chance of a visit."""

    share: int
    cadence: int
    age: tuple[int, int]
    visited: float
    expected: tuple[int, int] | None


# share in 100 prospects, cadence in days as dealers practise it, age and expected purchase in days
HABITS = {
    "O": Habit(5, 7, (15, 120), 1.0, (5, 35)),
    "H": Habit(6, 2, (3, 40), 0.96, (1, 7)),
    "A": Habit(12, 5, (4, 60), 0.9, (8, 15)),
    "B": Habit(22, 10, (6, 90), 0.78, (16, 30)),
    "C": Habit(34, 30, (10, 180), 0.55, (31, 90)),
    "N": Habit(8, 1, (0, 3), 0.35, None),
    "F": Habit(8, 30, (50, 200), 0.7, None),
    "S": Habit(3, 90, (100, 200), 0.5, None),
    "L": Habit(1, 7, (30, 150), 0.2, None),
    "T": Habit(1, 7, (40, 120), 1.0, None),
}
_LEVELS = tuple(HABITS)
_SHARES = tuple(habit.share for habit in HABITS.values())


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the prospect came from and who looks after them."""

    source: str
    media: str
    referrer: str
    salesperson: str
    registered: date


@dataclass(frozen=True, slots=True)
class Visits:
    """The prospect's visits to the showroom."""

    first: date | None
    last: date | None
    count: int
    test_drive: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What the prospect wants to buy; budget and quote in yuan."""

    kind: str
    model: showroom.Model
    trim: str
    color: str
    budget: tuple[int, int]
    payment: str
    use: str
    concerns: tuple[str, ...]
    rival: str
    owned: str
    expected: date | None
    quote: int | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The last talk and the next one."""

    last: date | None
    note: str
    next: date | None
    count: int
    lost_reason: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """One prospect, free of any error of writing."""

    number: int
    person: Person
    second_phone: str
    wechat: str
    id_no: str
    level: str
    origin: Origin
    visits: Visits
    wish: Wish
    follow_up: FollowUp
    remark: str


def prospect(rng: Random, number: int) -> Prospect:
    """The prospect of that `number`, which also fixes the telephone numbers."""
    who = person(rng, number)
    level = rng.choices(_LEVELS, _SHARES)[0]
    origin = _origin(rng, level)
    visits = _visits(rng, level, origin)
    wish = _wish(rng, level, visits)
    born = date(1962, 1, 1) + timedelta(days=rng.randrange(42 * 365))
    with_id = who.gender and (level == "O" or rng.random() < 0.01)
    return Prospect(
        number=number,
        person=who,
        second_phone=mobile(50_000_000 + number) if rng.random() < 0.04 else "",
        wechat=_wechat(rng, who.phone),
        id_no=identity_number(number, born, who.gender) if with_id else "",
        level=level,
        origin=origin,
        visits=visits,
        wish=wish,
        follow_up=_follow_up(rng, level, origin, wish),
        remark=rng.choice(showroom.REMARKS) if rng.random() < 0.25 else "",
    )


def _wechat(rng: Random, phone: str) -> str:
    """No WeChat name for half of the people, the phone number again for many."""
    draw = rng.random()
    if draw < 0.5:
        return ""
    return "同手机号" if draw < 0.7 else f"wx_{phone[-6:]}"


def _origin(rng: Random, level: str) -> Origin:
    source = rng.choices(tuple(showroom.SOURCES), tuple(showroom.SOURCES.values()))[0]
    return Origin(
        source=source,
        media=rng.choice(showroom.MEDIA) if source == "网络" else "",
        referrer=person(rng, 0).name if source == "保客推荐" else "",
        salesperson=rng.choice(showroom.SALES_STAFF),
        registered=showroom.AS_OF - timedelta(days=rng.randint(*HABITS[level].age)),
    )


def _visits(rng: Random, level: str, origin: Origin) -> Visits:
    walked_in = origin.source in {"来店", "路过"}
    if not walked_in and rng.random() > HABITS[level].visited:
        return Visits(None, None, 0, test_drive=False)
    days = (showroom.AS_OF - origin.registered).days
    first = origin.registered + timedelta(days=0 if walked_in else rng.randint(0, min(days, 12)))
    again = {"O": 3, "H": 3, "A": 2, "B": 1, "T": 2}.get(level, 0)
    count = 1 + rng.randint(min(again, 1), again) if days > 2 else 1
    left = (showroom.AS_OF - first).days
    last = first + timedelta(days=rng.randint(min(1, left), min(left, 30))) if count > 1 else first
    chance = {"O": 0.95, "H": 0.9, "A": 0.75, "B": 0.5, "T": 0.9}.get(level, 0.25)
    return Visits(first, last, count, test_drive=rng.random() < chance)


def _wish(rng: Random, level: str, visits: Visits) -> Wish:
    model = rng.choice(showroom.MODELS)
    kind = rng.choices(tuple(showroom.CUSTOMER_TYPES), tuple(showroom.CUSTOMER_TYPES.values()))[0]
    expected = HABITS[level].expected
    low = model.price // 10_000 - rng.randint(0, 3)
    quoted = visits.count and rng.random() < (0.9 if level in "OHA" else 0.35)
    return Wish(
        kind=kind,
        model=model,
        trim=rng.choice(showroom.TRIMS) if rng.random() < 0.3 else "",
        color=rng.choice(showroom.COLORS),
        budget=(low * 10_000, (low + rng.choice((2, 3, 5))) * 10_000),
        payment=rng.choice(showroom.PAYMENTS),
        use=rng.choice(showroom.USES),
        concerns=tuple(rng.sample(showroom.concerns(model), rng.randint(1, 3))),
        rival=rng.choice(showroom.RIVALS) if rng.random() < 0.6 else "",
        owned=_owned(rng, kind),
        expected=expected and showroom.AS_OF + timedelta(days=rng.randint(*expected)),
        quote=model.price - rng.randrange(0, 12_000, 100) if quoted else None,
    )


def _owned(rng: Random, kind: str) -> str:
    if kind == "首次购车":
        return ""
    year = rng.randint(2012, 2021)
    if kind.startswith("本品牌"):
        return f"{rng.choice(('晨星 L', '青川 S'))} {max(year, 2019)}款"
    return f"{rng.choice(showroom.OTHER_CARS)} {year}款"


def _follow_up(rng: Random, level: str, origin: Origin, wish: Wish) -> FollowUp:
    age = (showroom.AS_OF - origin.registered).days
    cadence = HABITS[level].cadence
    since = min(age, rng.randint(0, cadence + 2))
    last = showroom.AS_OF - timedelta(days=since)
    note = rng.choice(showroom.NOTES[level]).format(
        model=wish.model.name,
        color=wish.color,
        rival=wish.rival or rng.choice(showroom.RIVALS),
        concern=wish.concerns[0],
    )
    if level == "N" and note == showroom.NOTES["N"][0]:
        return FollowUp(None, note, origin.registered + timedelta(days=1), 0, "")
    lost = rng.choice(showroom.LOST_REASONS) if level == "F" else ""
    count = 1 + min(age // cadence, rng.randint(1, 12))
    return FollowUp(last, note, _next_talk(rng, level, last), count, lost)


def _next_talk(rng: Random, level: str, last: date) -> date | None:
    """The next talk by the level's cadence; nothing planned for the lost, a tenth is overdue."""
    if level == "F":
        return None
    following = last + timedelta(days=HABITS[level].cadence + rng.randint(-1, 1))
    earliest = showroom.AS_OF - timedelta(days=5 if rng.random() < 0.3 else 0)
    return max(following, earliest, last + timedelta(days=1))
