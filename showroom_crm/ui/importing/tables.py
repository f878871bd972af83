"""The tables of the file under review: which come in, in which order, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.ui.importing.draft import Draft
from showroom_crm.values.places import SheetOffer
from showroom_crm.values.sheets import Workbook


class Tables:
    """Begins with the likely tables chosen; remembers what was imported of this file."""

    def __init__(self, book: Workbook | None = None, offers: Iterable[SheetOffer] = ()) -> None:
        """Hold the tables of `book`, none of them imported yet."""
        self.book = book
        self.offers = tuple(offers)
        self.chosen = {offer for offer in self.offers if offer.likely}
        self.results: dict[SheetOffer, ImportResult] = {}
        self.proposals: list[Proposal] = []
        self.returned = 0  # rows of all of them that can be given back

    def take(self, offer: SheetOffer, on: bool) -> None:
        """Let a table come in or not."""
        if on:
            self.chosen.add(offer)
        else:
            self.chosen.discard(offer)

    def following(self, present: SheetOffer | None) -> tuple[SheetOffer, ...]:
        """Return the chosen tables that come after `present`, in the order of the file."""
        return tuple(
            offer
            for offer in self.offers
            if offer in self.chosen and offer not in self.results and offer != present
        )

    def imported(self, draft: Draft, result: ImportResult) -> None:
        """Note what the import of the table of `draft` did."""
        if draft.offer is not None:
            self.results[draft.offer] = result
        self.returned += draft.returned
        if draft.proposal is not None:
            self.proposals.append(draft.proposal)

    def needs_no_look(self, draft: Draft) -> bool:
        """Tell whether a table is laid out as one already imported here, with nothing to decide."""
        layouts = {proposal.mapping.fingerprint for proposal in self.proposals}
        seen = draft.mapping.fingerprint in layouts
        return seen and draft.proposal is not None and not draft.open_questions

    @property
    def operations(self) -> tuple[int, ...]:
        """The operations to undo, the last first."""
        done = (result.operation for result in self.results.values())
        return tuple(number for number in reversed(list(done)) if number is not None)

    def summed(self, last: ImportResult) -> ImportResult:
        """Return what all imports of this file did together."""
        results = list(self.results.values()) or [last]
        return replace(
            last,
            read=sum(result.read for result in results),
            inserted=sum(result.inserted for result in results),
            updated=sum(result.updated for result in results),
            unchanged=sum(result.unchanged for result in results),
            skipped=sum(result.skipped for result in results),
            rejected=sum(result.rejected for result in results),
        )
