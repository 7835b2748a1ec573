"""Another process at a ledger: adds articles or reviews, and prints what was acknowledged."""

import sys

from claimkit.ledger import ConflictError, Ledger, LedgerError
from claimkit.model import Article
from claimkit.reading import read


def add(url: str, prefix: str, number: int) -> None:
    ledger = Ledger(url, actor=prefix)
    for n in range(number):
        text = f"قال الوزير سامي العلي إن الجسر {n} مغلق. وأضاف أن العمل {n} سيستمر."
        ledger.add(read(Article(text, f"{prefix}-{n}")))
        print(f"{prefix}-{n}", flush=True)


def review(url: str, who: str, number: int, claim: str) -> None:
    ledger, seen = Ledger(url, actor=who), 0
    for _ in range(number):
        while True:
            try:
                made = ledger.review(claim, "unproven", seen=seen)
                break
            except ConflictError as conflict:
                seen = conflict.reviews[-1].id
        print(made.id, flush=True)


if __name__ == "__main__":
    step, url, name, number, *rest = sys.argv[1:]
    try:
        add(url, name, int(number)) if step == "add" else review(url, name, int(number), *rest)
    except LedgerError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
