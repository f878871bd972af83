"""The command line: every job of the window that makes sense without one."""

from showroom_crm.cli.main import main

__all__ = ["main"]
