"""`python -m claimkit` is the command `claimkit`."""

import sys

from claimkit.cli import main

sys.exit(main())
