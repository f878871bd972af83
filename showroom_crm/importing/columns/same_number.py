"""Reads a WeChat name that only says "as my phone" as the number of the phone."""

from showroom_crm.i18n import N_, _
from showroom_crm.importing.columns.rule import Rule

_WORDS = frozenset(
    {"同手机号", "同手机", "手机号", "同号", "同电话", "同上", "手机同号", "同手机号码"}
)
SAME_PHONE = N_("the phone of the row")
NO_SUCH_PHONE = N_("the row has no phone to be the same")


class SameNumber(Rule):
    """WeChat names such as 同手机号."""

    def finish(self) -> None:
        """Put the first phone of the row there, and tell of it; tell too where there is none."""
        names = self.table.columns.get("wechat", [])
        for i, word in enumerate(names):
            if word in _WORDS:
                phones = self.table.phones[i]
                names[i] = phones[0] if phones else None
                self._tell(i, str(word), phones)

    def _tell(self, i: int, word: str, phones: tuple[str, ...]) -> None:
        title = self.table.titles["wechat"]
        if phones:
            self.table.repaired(i, title, word, phones[0], _(SAME_PHONE))
        else:
            self.table.wrong(i, title, word, _(NO_SUCH_PHONE), kept=False)
