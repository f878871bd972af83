"""Which columns give the name: the whole, its halves, a nickname, one that holds the phone too."""

from collections.abc import Sequence

from showroom_crm.i18n import _
from showroom_crm.importing.column_rules import Proposal
from showroom_crm.importing.vocabulary import name_part, normalise, vocabulary

_PERSONAL = ("姓名", "名字", "全名", "full name", "contact name", "联系人")
_COMPANY = ("公司", "企业", "单位", "account")
_GIVEN_BY_US = "备注名"  # what the showroom calls somebody, beside what they call themselves
_MOSTLY = 0.5
_GUESSED = 0.6  # at most so sure is what was told by values alone


def settle(proposals: Sequence[Proposal]) -> None:
    """Let one column, or the halves of the name together, say what the customer is called."""
    _in_halves(proposals)
    _under_other_headers(proposals)
    _of_other_sorts(proposals)
    _with_phones(proposals)


def _in_halves(proposals: Sequence[Proposal]) -> None:
    """Make up the name of family and given name where no column has it whole."""
    halves = [p for p in proposals if name_part(p.column.text) and not p.fixed]
    parts = {name_part(half.column.text) for half in halves if half.profile.filled}
    names = [p for p in proposals if p.field == "name" and not p.fixed and p not in halves]
    if parts >= {"family", "given"}:
        for proposal in names:
            if _says_company(proposal):
                proposal.field, proposal.why = "employer", _("another column names the person")
    for proposal in names if parts else ():
        if proposal.field == "name" and not _whole(proposal):
            proposal.field, proposal.why = None, _("the name is there in halves")
    for half in halves:
        half.field, half.question, half.why = None, None, _("the name is there as a whole")
    if not any(p.field == "name" for p in proposals):
        for half in halves:
            half.field, half.confidence, half.fixed = "name", 1.0, True
            half.why = _("a half of the name")


def _under_other_headers(proposals: Sequence[Proposal]) -> None:
    """Read 称呼 above 张先生, and Owner, as the name where no column has it.

    Owner is whose customer somebody is in the list of a program, and whose car it is elsewhere.
    """
    if any(p.field == "name" for p in proposals):
        return
    for proposal in proposals:
        called = proposal.field == "salutation" and proposal.profile.share("courtesy") < _MOSTLY
        owner = proposal.field == "salesperson" and normalise(proposal.column.text) == "owner"
        if (called or owner) and proposal.profile.filled and not proposal.fixed:
            proposal.field, proposal.why = "name", _("no other column has the name")
            return


def _whole(proposal: Proposal) -> bool:
    """Tell whether a column has the name by its header: no nickname, not empty, no mere guess."""
    guessed = proposal.confidence <= _GUESSED
    return bool(proposal.profile.filled) and not guessed and not is_nickname(proposal)


def _of_other_sorts(proposals: Sequence[Proposal]) -> None:
    """Leave nicknames out, and read companies as employers, where a person's name is there too."""
    names = [p for p in proposals if p.field == "name" and not p.fixed]
    people = [p for p in names if any(word in p.column.text.lower() for word in _PERSONAL)]
    if names and all(map(is_nickname, names)):
        _best_nickname(names)
        return
    if _are_companies(proposals) and any(_says_company(p) for p in names):
        for proposal in people:
            if not _says_company(proposal):
                proposal.field, proposal.why = "remark", _("the customer is the company")
        return
    for proposal in names:
        if is_nickname(proposal):
            proposal.field, proposal.why = None, _("the name is there as a whole")
        elif people and proposal not in people and _says_company(proposal):
            proposal.field, proposal.why = "employer", _("another column names the person")


def _best_nickname(names: Sequence[Proposal]) -> None:
    """Take what the showroom calls people rather than what they call themselves."""
    most = max(p.profile.filled for p in names)
    best = max(
        names,
        key=lambda p: (
            _GIVEN_BY_US in p.column.text and p.profile.filled >= _MOSTLY * most,
            p.profile.filled,
        ),
    )
    for proposal in names:
        if proposal is not best:
            proposal.field, proposal.why = None, _("another column names the person")


def _with_phones(proposals: Sequence[Proposal]) -> None:
    """Tell cells that hold name and phone from those of a column that has the one alone."""
    names = [p for p in proposals if p.field == "name"]
    mobiles = [p for p in proposals if p.field == "mobile"]
    if not mobiles and all(map(is_nickname, names)):
        _in_remarks(proposals, names)
    elif not names:
        for proposal in mobiles:
            if not proposal.fixed and proposal.profile.share("called") >= _MOSTLY:
                proposal.field, proposal.question = "name", None
                proposal.confidence, proposal.why = 0.9, _("its cells hold name and phone")
                return
    elif len(names) > 1 and not mobiles:
        for proposal in names:
            if not proposal.fixed and proposal.profile.share("called", "mobile") >= _MOSTLY:
                proposal.field, proposal.why = "mobile", _("another column names the person")
                return


def _in_remarks(proposals: Sequence[Proposal], nicknames: Sequence[Proposal]) -> None:
    """Read 备注 as the name where a list of friends keeps name and number of people there."""
    for proposal in proposals:
        called = proposal.profile.share("called") >= _MOSTLY
        if proposal.field == "remark" and called and not proposal.fixed:
            for nickname in nicknames:
                if not nickname.fixed:
                    nickname.field, nickname.why = None, _("another column names the person")
            proposal.field, proposal.confidence = "name", 0.9
            proposal.why = _("its cells hold name and phone")
            return


def is_nickname(proposal: Proposal) -> bool:
    """Tell whether a header stands above what people call themselves."""
    return normalise(proposal.column.text) in vocabulary().nicknames


def _are_companies(proposals: Sequence[Proposal]) -> bool:
    """Tell whether the rows are about companies: they have registration numbers of their own."""
    most = max((p.profile.filled for p in proposals), default=0)
    return any(p.field == "uscc" and p.profile.filled >= _MOSTLY * most > 0 for p in proposals)


def _says_company(proposal: Proposal) -> bool:
    return any(sort in normalise(proposal.column.text) for sort in _COMPANY)
