"""Tells in which encoding a text is written, by how plausible each reading of its bytes would be.

Every candidate decodes the same lines; a reading is the likelier, the more its characters are
those of customer lists: everyday Chinese, names, accented letters inside Western words. Each
character adds the logarithm of its rough probability, so that an encoding which makes one rare
Chinese character out of `ü` and the letter behind it loses to the one that reads a name.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from showroom_crm.importing.parsed import Failure, Rows, Unparsed
from showroom_crm.values.sheets import EncodingGuess

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BYTES = ("utf-8", "gb18030", "big5", "cp1252")
"""The encodings one can tell apart by plausibility, the likelier first."""
PAIRS = ("utf-16-le", "utf-16-be")
_SAMPLE = 24_000  # bytes that are weighed
_RARE = -11.9  # of a Chinese character that few names have
_STRANGE = -12.0  # what is less likely than this is no character of a customer list
_MOST_STRANGE = 0.3  # share of strange characters above which it is no text
_FEW_STRANGE = 5  # as many rare names may stand in the shortest list
_CELLS, _SHORT_CELL, _LONG_CELL, _FIRST_ROWS = 3, 12, 200, 3000
_PRIOR = {"utf-8": 0.5, "gb18030": 1.0, "big5": -1.5}
_DECLARED, _DOUBTED = 1000.0, 20.0  # for what a page says of itself; doubted in sound UTF-8

# Everyday characters of the trade, surnames and given names; simplified, then traditional forms.
_COMMON = frozenset(
    "客期户日的次保不有号一时购进间店已电来数是到级意人跟名件码在个话表分上用交销型单信系别联文最展下天月计位入后新回请订"
    "里记价这售内试厅败向存牌份导姓战没备本换品未机行问打近预厂率程员动驾写出格方顾年您款为访业开字金置或同接成会首手失选理"
    "养其密标按点买和复了能注生务公色他主据定原介可改以全源线式检要建增网登等修关评工家满绍报还息前潜险微否通卡序中无留列过"
    "重额度录二活现示应看容么资需再称合辆档流图只颜明好类代索转贷因法状编作什待管证经恢空值结正性司约料提退算投诉营续准说都"
    "区周制地我推外填自址付段对职商权所视部完项消费道态读条盘择事小总短确几划子体身况取今发它台照印加元先大配汽显量第任途安"
    "质变整处签休络送邮样给得初去与高友例另并头节市题车乘更也控片每想平老住相吗适银求太官做少当三架女使爱从多放找目哪属规估"
    "万案长知解驶清谢听产批余者除城常就基广旧办路号楼室栋单元省镇村街区厂东西南北中山海江河湖州州京沪浙粤苏鲁川渝闽湘鄂皖赣"
    "王李张刘陈杨赵黄吴徐孙胡朱林何郭马罗梁宋郑韩唐冯于董萧曹袁邓许傅沈曾彭吕蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文欧阳司先生女士太小红伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛"
    "超霞平刚桂兰华建国志明玉梅春燕鹏辉琴雪婷慧莉云波凤倩晶宇浩轩俊飞鑫佳怡琪雨欣悦晨阳博文思远睿涵梓豪子萱诗瑶星越瑞缤"
    "男女白黑红蓝灰银周末看车带来比较油耗预算十五六七八九两百千贷款分期置换试乘提现旗舰尊贵豪华版纯动混备注"
    "客戶號電話號碼時間購進級別聯絡車輛銷售訂單備註來店賞試駕網際員業務顧問條資處導開會價個為這與裡樣間關說請問題實應"
    "陳林黃張李王吳劉蔡楊許鄭謝郭賴徐葉莊蘇呂羅簡鍾彭潘盧錢龍劉孫馬趙馮蔣韓鄧蕭賈魏陸顏譚範鄒應齊湯龔歐陽"
    "豪婷國華麗貴鳳儀芬惠玲雅淑鈴蓮雲賢榮興義傑偉強軍鵬輝慶勝聰穎寶貝樂齡憶夢潔瑋瑩詩萱廷緯軒澤宏彥翰銘"
    "台灣臺北高雄桃園臺中新竹縣市區鄉鎮鄰巷弄樓週末參觀貸款現金預計喜歡顏色藍綠紅銀還沒決定當過對後從幾萬億"
)
_SIGNS = frozenset("，。、；：？！（）《》【】“”‘’—…·　￥√○①②③④℃×－／％＋")
_WESTERN_SIGNS = frozenset("€£°§®©™–—‘’“”•…«»½¼¾²³·´¿¡×\xa0")
_SPECIAL = re.compile(r"[^\x20-\x7e\t\r\n]")
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_WORD = re.compile(f"[{_LATIN}]*[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff][{_LATIN}]*")
_TELLING = re.compile(rb"[\x80-\xff\x00-\x08\x0e-\x1f]")  # none: it is plain ASCII
_LINE_END = re.compile(rb"[\r\n]")
_GLUED = re.compile("[a-z][\u4e00-\u9fff]|[\u4e00-\u9fff][a-z]")  # as misread accents stand
_BEFORE_CAPITAL = re.compile("[\u4e00-\u9fff][A-Z]")
_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z][\w.:-]{2,30})""", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, those it could be in, and the characters lost."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    lost: int = 0


def decode(data: bytes, wanted: str | None = None, *, declares: bool = False) -> Decoded:
    """Return the text in `data`, in the encoding `wanted` or else in the likeliest.

    `declares` says that a web page or XML may name its own. Raises `Unparsed` where no encoding
    gives a readable text, or where there is none of the name.
    """
    candidates = [*PAIRS, *BYTES] if b"\x00" in data[:4096] else [*BYTES]
    if wanted:
        return _read(data, _known(wanted), candidates)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data, name, [])
    if _TELLING.search(data) is None:
        return Decoded(data.decode("ascii"), "utf-8")
    prior = dict(_PRIOR)
    if declares and (name := _declared(data)):
        prior[name] = prior.get(name, 0.0) + (_DOUBTED if _is_utf_8(data) else _DECLARED)
        candidates += [] if name in candidates else [name]
    sample = _sample(data)
    weighed = {name: _weigh(sample.decode(name, "replace")) for name in candidates}
    order = sorted(candidates, key=lambda name: -(weighed[name][0] + prior.get(name, 0.0)))
    if weighed[order[0]][1]:
        raise Unparsed(Failure.NOT_TEXT)
    return _read(data, order[0], order)


def _read(data: bytes, name: str, candidates: list[str]) -> Decoded:
    text = data.decode(name, "replace").removeprefix("\ufeff")
    others = tuple(other for other in candidates if other != name)
    text = text.replace("\x00", "")  # what some programs fill their fields with
    return Decoded(text, name, others, text.count("\ufffd"))


def _known(name: str) -> str:
    """Return the name as codecs know it; raises `Unparsed` for one that is no text encoding."""
    try:
        "".encode(name)
        b"".decode(name)
    except (LookupError, ValueError):
        raise Unparsed(Failure.NO_ENCODING) from None
    return {"gbk": "gb18030", "gb2312": "gb18030"}.get(name.lower(), name.lower())


def _declared(data: bytes) -> str:
    """Return the encoding a page names near its beginning, "" when it names none we know."""
    found = _DECLARATION.search(data[:4096])
    if found is None:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        _known(name)
    except (LookupError, Unparsed):
        return ""
    simpler = {"gbk": "gb18030", "gb2312": "gb18030", "iso8859-1": "cp1252", "utf-16": ""}
    return simpler.get(name, name)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Return the first lines that tell something; the beginning where zero bytes stand in it."""
    if b"\x00" in data[:4096]:
        return data[:_SAMPLE]
    lines: list[bytes] = []
    size = place = 0
    while size < _SAMPLE and (found := _TELLING.search(data, place)):
        begin = max(
            data.rfind(b"\n", place, found.start()), data.rfind(b"\r", place, found.start())
        )
        end = _LINE_END.search(data, found.start())
        place = end.start() if end else len(data)
        first = max(begin + 1, found.start() - _SAMPLE // 2)
        lines.append(data[first : min(place, first + _SAMPLE)])
        size += len(lines[-1])
    return b"\n".join(lines)


def _weigh(text: str) -> tuple[float, bool]:
    """Return the logarithm of the likelihood of a reading, and whether it is too strange."""
    special = _SPECIAL.findall(text)
    total = -3.0 * (len(text) - len(special))
    strange = 0.0
    for char, count in Counter(special).items():
        if not _is_latin(char):
            weight = _weight(char)
            total += count * weight
            strange += count if weight < _STRANGE else count / 2 if weight == _RARE else 0
    total += sum(_word(found[0]) for found in _WORD.finditer(text))
    total -= 4.0 * len(_GLUED.findall(text)) + 2.0 * len(_BEFORE_CAPITAL.findall(text))
    return total, strange > max(_FEW_STRANGE, len(special) * _MOST_STRANGE)


def _is_latin(char: str) -> bool:
    return ("\u00c0" <= char <= "\u024f" and char not in "×÷") or "\u1e00" <= char <= "\u1eff"


def _word(word: str) -> float:
    """Weigh the accented letters of one word; plain letters are weighed already."""
    accented = [char for char in word if char > "\x7f"]
    if len(accented) * 2 > len(word):
        return -10.0 * len(accented)
    capitals = sum(before.islower() and char.isupper() for before, char in pairwise(word))
    return -4.5 * len(accented) - 6.0 * capitals


def _weight(char: str) -> float:
    if char in _COMMON:
        return -6.5
    if char in _SIGNS or char in _WESTERN_SIGNS or "\uff01" <= char <= "\uff5e":
        return -7.0
    if "\u4e00" <= char <= "\u9fff":
        return _chinese(char)
    if char.isalpha():
        return -11.8
    if "\xa1" <= char <= "\xbf" or "\u2000" <= char <= "\u206f":
        return -9.0
    return -13.0 if char.isprintable() and char != "\ufffd" else -15.0


def _chinese(char: str) -> float:
    """Weigh a character by the level of GB 2312 or the plane of Big5 it stands in."""
    codes = [
        (char.encode(name, "ignore") or b"\xff", first)
        for name, first in (("gb2312", 0xD7), ("big5", 0xC6))
    ]
    if any(code[0] <= first for code, first in codes):
        return -9.5
    return _RARE if any(len(code) == 2 for code, _ in codes) else -12.5


def guesses(decoded: Decoded, rows: Rows) -> tuple[EncodingGuess, ...]:
    """Return the encodings the text could be in, the one used first, each with the same cells.

    Cells that tell them apart are those beyond ASCII; one that reads none of them is left out.
    """
    cells = list(islice(dict.fromkeys(_telling(rows)), _CELLS))
    found = [EncodingGuess(decoded.encoding, tuple(cells))]
    try:
        raw = [cell.encode(decoded.encoding) for cell in cells]
    except UnicodeEncodeError:
        return tuple(found)
    for name in decoded.others if raw else ():
        samples = tuple(_shown(cell.decode(name, "replace")) for cell in raw)
        if not all("\ufffd" in sample for sample in samples):
            found.append(EncodingGuess(name, samples))
    return tuple(found)


def _telling(rows: Rows) -> Iterator[str]:
    """Yield cells whose reading depends on the encoding, names and words before long remarks."""
    cells = [cell for row in rows[:_FIRST_ROWS] for cell in row if isinstance(cell, str)]
    for longest in (_SHORT_CELL, _LONG_CELL):
        for cell in cells:
            if len(cell) <= longest and not cell.isascii() and "\ufffd" not in cell:
                yield cell


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
