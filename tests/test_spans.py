"""Half-open ranges: what holds, what meets."""

from hypothesis import given
from hypothesis import strategies as st

from claimkit.spans import Span

ends = st.integers(0, 50)
spans = st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))


@given(spans, spans)
def test_meeting_is_mutual(one: Span, other: Span) -> None:
    assert one.meets(other) == other.meets(one)


@given(spans, spans)
def test_what_holds_a_span_with_letters_meets_it(one: Span, other: Span) -> None:
    if one.holds(other) and other.start < other.end:
        assert one.meets(other)


@given(spans)
def test_neighbours_do_not_meet(span: Span) -> None:
    assert not span.meets(Span(span.end, span.end + 3))
