"""Readings in a notebook: an article to look at and to click in, its dates on a line,
and many articles as who relays whom."""

from claimkit.widgets.chains import relay_chart
from claimkit.widgets.charts import timeline
from claimkit.widgets.explorer import Explorer
from claimkit.widgets.view import ReadingView

__all__ = ["Explorer", "ReadingView", "relay_chart", "timeline"]
