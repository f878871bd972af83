"""Starts the program: `python -m showroom_crm`."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a bundled program reads workbooks in a process of its own
    from showroom_crm.cli import main  # here, as that process passes the lines above as well

    sys.exit(main())
