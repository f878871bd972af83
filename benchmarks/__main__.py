"""python -m benchmarks: see `benchmarks.run`."""

import sys

if __name__ == "__main__":
    from benchmarks.run import main  # here: the process that reads a workbook passes as well

    sys.exit(main())
