"""The roles that a printed word can play in a sentence: the vocabulary of the rules."""

from __future__ import annotations


class Role:
    """What a word does in a sentence, as far as a word alone can tell; flags of a plain int.

    Plain, because `&` on an enum costs ten times as much and every word is asked often.
    """

    THAT = 1 << 0  # أن, إنه, بأن: opens a clause
    THAT_HE = 1 << 1  # … with the pronoun of its subject glued on
    ADVERBIAL = 1 << 2  # makes a following أن adverbial (قبل أن)
    IMPERSONAL = 1 << 3  # makes a following أن impersonal (من المتوقع أن)
    CONTRAST = 1 << 4  # غير أن, إلا أن
    BUT = 1 << 5
    NEGATION = 1 << 6
    RELATIVE = 1 << 7
    AUXILIARY = 1 << 8  # كان
    PERFECT = 1 << 9  # قد
    TOPIC = 1 << 10  # أما
    CONJUNCTION = 1 << 11
    PREPOSITION = 1 << 12
    ATTACHING = 1 << 13
    ADVERB = 1 << 14
    PRONOUN = 1 << 15
    DEMONSTRATIVE = 1 << 16
    BACKGROUND = 1 << 17
    CITING = 1 << 18
    CITING_SOURCES = 1 << 19
    LIKE = 1 << 20  # كما
    NORM = 1 << 21
    POSITION = 1 << 22
    ANONYMOUS = 1 << 23
    ORGANISATION = 1 << 24
    OUTLET = 1 << 25
    DOCUMENT = 1 << 26
    MEDIUM = 1 << 27
    AUDIENCE = 1 << 28
    EVENT = 1 << 29
    SIBLING = 1 << 30
    QUESTION = 1 << 31
    FOR_PART = 1 << 32
    ANONYMITY = 1 << 33
    ANONYMITY_OBJECT = 1 << 34
    VERBISH = 1 << 35
    QUANTITY = 1 << 36  # عدد من …
    ON_IT = 1 << 37  # عليها, of اطلعت عليها الجريدة
    OFFICE = 1 << 38
    MEETING = 1 << 39
    MEETING_VERB = 1 << 40
    PARTICIPANT = 1 << 41
    ABSTRACT = 1 << 42
    PLACE = 1 << 43
    TITLE_WORD = 1 << 44
    GIVEN = 1 << 45
    DEFINITE = 1 << 46
    GLUED_L = 1 << 47
    GLUED_B = 1 << 48
    POSSESSED = 1 << 49
    NISBA = 1 << 50
    ASIDE = 1 << 51  # opens the paper's own remark behind a comma
    AFTER_QUOTATION = 1 << 52
    QUALITY = 1 << 53  # رفيعو المستوى: an adjective with a noun of its own
    QUANTIFIER = 1 << 54
    IN = 1 << 55  # في
    FROM = 1 << 56  # من
    ABOUT = 1 << 57  # عن
    ON = 1 << 58  # على
    TO = 1 << 59  # إلى
    WITH = 1 << 60  # لدى
    NAME_OF = 1 << 61  # باسم
    EACH = 1 << 62  # كل, of كل من
    WHAT = 1 << 63  # ما, لما: after a citing preposition
    MATTER = 1 << 64  # الأمر, of الأمر الذي
    SELF = 1 << 65  # هو, هي, هم: وهو opens an apposition
    RELAYED = 1 << 66  # نقلا, of نقلا عن
    LIMIT = 1 << 67  # حد, of على حد قول
    WORDING = 1 << 68  # قول, تعبير, وصف
    HIS_WORDING = 1 << 69  # قوله, تعبيره
    THROUGH = 1 << 70  # في, عبر, خلال: what may stand before a channel
    TONGUE = 1 << 71  # لسان, of على لسان
    MARK = 1 << 72  # no word but punctuation
    REASON = 1 << 73  # لأن: opens a clause that gives a reason
    SUPPOSING = 1 << 74  # إذا, لو: what follows is not asserted
    SAME = 1 << 75  # ذات, نفس before the noun
    LEARNED = 1 << 76  # علم, of حسب ما علم من
    HOW = 1 << 77  # كيف: روى كيف …
    TITLED = 1 << 78  # بعنوان, فيلم: before the title of a work
    PLATFORM = 1 << 79  # فيسبوك: where people post themselves
    ISSUES = 1 << 80  # أصدر, نشر: before a document
    OVERSEES = 1 << 81  # مشرف, of المشرف على الدراسة
    AMOUNT = 1 << 82  # نحو, أكثر: before a number
    MAKES_DO = 1 << 83  # اكتفى, رد: before بالقول, بالإشارة
    ANY = 1 << 85  # أي, of نفى أي دور
    PURPOSE = 1 << 86  # حتى, بهدف: goes on with what is called for
    NO_NEWS = 1 << 87  # لم, of فيما لم ترد أنباء
    OBLIQUE = 1 << 88  # مديري الإدارات: a case that no subject has
    MEMBER = 1 << 89  # باحث, عضو: their في tells the body they belong to
    JOINS = 1 << 90  # بن, ولد: only inside names
    HONORIFIC = 1 << 91  # معاليه, سعادتها: whoever was named last
    FAMILY = 1 << 92  # القاضي, الكاتب: ranks that are family names, too
    SITE = 1 << 93  # عين, جبل: opens the name of a place
    WITHHOLDS = 1 << 94  # يحدد, of من دون أن يحدد
    SENT = 1 << 95  # مبعوث, سفير: their إلى tells where
    HEARS = 1 << 96  # مراسل: whom a source tells something
    SUPERLATIVE = 1 << 97  # أحدث, آخر: before the noun that heads the phrase
    RANK = 1 << 98  # العميد, الدكتور: a surname may follow at once
    PAPER = 1 << 99  # صحيفة, موقع: what outlets are, and none of their names
    CITING_PHRASE = 1 << 101  # رأي, of في رأي: the longest word of a citing phrase
    KIN = 1 << 102  # والدة, محامي: a name behind them may be that of whose they are
    PRESS = 1 << 103  # صحفية, of تقارير صحفية: of other papers
    CITING_OWN = 1 << 104  # حسبه, برأيها: whoever speaks
    ANYONE = 1 << 105  # أحد, قائل: alone they are nobody
    KUNYA = 1 << 106  # أبو: with the word behind it, it is one name
    NEWS = 1 << 107  # خبر, تقرير: whoever publishes them has made them; a بيان is somebody's
    AUTHORITY = 1 << 100  # السلطات: whichever body of the state is meant
    RECEIVED = 1 << 108  # تلقت, of بيان تلقت الوكالة نسخة منه
    ALL = 1 << 109  # جميع, of دعت البعثة | جميع الأطراف
    TONE = 1 << 110  # بصوت, of أضاف بصوت متعب
    TAKES_UP = 1 << 84  # فيه, خلالها: the verb before it describes the noun before that


# Nouns that name who or where, and are no verbal nouns even where they look like one.
NAMED = (
    Role.POSITION | Role.ANONYMOUS | Role.ORGANISATION | Role.OUTLET | Role.DOCUMENT
    | Role.PARTICIPANT | Role.PLACE | Role.GIVEN | Role.AUDIENCE
)  # fmt: skip
PERSONAL = Role.POSITION | Role.ANONYMOUS | Role.PARTICIPANT
SOURCE_NOUN = PERSONAL | Role.ORGANISATION | Role.OUTLET | Role.DOCUMENT

# What a citing phrase begins with (نقلا عن, على ما أعلن, وفق, كما قال).
CITES = (
    Role.RELAYED | Role.ON | Role.CITING | Role.CITING_SOURCES | Role.CITING_PHRASE | Role.LIKE
    | Role.CITING_OWN
)  # fmt: skip

NAME_OR_PREPOSITION = Role.GIVEN | Role.PREPOSITION


def told_apart(roles: int, last_letter: str) -> int:
    """The roles of a word that folding made one with another, by its own last letter.

    The name علي and the preposition على fold to one form; ى is never the name.
    """
    if roles & NAME_OR_PREPOSITION == NAME_OR_PREPOSITION and last_letter == "ى":
        return roles & ~Role.GIVEN
    return roles
