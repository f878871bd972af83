"""What every converter of cells shares: its result, the text shown, words that mean empty."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from showroom_crm.i18n import N_
from showroom_crm.values.customers import Value
from showroom_crm.values.sheets import CellValue

T = TypeVar("T")
_NUMBERS = frozenset({bool, int, float})
_EMPTY_WORDS = frozenset(
    (
        *("nan", "nat", "null", "none", "nil", "n/a", "na", "n.a.", "undefined"),
        *("unknown", "unspecified", "(null)", "<null>", "[null]", "\\n", "tbd", "tba"),
        *("#n/a", "#value!", "#ref!", "#name?", "#div/0!", "#null!", "#num!"),
        *("(blank)", "blank", "(empty)", "(none)"),
        *("-", "--", "---", "----", "—", "——", "–", "―", "_", "/", "//", "\\", "."),
        *("..", "...", "……", "、", "*", "?", "??", "???", "(空)", "空", "空白", "(空白)"),
        *("无", "暂无", "没有", "不详", "未知", "未填", "未填写", "无数据", "待补", "待补充"),
        *("待填", "待完善"),
        *("不清楚", "未提供", "不明", "没填", "未登记", "未录入"),
        *("无信息", "暂无数据", "(无)", "無", "暫無", "沒有", "不詳", "未填寫", "無資料"),
        *("暫無資料", "待補", "待補充", "未登記"),
        *("not available", "not applicable", "not set", "not specified"),
        *("not provided", "no data"),
    )
)  # fmt: skip
_HALF_WIDTH: dict[int, int | None] = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()
}
_HALF_WIDTH |= {0x3000: 0x20, 0xA0: 0x20}
_IGNORED = (
    "\x00-\x08\x0e-\x1b\x7f\ud800-\udfff"  # controls but for blanks, halves of a pair
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_UNSEEN = re.compile(
    f"[{_IGNORED}]"
    "|(?<![^\x00-\u04ff\u3000-\u9fff])[\u200c\u200d]+"  # joiners, where they join nothing
)
_SUSPECT = re.compile(f"[{_IGNORED}\u200c\u200d]")  # found, or not, four times as fast

SPACES = N_("spaces and invisible characters removed")
FULL_WIDTH = N_("full-width characters made ordinary")
ROUNDED = N_("rounded by the spreadsheet: the last digits are lost")
MEANS_EMPTY = N_("means empty")


_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{2,3}")


class Read(Protocol):
    """What any reader makes of a cell, as the log needs it.

    `value` is None where nothing is kept. `reason` says why it differs from what was there,
    `problem` what is wrong with it: source texts, with `detail` to be put into `{detail}`.
    """

    @property
    def value(self) -> Value: ...
    @property
    def reason(self) -> str: ...
    @property
    def problem(self) -> str: ...
    @property
    def detail(self) -> str: ...


class Clean(NamedTuple):
    """A cell converted to one value."""

    value: Value
    reason: str = ""
    problem: str = ""
    detail: str = ""


EMPTY = Clean(None)


def shown(cell: CellValue) -> str:
    """Return a cell as the spreadsheet shows it: whole numbers without a point, ISO dates."""
    if isinstance(cell, str):
        return cell
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell == int(cell) else f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time.min
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    return str(cell)


def seen(text: str) -> str:
    """Return a text without the signs nobody sees, which come along when it is copied.

    They are what Unicode calls default ignorable, such as marks of direction around a number from
    a telephone; joiners stay where they make one sign of several.
    """
    return _UNSEEN.sub("", text) if _SUSPECT.search(text) else text


def folded(cell: CellValue) -> str:
    """Return the text of a cell in half width without outer blanks, for everything but prose."""
    if cell.__class__ is str and cell.isascii():
        return cell.strip()
    return unicodedata.normalize("NFKC", seen(shown(cell))).strip()


def means_empty(text: str) -> bool:
    """Tell whether a text says that there is nothing: blank, NaN, 无, N/A, a dash."""
    return not text or text.lower() in _EMPTY_WORDS


def written(cell: CellValue, after: str) -> Clean:
    """Return a text made plain, and whether blanks or wide characters made the difference."""
    before = shown(cell)
    if after == before or not isinstance(cell, str):
        return Clean(after)
    stripped = "".join(seen(before).split()) == "".join(after.split())
    return Clean(after, SPACES if stripped else FULL_WIDTH)


def text(cell: CellValue) -> Clean:
    """Return a short text with ordinary digits, letters and single blanks."""
    before = shown(cell)
    after = " ".join(seen(before).translate(_HALF_WIDTH).split())
    if means_empty(after):
        return Clean(None, MEANS_EMPTY if after else "")
    if is_rounded(cell):
        return Clean(after, problem=ROUNDED)
    return written(cell, after)


def number(cell: CellValue) -> Clean:
    """Return the number something has elsewhere; one the spreadsheet rounded could be anyone's."""
    return Clean(None, problem=ROUNDED) if is_rounded(cell) else text(cell)


def is_rounded(cell: CellValue) -> bool:
    """Tell whether digits are lost: spreadsheets keep 15 of a number and show still fewer."""
    if isinstance(cell, str):
        return "E+" in cell and _SHORTENED.fullmatch(cell.strip()) is not None
    return isinstance(cell, float | int) and abs(cell) >= 1e15


def prose(cell: CellValue) -> Clean:
    """Return a long text as written, without blanks around it."""
    before = shown(cell)
    unified = before.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    after = seen(unified).strip(" \t\n\u3000\xa0")
    if means_empty(after):
        return Clean(None, MEANS_EMPTY if after else "")
    return Clean(after, SPACES if after != unified else "")


def each_once(cells: Sequence[CellValue], convert: Callable[[CellValue], T]) -> list[T]:
    """Return `convert` of every cell, calling it once for each distinct content."""
    kinds = set(map(type, cells))
    if len(kinds & _NUMBERS) < 2:
        known = {cell: convert(cell) for cell in dict.fromkeys(cells)}
        return [known[cell] for cell in cells]
    # 1, 1.0 and True are equal but not the same content.
    keys = [(cell.__class__, cell) for cell in cells]
    different = {key: convert(key[1]) for key in dict.fromkeys(keys)}
    return [different[key] for key in keys]
