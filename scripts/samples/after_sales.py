"""The owner archive of the workshop as an old system exports it, in the .xls format of Excel 97."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from scripts.samples import dms_export, showroom
from scripts.samples.people import Person, person, plate, vin
from scripts.samples.writing import Cell, Row, written_phone

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.samples.prospects import Prospect

FILE_NAME = "售后进厂档案_2026.xls"
SHEET_NAME = "售后档案"
OWNERS, KNOWN, FAMILIES, SECOND_CARS = 400, 40, 6, 24
SEED = 20261118
_FIRST_NUMBER = 1001  # of the people who are in no other file
HEADERS = (
    "客户编号",
    "车主姓名",
    "性别",
    "联系电话",
    "车牌号",
    "车架号",
    "车型",
    "颜色",
    "购车日期",
    "交车日期",
    "上牌日期",
    "行驶里程",
    "上次保养日",
    "上次保养里程",
    "下次保养日期",
    "累计进厂次数",
    "累计消费",
    "保险到期日",
    "保险公司",
    "年检到期",
    "服务顾问",
    "满意度",
    "投诉",
    "生日",
    "备注",
)
_OPEN_COMPLAINTS = (
    "2026-11-12 空调异响二次返修未解决，待处理",
    "2026-11-09 交车时漆面划痕，客户要求赔偿，处理中",
    "2026-10-28 保养等待超过3小时，未回复",
    "2026-11-16 导航死机，等升级包，待处理",
    "2026-11-03 续保报价与电话不一致，处理中",
    "2026-11-18 刹车异响，配件未到，待处理",
)
_CLOSED_COMPLAINTS = (
    "2025-06-11 洗车不干净，已道歉，已关闭",
    "2024-12-02 工时费有争议，已减免，已关闭",
    "2026-03-20 胎压误报，已更换传感器，已关闭",
)
_REMARKS = (
    "看过远山 L7，有置换意向",
    "拒绝营销短信",
    "车辆已转让",
    "保险已在外面买",
    "固定找何伟",
    "公司车，月结",
    "取送车服务",
    "介绍过朋友来买车",
    "外地常驻，年底回来",
)


@dataclass(frozen=True, slots=True)
class Car:
    """An owner's car and what the workshop knows of it; kilometres and yuan."""

    plate: str
    vin: str
    model: showroom.Model
    bought: date
    delivered: date
    registered: date
    last_service: date | None
    kilometres: int
    visits: int
    spent: float


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner with one or two cars."""

    number: int
    person: Person
    cars: tuple[Car, ...]


def owners() -> list[Owner]:
    """The 400 owners: 40 are prospects again, 6 share the telephone of a relative."""
    rng = Random(SEED)
    again = [each for each in dms_export.prospects() if each.wish.kind.startswith("本品牌")]
    people = [each.person for each in again[:KNOWN]]
    people += [person(rng, _FIRST_NUMBER + n) for n in range(OWNERS - KNOWN)]
    _pair_relatives(rng, people)
    second = set(rng.sample(range(OWNERS), SECOND_CARS))
    found = []
    for number, who in enumerate(people, start=1):
        known = again[number - 1] if number <= KNOWN else None
        cars = [_car(rng, number, _owned_model(known) if known else rng.choice(showroom.MODELS))]
        if number - 1 in second:
            cars.append(_car(rng, 5000 + number, rng.choice(showroom.MODELS)))
        found.append(Owner(number, who, tuple(cars)))
    rng.shuffle(found)
    return found


def _owned_model(each: Prospect) -> showroom.Model:
    """The model that the month export names as the prospect's present car."""
    return next(model for model in showroom.MODELS if each.wish.owned.startswith(model.name))


def _pair_relatives(rng: Random, people: list[Person]) -> None:
    """Gives the last few people the telephone of another owner with a different name."""
    last = range(OWNERS - FAMILIES, OWNERS)
    others = rng.sample([n for n in range(KNOWN, last.start) if people[n].gender], FAMILIES)
    for place, other in zip(last, others, strict=True):
        gender = "女" if people[other].gender == "男" else "男"
        name = f"{rng.choice('周林苏蒋叶')}{'玉梅' if gender == '女' else '建平'}"
        people[place] = Person(name, gender, people[other].phone)


def _car(rng: Random, number: int, model: showroom.Model) -> Car:
    start = date(model.since, 3, 1)
    days = (showroom.AS_OF - timedelta(days=6) - start).days
    bought = start + timedelta(days=int(days * rng.random() ** 0.8))
    delivered = min(bought + timedelta(days=rng.randint(1, 20)), showroom.AS_OF)
    registered = min(delivered + timedelta(days=rng.randint(2, 10)), showroom.AS_OF)
    last, visits = _services(rng, delivered)
    daily = rng.randint(18, 70)
    driven = ((last or delivered) - delivered).days * daily
    repairs = rng.randint(2_000, 14_000) if rng.random() < 0.15 else 0
    return Car(
        plate=plate(number, energy=model.energy) if registered < showroom.AS_OF else "未上牌",
        vin=vin(number, model.code, bought.year),
        model=model,
        bought=bought,
        delivered=delivered,
        registered=registered,
        last_service=last,
        kilometres=driven + rng.randint(5, 900),
        visits=visits,
        spent=sum(rng.randint(320, 1_450) for _ in range(visits)) + bool(visits) * repairs,
    )


def _services(rng: Random, delivered: date) -> tuple[date | None, int]:
    """The last service and the number of them: most come every half year, some stay away."""
    age = (showroom.AS_OF - delivered).days
    if age < 90:
        return None, 0
    away = rng.choices(
        (rng.randint(1, 180), rng.randint(181, 330), rng.randint(331, 900)), (62, 20, 18)
    )
    last = showroom.AS_OF - timedelta(days=away[0])
    if (last - delivered).days < 60:
        return (None, 0) if age < 200 or rng.random() < 0.4 else (delivered + timedelta(days=95), 1)
    return last, 1 + (last - delivered).days // rng.randint(150, 230)


def rows() -> list[Row]:
    """One row a car, 424 in all, as the export writes them."""
    rng = Random(SEED + 1)
    found = [_row(rng, owner, car) for owner in owners() for car in owner.cars]
    _complain(rng, found)
    found[30]["车架号"] = str(found[30]["车架号"])[:8] + "7O" + str(found[30]["车架号"])[10:]
    found[90]["车架号"] = str(found[90]["车架号"])[:-1]
    found[150]["车架号"] = str(found[150]["车架号"]).lower()
    return found


def _complain(rng: Random, found: list[Row]) -> None:
    """Open complaints of cars in the workshop since September, closed ones of any."""
    autumn = date(2026, 9, 1)
    served = [row for row in found if isinstance(row["上次保养日"], date)]
    recent = [row for row in served if row["上次保养日"] >= autumn]  # type: ignore[operator]
    closed = [row for row in served if row not in recent]
    for rows_of_kind, texts in ((recent, _OPEN_COMPLAINTS), (closed, _CLOSED_COMPLAINTS)):
        for row, text in zip(rng.sample(rows_of_kind, len(texts)), texts, strict=True):
            row |= {"投诉": text, "满意度": rng.randint(1, 6)}


def _row(rng: Random, owner: Owner, car: Car) -> Row:
    who = owner.person
    return {
        "客户编号": f"{owner.number:06d}",
        "车主姓名": who.name,
        "性别": who.gender,
        "联系电话": written_phone(rng, who.phone),
        "车牌号": _written_plate(rng, car.plate),
        "车架号": car.vin,
        "车型": car.model.name,
        "颜色": rng.choice(showroom.COLORS),
        "购车日期": car.bought,
        "交车日期": car.delivered,
        "上牌日期": car.registered,
        "生日": _birthday(rng, who),
        "备注": rng.choice(_REMARKS) if rng.random() < 0.14 else "",
        "投诉": "",
    } | _service_cells(rng, car)


def _service_cells(rng: Random, car: Car) -> Row:
    last = car.last_service
    text = rng.random() < 0.15  # rows carried over from the system before
    km: Cell = f"{car.kilometres:,}" if text else float(car.kilometres)
    return {
        "行驶里程": km,
        "上次保养日": f"{last:%Y/%m/%d}" if text and last else last,
        "上次保养里程": max(car.kilometres - rng.randint(0, 60), 0) if last else None,
        "下次保养日期": (last or car.delivered) + timedelta(days=182 if last else 91),
        "累计进厂次数": car.visits,
        "累计消费": f"¥{car.spent:,.2f}" if text else car.spent,
        "保险到期日": _next_insurance(rng, car),
        "保险公司": rng.choice(showroom.INSURERS),
        "年检到期": _next_inspection(car.registered),
        "服务顾问": rng.choice(showroom.SERVICE_STAFF),
        "满意度": rng.choice((6, 7, 8, 8, 9, 9, 10, 10)) if last and rng.random() < 0.6 else None,
    }


def _next_insurance(rng: Random, car: Car) -> date:
    """The next anniversary of registration; the last one for the tenth that let it lapse."""
    month_day = (car.registered.month, min(car.registered.day, 28))
    end = date(showroom.AS_OF.year, *month_day)
    if end < showroom.AS_OF:
        end = date(showroom.AS_OF.year + 1, *month_day)
    lapsed = rng.random() < 0.1 and (showroom.AS_OF - car.registered).days > 400
    return date(end.year - 1, *month_day) if lapsed else end


def _next_inspection(registered: date) -> date:
    """The end of the month of registration in year 2, 4, 6, 8 or 10, whichever is next."""
    for years in (2, 4, 6, 8, 10):
        year, month = registered.year + years, registered.month
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        if end >= showroom.AS_OF:
            return end
    raise ValueError(registered)


def _written_plate(rng: Random, text: str) -> str:
    """The plate plain, with a dot or a space after the authority, or in small letters."""
    forms = (text, f"{text[:2]}·{text[2:]}", f"{text[:2]} {text[2:]}", text.lower())
    return text if text == "未上牌" else rng.choices(forms, (80, 10, 6, 4))[0]


def _birthday(rng: Random, who: Person) -> Cell:
    born = date(1958, 1, 1) + timedelta(days=rng.randrange(44 * 365))
    if not who.gender or rng.random() < 0.35:
        return None
    return f"{born.month}月{born.day}日" if rng.random() < 0.1 else born


def write(path: Path) -> None:
    """Writes the workbook: a line of the query, the headers, the rows, a closing line."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(SHEET_NAME)
    day = xlwt.easyxf("font: name 宋体", num_format_str="yyyy-mm-dd")
    plain, bold = xlwt.easyxf("font: name 宋体"), xlwt.easyxf("font: name 宋体, bold on")
    period = f"进厂日期 2019-03-01 至 {showroom.AS_OF}"
    sheet.write(0, 0, f"查询条件：{period}　导出时间：{showroom.AS_OF} 08:31", plain)
    for place, header in enumerate(HEADERS):
        sheet.write(1, place, header, bold)
        sheet.col(place).width = 256 * 14
    data = rows()
    for line, row in enumerate(data, start=2):
        for place, header in enumerate(HEADERS):
            value = row[header]
            if value not in {None, ""}:
                sheet.write(line, place, value, day if isinstance(value, date) else plain)
    sheet.write(len(data) + 2, 0, f"共 {len(data)} 条记录", plain)
    book.save(str(path))
