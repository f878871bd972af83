"""Words for what a file says beside its cells: hidden rows, errors, characters that were lost."""

from collections.abc import Sequence

from showroom_crm.i18n import _, ngettext
from showroom_crm.importing.parsed import Remark, Told


def sentences(remarks: Sequence[Remark], sheets: int) -> tuple[str, ...]:
    """Return one sentence for each remark; of several sheets, with the name of its own."""
    told = []
    for remark in remarks:
        text = _sentence(remark.what, remark.count).format(count=f"{remark.count:,}")
        if remark.sheet and sheets > 1:
            text = _("Sheet “{sheet}”: {sentence}").format(sheet=remark.sheet, sentence=text)
        told.append(text)
    return tuple(told)


def _sentence(what: Told, count: int) -> str:
    match what:
        case Told.HIDDEN_ROWS:
            return ngettext(
                "The file has {count} hidden row; it is read like the others.",
                "The file has {count} hidden rows; they are read like the others.",
                count,
            )
        case Told.FILTERED_ROWS:
            return ngettext(
                "{count} row is hidden by a filter; it is read like the others.",
                "{count} rows are hidden by a filter; they are read like the others.",
                count,
            )
        case Told.HIDDEN_COLUMNS:
            return ngettext(
                "{count} column is hidden; it is read like the others.",
                "{count} columns are hidden; they are read like the others.",
                count,
            )
        case Told.CUT_OFF:
            return _("The file ends in the midst of the table: rows may be missing at its end.")
        case _:
            return _of_cells(what, count)


def _of_cells(what: Told, count: int) -> str:
    match what:
        case Told.ERROR_CELLS:
            return ngettext(
                "{count} cell holds an error such as #N/A and is taken as empty.",
                "{count} cells hold an error such as #N/A and are taken as empty.",
                count,
            )
        case Told.NO_RESULT:
            return ngettext(
                "{count} formula was saved without its result and is taken as empty; "
                "open the file in Excel and save it once.",
                "{count} formulas were saved without their results and are taken as empty; "
                "open the file in Excel and save it once.",
                count,
            )
        case Told.CUT_CELLS:
            return ngettext(
                "{count} cell is longer than a workbook allows and was cut.",
                "{count} cells are longer than a workbook allows and were cut.",
                count,
            )
        case Told.FAR_CELLS:
            return ngettext(
                "{count} filled cell stands too far to the right and is left out.",
                "{count} filled cells stand too far to the right and are left out.",
                count,
            )
        case _:
            return ngettext(
                "{count} character could not be read; the encoding may be another one.",
                "{count} characters could not be read; the encoding may be another one.",
                count,
            )
