"""Who is likely the same person, how surely, and what is said for it and against it."""

from typing import Any

import pytest

from showroom_crm.importing import duplicates
from showroom_crm.importing.resemblance import in_words
from showroom_crm.store.search import sort_key
from showroom_crm.values.duplicates import Group, Pair, PersonKeys, Sign

Person = dict[str, Any]


def keys(*people: Person, apart: tuple[tuple[int, int], ...] = ()) -> PersonKeys:
    """Return the keys of people numbered from 1 on; phones and the like as lists."""
    ids = list(range(1, len(people) + 1))
    names = [str(person.get("name", "")) for person in people]
    column: dict[str, list[str | None]] = {
        name: [person.get(name) for person in people]
        for name in ("gender", "birth", "id_no", "model", "registered")
    }
    return PersonKeys(
        ids=ids,
        names=names,
        sounds=[(sort_key(name) or "").removesuffix(f" {name}") for name in names],
        genders=column["gender"],
        births=column["birth"],
        id_nos=column["id_no"],
        models=column["model"],
        registered=column["registered"],
        keys={
            kind: [(i, value) for i, person in zip(ids, people, strict=True)
                   for value in person.get(kind, ())]
            for kind in ("phone", "wechat", "email", "vin", "plate")
        },
        apart=frozenset(apart),
    )  # fmt: skip


def only(*people: Person, least: float = 0.0) -> Pair | None:
    groups = duplicates.scan(keys(*people), least)
    return groups[0].pairs[0] if groups else None


def signs(pair: Pair | None) -> set[Sign]:
    return {reason.sign for reason in pair.reasons} if pair else set()


PHONE = {"phone": ["13800008812"]}
NEAR = {"phone": ["13800008813"]}
CROSSED = {"phone": ["13800008821"]}
AWAY = {"phone": ["13911112222"]}
DAY = {"model": "晨星", "registered": "2026-11-01"}


@pytest.mark.parametrize(
    ("one", "other", "least", "most", "wanted"),
    [
        ({"name": "张伟", **PHONE}, {"name": "张伟", **PHONE}, 0.9, 1, Sign.PHONE),
        ({"name": "张伟", **PHONE}, {"name": "张先生", **PHONE}, 0.85, 1, Sign.VAGUE_NAME),
        ({"name": "张伟", **PHONE}, {"name": "张玮", **PHONE}, 0.85, 1, Sign.SOUND),
        ({"name": "张伟", **PHONE}, {"name": "张强", **PHONE}, 0.5, 0.6, Sign.FAMILY_NAME),
        ({"name": "张伟", **PHONE}, {"name": "李娜", **PHONE}, 0.5, 0.6, Sign.OTHER_NAME),
        ({"name": "张伟", **PHONE}, {"name": "张伟", **NEAR}, 0.7, 0.8, Sign.NEAR_PHONE),
        ({"name": "张伟", **PHONE}, {"name": "张伟", **CROSSED}, 0.7, 0.8, Sign.NEAR_PHONE),
        ({"name": "张伟", **DAY}, {"name": "张伟", **DAY}, 0.65, 0.75, Sign.REGISTERED),
        ({"name": "张伟", **DAY, **PHONE}, {"name": "张伟", **DAY, **AWAY}, 0.5, 0.6, Sign.MODEL),
        ({"name": "", "wechat": ["wx1"]}, {"name": "张伟", "wechat": ["wx1"]}, 0.8, 1, Sign.WECHAT),
        (
            {"name": "张伟", "id_no": "11010519491231002X"},
            {"name": "张伟", "id_no": "110105491231002"},
            0.95,
            1,
            Sign.ID_NO,
        ),
        (
            {"name": "张伟", **PHONE, "id_no": "11010519491231002X"},
            {"name": "张伟", **PHONE, "id_no": "440308199901101512"},
            0.2,
            0.4,
            Sign.OTHER_ID,
        ),
        (
            {"name": "张先生", **PHONE},
            {"name": "张", **PHONE, "gender": "female"},
            0.4,
            0.6,
            Sign.OTHER_GENDER,
        ),
        (
            {"name": "张伟", **PHONE, "birth": "1960-01-01"},
            {"name": "张伟", **PHONE, "birth": "1990-01-01"},
            0.4,
            0.5,
            Sign.OTHER_BIRTH,
        ),
    ],
)
def test_signs(one: Person, other: Person, least: float, most: float, wanted: Sign) -> None:
    pair = only(one, other)
    assert pair is not None
    assert wanted in signs(pair)
    assert least <= pair.confidence <= most
    assert all(in_words(reason) for reason in pair.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "张伟", **PHONE}, {"name": "张伟", **AWAY}),
        ({"name": "张伟"}, {"name": "张伟"}),
        ({"name": ""}, {"name": ""}),
    ],
)
def test_a_name_alone_makes_no_pair(one: Person, other: Person) -> None:
    assert only(one, other) is None


def test_what_speaks_against_comes_last_and_is_marked() -> None:
    pair = only({"name": "张伟", **PHONE}, {"name": "张强", **PHONE, **DAY})
    assert pair is not None
    assert [reason.against for reason in pair.reasons] == [False, True]
    assert "8812" in in_words(pair.reasons[0])


def test_a_switchboard_counts_for_nothing() -> None:
    many = [{"name": f"人{i}", "wechat": ["office"]} for i in range(25)]
    assert not duplicates.scan(keys(*many), 0.1)
    office = [{"name": name, **PHONE} for name in ("张伟", "李娜", "王强", "张伟")]
    (group,) = duplicates.scan(keys(*office), 0.1)
    assert group.members == (1, 4)


def test_groups_join_pairs_but_never_those_told_apart() -> None:
    same = {"name": "张伟", **PHONE}
    assert [g.members for g in duplicates.scan(keys(same, same, same))] == [(1, 2, 3)]
    told = duplicates.scan(keys(same, same, same, apart=((1, 2),)))
    assert [g.members for g in told] == [(1, 3)]
    assert [len(g.members) for g in duplicates.scan(keys(*[same] * 12))] == [5, 5, 2]


def test_the_surest_come_first_and_the_least_is_kept() -> None:
    people: list[Person] = [
        {"name": "张伟", **PHONE},
        {"name": "张强", **PHONE},
        {"name": "李娜", "wechat": ["a"]},
        {"name": "李娜", "wechat": ["a"]},
    ]
    found: tuple[Group, ...] = duplicates.scan(keys(*people))
    assert [group.members for group in found] == [(3, 4), (1, 2)]
    assert len(duplicates.scan(keys(*people), 0.8)) == 1


def test_a_scan_can_be_stopped() -> None:
    def stop(share: float) -> None:
        if share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        duplicates.scan(keys({"name": "张伟"}), heard=stop)
