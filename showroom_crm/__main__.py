"""Starts the program: `python -m showroom_crm`."""

import multiprocessing
import sys

from showroom_crm.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a bundled program reads workbooks in a process of its own
    sys.exit(main())
