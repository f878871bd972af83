"""Tell which sheets came from one reading of a file."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give each earlier import a reading of its own: which of them belong together is not kept."""
    op.add_column("import_batch", sa.Column("run", sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE import_batch SET run = CAST(operation_id AS TEXT)")


def downgrade() -> None:
    """Forget it again."""
    op.drop_column("import_batch", "run")
