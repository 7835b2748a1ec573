"""What `claimkit app` shows: an Explorer of the articles and the ledger that it was told."""

from __future__ import annotations

import json
import os

from claimkit.articles import load
from claimkit.ledger import Ledger
from claimkit.reading import read
from claimkit.widgets.explorer import Explorer


def explorer() -> Explorer:
    """The Explorer that CLAIMKIT_APP describes, as JSON: paths, db, reviewer, ui.

    What could not be read is printed, and so stands on the page above it.
    """
    told = json.loads(os.environ["CLAIMKIT_APP"])
    ledger = Ledger(told["db"] or "sqlite://", actor=told["reviewer"])
    for path in told["paths"]:
        try:
            loaded = load(path)
        except ValueError as error:
            print(error)
            continue
        for problem in loaded.unreadable:
            print(problem)
        ledger.add(read(article) for article in loaded)
    return Explorer(ledger, ui=told["ui"])
