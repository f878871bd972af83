"""The command line: every job of the window that makes sense without one."""

import argparse

from showroom_crm import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run the command in `arguments` (by default those of the process) and return its exit code."""
    parser = argparse.ArgumentParser(prog="showroom-crm")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.parse_args(arguments)
    return 0
