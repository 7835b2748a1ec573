"""The channel that a sentence names for a statement (في بيان …، عبر منصة …، لوكالة …)."""

from __future__ import annotations

from claimkit.attribution.sentences import Sentence
from claimkit.roles import Role


def medium(s: Sentence, first: int, stop: int) -> tuple[int, int] | None:
    """The channel named between `first` and `stop` (في بيان …، عبر منصة …، لوكالة …)."""
    token = first
    while token < stop:
        roles = s.roles[token]
        if quote := s.opens_quote(token):
            token = quote[1]
            continue
        if roles & Role.ON and s.roles[token - 1] & Role.OVERSEES:
            token += 2  # المشرفة على الدراسة
            continue
        there = roles & Role.FROM and s.roles[token + 1] & Role.PAPER  # من موقع الحادث
        through = roles & Role.THROUGH and not there
        if through and s.roles[token + 1] & (Role.MEDIUM | Role.OUTLET):
            return token + 1, _medium_end(s, token + 1, stop)
        if roles & Role.GLUED_L and roles & Role.OUTLET:
            return token, _medium_end(s, token, stop)
        if s.word(token) == "ل" and (quote := s.opens_quote(token + 1)):  # لـ«صوت القناة»
            return quote[0], quote[1]
        if s.word(token) == "ل" and s.word(token + 1) == "(":  # لـ(واع)
            last = next((t for t in range(token + 2, min(token + 8, stop)) if s.words[t] == ")"), 0)
            if last:
                return token + 1, last + 1
        token += 1
    return None


def described_medium(s: Sentence, cue: int) -> tuple[int, int] | None:
    """The channel that a cue describes from behind (أصدر الحزب بيانا قال فيه)."""
    for token in range(cue - 1, max(cue - 8, -1), -1):
        roles = s.roles[token]
        if roles & (Role.THAT | Role.RELATIVE) or s.words[token] in ".:؛":
            return None
        if roles & (Role.MEDIUM | Role.DOCUMENT) and not roles & (Role.DEFINITE | Role.GLUED_L):
            last = next((t for t in range(token + 1, cue) if t in s.times), cue)
            return token, last
    return None


def _medium_end(s: Sentence, first: int, stop: int) -> int:
    token = first
    while token < stop:
        if token in s.times:
            verb = token - 1 > first and (not s.roles[token - 1] or s.info[token - 1].forms)
            held = s.words[token - 1].endswith(("ه", "ها"))  # but بلاغ نشرته | أمس
            return token - 1 if verb and not held else token  # تقرير | صدر الخميس
        if s.words[token] in "،,:":
            break
        if token > first + 1 and s.info[token].forms and _is_circumstance(s, token):
            break  # في بيان رسمي | معلنة أن
        if s.roles[token] & (Role.THAT | Role.RELATIVE | Role.ANONYMOUS) and token > first:
            break  # ما ذكرته لوكالة النهر | مصادر مطلعة
        if quote := s.opens_quote(token):
            if quote[1] - quote[0] > 8:
                break
            token = quote[1]
            continue
        token += 1
    return min(token, stop)


def _is_circumstance(s: Sentence, token: int) -> bool:
    """A participle of a verb that reports, and its أن or preposition at once."""
    doing = any(form.shape == "doing" for form in s.info[token].forms)
    return doing and bool((s.roles[token + 1] | s.roles[token + 2]) & Role.THAT)
