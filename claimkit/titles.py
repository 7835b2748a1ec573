"""Where a title ends and a name begins (رئيس اتحاد بلديات الساحل | شربل عازوري)."""

from __future__ import annotations

from collections.abc import Sequence

from claimkit.lexicon import Word
from claimkit.roles import SOURCE_NOUN, Role

Range = tuple[int, int]
_QUOTES = frozenset('"«»“”„‟‹›()')
_NAMING = Role.GIVEN | Role.JOINS | Role.KUNYA
_HYPHENS = frozenset("-’'")
_COMMON = Role.ABSTRACT | Role.EVENT | Role.MEDIUM | Role.AUDIENCE | Role.SITE


class Titled:
    """The words of one phrase, walked through once from its head to its name.

    A title without the article is open: its genitive follows, and no name can stand before that
    has come (والي نهر عطبرة). With the article, or behind a place, it is closed, and the first word
    without the article that we do not know is a name.
    """

    def __init__(self, words: Sequence[str], info: Sequence[Word], roles: Sequence[int]) -> None:
        self.words, self.info, self.roles = words, info, roles

    def name(self, comma: int) -> Range | None:
        """Where the personal name stands, the first comma of the phrase being at `comma`."""
        if named := self._in_marks():
            return named
        clause = next((t for t, r in enumerate(self.roles) if r & Role.RELATIVE), len(self.roles))
        if 0 < clause < len(self.roles):  # المحامي الذي يترافع في القضية
            return Titled(self.words[:clause], self.info[:clause], self.roles[:clause]).name(
                min(comma, clause)
            )
        called = next((t for t, r in enumerate(self.roles) if t and r & Role.QUANTIFIER), None)
        if called is not None:  # أحد الناجين، ويدعى فلان
            return self._between(called + 1, len(self.roles))
        first = self._between(0, comma)
        head = self.roles[0]
        behind = self.roles[comma + 1] if comma + 1 < len(self.roles) else 0
        if behind & Role.POSITION and not head & (Role.POSITION | Role.GIVEN):
            return self._between(comma + 1, len(self.roles)) or first  # دفاعه، المحامي فلان
        if head & Role.POSITION and (first is None or not self._names_given(*first)):
            # مدير سكوتلاند يارد، مارك رولي: words we do not know before a given name are the body's
            given = (t for t in range(comma + 1, len(self.roles)) if is_given(self.roles[t]))
            at = next((t for t in given if self.words[t - 1] in "،,"), None)
            if at is not None and (first is None or first[1] == comma):
                return self._between(at, len(self.roles))
            return first or self._between(comma + 1, len(self.roles))
        return first

    def _in_marks(self) -> Range | None:
        """مدير المهرجان "نجيب العياري": a personal name in quotation marks closes the phrase."""
        last = len(self.roles) - 1
        if last < 4 or self.words[last] not in _QUOTES or not self.roles[0] & Role.POSITION:
            return None
        first = next((t for t in range(last - 1, 0, -1) if self.words[t] in _QUOTES), last)
        body = self.roles[first - 1] & (SOURCE_NOUN | Role.MEDIUM | Role.NAME_OF)
        named = first + 2 < last <= first + 5 and is_given(self.roles[first + 1])
        return (first + 1, last) if named and not body else None

    def _between(self, first: int, last: int) -> Range | None:
        while first < last and self.roles[first] & Role.MARK:
            first += 1
        if first >= last or self._is_kin(first, last):
            return None
        start = self._behind_title(first, last) if self._is_title(first, last) else first
        return (start, self._end(start, last)) if start < last else None

    def _is_kin(self, first: int, last: int) -> bool:
        """والدة الأسير فلان: the name is that of whose mother speaks."""
        role, behind = self.roles[first], self.roles[first + 1] if first + 1 < last else 0
        titled = Role.DEFINITE | Role.POSITION
        his = role & Role.KIN and not role & (Role.DEFINITE | Role.POSSESSED)
        return bool(his) and behind & titled == titled and not behind & Role.RANK

    def _is_title(self, first: int, last: int) -> bool:
        role = self.roles[first]
        if role & Role.KUNYA and first + 1 < last and is_given(self.roles[first + 1]):
            return False  # أم خليل
        if role & Role.JOINS and first + 1 < last and self.roles[first + 1] & Role.POSITION:
            return True  # ابن عمه فلان
        ranked = role & Role.POSITION and role & Role.DEFINITE  # النقيب بن سعيد
        if is_given(role) or (self._joins(first + 1, last) and not ranked):
            return False
        if role & (SOURCE_NOUN | Role.PLACE | Role.AUDIENCE):
            return True
        adjective = first + 2 < last and self.roles[first + 1] & Role.DEFINITE
        if role & Role.DEFINITE:  # الناقدة السينمائية لبنى: a noun we do not know
            nisba = adjective and self.roles[first + 1] & Role.NISBA
            # الإيطالي جانلوكا فيري: a nation before two names
            unknown = last - first == 3 and not any(map(is_known, self.roles[first + 1 : last]))
            nation = role & Role.NISBA and unknown
            return bool(nisba or nation) or self._names_given(first + 1, last)
        # كابتن الفريق عمرو …: a word we do not know, its genitive, a given name
        return not role and bool(adjective) and self._names_given(first + 2, last)

    def _behind_title(self, first: int, last: int) -> int:
        closed, quoted = self._closes(first), False
        token = first + 1
        while token < last:
            role = self.roles[token]
            if role & Role.MARK:
                quoted ^= self.words[token] in _QUOTES
                closed = True
            elif not quoted:
                if self._begins(token, last, closed):
                    return token
                closed = self._stays_closed(token, last, closed)
            token += 1
        return last

    def _begins(self, token: int, last: int, closed: bool) -> bool:
        role, before = self.roles[token], self.roles[token - 1]
        if before & Role.RANK and before & Role.DEFINITE and self._is_ranked(token, last):
            return True
        if role & Role.NAME_OF or self._governs(token, last) or role & Role.SITE:
            return self._is_called(token, last)
        if role & Role.PREPOSITION:
            return is_given(role) and closed  # علي, which folding makes one with على
        both = Role.GIVEN | Role.POSITION  # رئيس الهيئة رائد أبو حميد
        bare = closed and not role & Role.DEFINITE and token + 1 < last
        if bare and role & both == both and not self.roles[token + 1] & ~_NAMING:
            return True
        if bare and role & Role.RANK and self._is_family_name(token + 1, role):
            return self._stands_last(token + 1)
        if is_given(role) or self._joins(token + 1, last):
            body = before & Role.ORGANISATION and not before & Role.DEFINITE
            return not body or self._names_given(token + 2, last)  # مستشفى ابن سينا
        surname = role & (Role.DEFINITE | Role.NISBA) == Role.DEFINITE | Role.NISBA
        if surname and before & Role.RANK and before & Role.DEFINITE and self._stands_last(token):
            return not role & Role.TITLE_WORD
        if not closed:
            # كابتن رونالدو: a rank without the article and one word behind it
            bare = token == 1 and token + 1 == last and bool(before & Role.POSITION)
            return bare and _is_unknown(role)
        # أميناتا looks like a verbal noun to the eye that knows only shapes
        shape = Role.ABSTRACT if not self.info[token].listed else 0
        return not role & ~(Role.VERBISH | Role.NISBA | shape)

    def _is_called(self, token: int, last: int) -> bool:
        """أستاذ القانون باسم العتيبي, but الناطق باسم الداخلية: the name, a surname behind it."""
        family = Role.DEFINITE | Role.NISBA
        behind = self.roles[token + 1] if token + 1 < last else 0
        surname = behind & family == family and self.words[token + 1].endswith("ي")
        return is_given(self.roles[token]) and surname and self._stands_last(token + 1)

    def _is_family_name(self, token: int, given: int) -> bool:
        """كاتبة الدولة سيدة الونيسي; behind a word that is as well a given name, رائد الحلاق."""
        role, nisba = self.roles[token], Role.DEFINITE | Role.NISBA
        if role & nisba == nisba:
            return True
        known = role & ~(Role.DEFINITE | Role.POSITION)
        return bool(given & Role.GIVEN and role & Role.DEFINITE) and not known

    def _is_ranked(self, token: int, last: int) -> bool:
        """الدكتورة رائدة العبادي، الأب بهنام حنا، الدكتور الزين حامد: a name behind a rank."""
        role = self.roles[token]
        behind = self.roles[token + 1] if token + 1 < last else 0
        if role & (Role.TITLE_WORD | Role.PREPOSITION | Role.MARK | Role.NAME_OF | Role.GLUED_L):
            return False
        if role & Role.DEFINITE:
            return is_given(behind) and not role & ~Role.DEFINITE
        if role & (SOURCE_NOUN | Role.PLACE | Role.MEDIUM):
            surname = behind & Role.DEFINITE and behind & Role.NISBA
            return bool(role & Role.RANK and (surname or is_given(behind)))
        return not (role & Role.GLUED_B and behind & Role.DEFINITE)

    def _stands_last(self, token: int) -> bool:
        return token + 1 == len(self.roles) or bool(self.roles[token + 1] & Role.MARK)

    def _governs(self, token: int, last: int) -> bool:
        """Whether a preposition, or one glued to a noun, goes on with the title (لحرية الصحافة)."""
        role = self.roles[token]
        if role & (Role.PREPOSITION | Role.GLUED_L | Role.GLUED_B):
            return not is_given(role)
        if len(self.words[token]) < 5 or is_given(role) or token + 1 >= last:
            return False
        on_what = self.words[token][0] == "ب" and self.roles[token - 1] & Role.OVERSEES  # بقضايا
        glued = self.words[token][0] == "ل" and self.roles[token + 1] & Role.DEFINITE
        return bool(glued or on_what)

    def _stays_closed(self, token: int, last: int, closed: bool) -> bool:
        role = self.roles[token]
        if role & Role.NAME_OF:
            return self.words[token].endswith(("ه", "ها", "هم"))
        if self._governs(token, last):
            return bool(role & (Role.DEFINITE | Role.PLACE | Role.POSSESSED))
        if self._closes(token):
            return True
        if closed:
            ranked = role & Role.TITLE_WORD  # the أول of الملازم أول opens nothing
            return bool(ranked) or not role & (SOURCE_NOUN | _COMMON)
        # a genitive that we do not know (مدرب ريال مدريد), unless a definite noun follows it
        behind = self.roles[token + 1] if token + 1 < last else Role.MARK
        return _is_unknown(role) and not behind & Role.DEFINITE

    def _closes(self, token: int) -> bool:
        if self.roles[token] & Role.OBLIQUE and not self.roles[token] & Role.DEFINITE:
            return False  # محللي القطاع: no "my analysts"
        return bool(self.roles[token] & (Role.DEFINITE | Role.PLACE | Role.POSSESSED))

    def _joins(self, token: int, last: int) -> bool:
        """Whether the word at a token only stands inside names (بن, ولد)."""
        return token < last and bool(self.roles[token] & Role.JOINS)

    def _names_given(self, first: int, last: int) -> bool:
        return any(is_given(self.roles[t]) for t in range(first, last))

    def _end(self, start: int, last: int) -> int:
        token = start + 1
        # حسام القاضي: behind one given name a title with the article is a family name
        given = self.roles[start] & (Role.GIVEN | Role.DEFINITE) == Role.GIVEN
        if token < last and given and self._is_surname(token, last):
            token += 1
        elif self._is_all_family(token, last):
            return last
        while token < last and not self._ends(token):
            token += 1
        if token == last - 1 and token > start + 1 and self._is_family(token, last):
            token = last  # سيدي ولد أعمر الطالب
        return token

    def _is_family(self, token: int, last: int) -> bool:
        role = self.roles[token]
        behind = self.roles[token + 1] if token + 1 < last else 0
        titled = behind & (Role.PREPOSITION | Role.GLUED_L | Role.NAME_OF | Role.DEFINITE)
        return bool(role & Role.FAMILY) and not titled

    def _is_surname(self, token: int, last: int) -> bool:
        """يوسف الشاهد: a man's rank, alone behind a given name."""
        role = self.roles[token]
        rank = role & Role.POSITION and role & Role.DEFINITE and not self.words[token].endswith("ه")
        alone = token + 1 == last or self.roles[token + 1] & Role.MARK
        return bool(rank and alone) or self._is_family(token, last)

    def _is_all_family(self, token: int, last: int) -> bool:
        """الباجي قايد السبسي: a rank and a definite noun, alone behind the given name."""
        rank = token + 2 == last and self.roles[token] & Role.POSITION
        given = self.roles[token - 1] & Role.GIVEN
        return bool(rank and given and self.roles[token + 1] & Role.DEFINITE)

    def _ends(self, token: int) -> bool:
        role = self.roles[token]
        if role & Role.THAT and self.info[token].lead and token + 1 < len(self.roles):
            return bool(self.roles[token + 1] & ~Role.GIVEN)  # فان ديك is no فإن
        if role & (Role.MARK | Role.RELATIVE | Role.THAT):
            return self.words[token] not in _HYPHENS
        if (
            role & Role.DEFINITE
            and self.words[token + 1 : token + 2]
            and (self.words[token + 1].isdigit())
        ):
            return True  # فلان البالغ 22 عاما
        if self._is_object(token):
            return True
        titled = role & (Role.POSITION | Role.ANONYMOUS | Role.ORGANISATION)
        surname = Role.NISBA | Role.POSSESSED  # حرسي is no "my guard", and بولي no "by a guardian"
        if role & surname == surname or role & Role.GLUED_B:
            titled = 0
        alone = token + 1 == len(self.roles) or self.roles[token + 1] & Role.MARK
        if role & Role.POSITION and not role & Role.DEFINITE and alone:
            titled = 0  # غسان طيارة: an office would tell of what
        if role & Role.POSITION and role & Role.GIVEN and token + 1 < len(self.roles):
            behind = self.roles[token + 1]  # فلان أمين عام الحزب
            titled = titled if behind & (Role.TITLE_WORD | Role.ORGANISATION) else 0
        elif role & Role.GIVEN:
            titled = 0
        governs = (
            role & Role.PREPOSITION and not role & Role.GIVEN and not self.info[token].lead
        )  # ولدي is no و + لدى
        return bool(titled or governs or (role & Role.ADVERB and not role & Role.GIVEN))

    def _is_object(self, token: int) -> bool:
        """افتتح نبيل الشامي | محطة الرياح: a noun in construct, where the surname has been."""
        if token < 2 or token + 1 >= len(self.roles):
            return False
        given, surname, role, behind = self.roles[token - 2 : token + 2]
        known = Role.DEFINITE | Role.GIVEN | Role.NISBA | Role.JOINS | Role.MARK
        named = is_given(given) and surname & (Role.DEFINITE | Role.GIVEN) == Role.DEFINITE
        return bool(named and behind & Role.DEFINITE) and not role & known


def is_given(role: int) -> bool:
    """A given name, and neither a rank nor a word with the article."""
    return bool(role & Role.GIVEN) and not role & (Role.POSITION | Role.DEFINITE)


def _is_unknown(role: int) -> bool:
    return not role & ~Role.VERBISH


def is_known(role: int) -> bool:
    """Whether the word is more than one that may stand in a name."""
    return bool(role & ~(Role.VERBISH | Role.NISBA))
