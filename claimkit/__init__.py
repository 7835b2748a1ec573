"""Who said what, through which channel, when, relayed by whom: attributed claims in the news."""
