"""Keeping a selection of customers under a name, and letting it go."""

from __future__ import annotations

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import views
from showroom_crm.values.operations import Changes
from showroom_crm.values.queries import CustomerQuery, SavedView


def save(desk: Desk, name: str, query: CustomerQuery) -> Changes:
    """Keep `query` with its order as the showroom's own view; raises InvalidInput."""
    title = name.strip()
    if not title:
        raise InvalidInput(_("Give the view a name."))
    if any(view.name == title for view in views.saved(desk.store, desk.today)):
        raise InvalidInput(_("There is already a view “{name}”.").format(name=title))
    with desk.write("view", _("Save the view {name}").format(name=title)) as writing:
        writing.insert("saved_view", [views.row(title, query, desk.today)])
    return changes_of(writing, "view")


def remove(desk: Desk, view: SavedView) -> Changes:
    """Let one of the showroom's own views go; raises InvalidInput for a shipped one."""
    if view.builtin:
        raise InvalidInput(_("This view comes with the program and stays."))
    with desk.write("view", _("Remove the view {name}").format(name=view.name)) as writing:
        writing.delete("saved_view", [views.row_id(view)])
    return changes_of(writing, "view")
