"""Readings in a notebook: an article to look at and to click in, and its dates on a line."""

from claimkit.widgets.charts import timeline
from claimkit.widgets.view import ReadingView

__all__ = ["ReadingView", "timeline"]
