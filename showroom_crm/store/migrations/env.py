"""How Alembic reaches the store: through the connection the program has open."""

from alembic import context

from showroom_crm.models import Base

_INDEX = "customer_search"  # the search index and its shadow tables are not tables of the models


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(_INDEX))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=_ours,
    transactional_ddl=False,
)
context.run_migrations()
