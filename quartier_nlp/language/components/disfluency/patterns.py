"""Words and phrases that speech carries along without saying anything; analysts may add to them."""

from quartier_nlp.language.wordlists import words

#: Hesitations, always fillers.
HESITATIONS = words(
    """
    äh ähm ähh öh öhm ehm eh em hm hmm hmmm mh mhm mmh mhmm aha ah ach tja puh uff hä höm ähem
    """
)

#: Tag questions, fillers between commas or at the end.
TAG_QUESTIONS = words(
    """
    ne nä gell gelle woll wa wah nich nicht oder nech ja okay
    """
)

#: Particles that are fillers wherever they stand as adverbs.
PARTICLES = words(
    """
    halt quasi sozusagen irgendwie gewissermaßen eh sowieso ebent schlichtweg eigentlich
    """
)

#: What grades "einfach", which is then no particle: "relativ einfach einrichten".
DEGREES = frozenset(["relativ", "ziemlich", "sehr", "recht", "verhältnismäßig", "zu"])

#: Particles that are fillers inside a clause, not before a verb that they modify.
SOFT_PARTICLES = frozenset(["eben", "einfach", "mal", "ja"])

#: Openers that are fillers at the start of a sentence.
OPENING_WORDS = words(
    """
    ja nein nee nö genau also gut so na naja okay ok tja nun ach jo joa moin äh ähm hm und aber
    """
)

#: Openers that may only be dropped when a comma or another opener follows.
LOOSE_OPENERS = words(
    """
    nein nee so gut und aber nun also genau na moin
    """
)

#: Parentheses and phrases, lower-case, longest match first.
PHRASES = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in (
                "sag ich mal",
                "sage ich mal",
                "sag ich jetzt mal",
                "sage ich jetzt mal",
                "sag mal",
                "sag ich",
                "sagen wir mal",
                "sagen wir",
                "ich sag mal",
                "ich sage mal",
                "ich sag jetzt mal",
                "wie gesagt",
                "wie soll ich sagen",
                "wie heißt das",
                "wie heißt es",
                "wie heißt der",
                "wie heißt die",
                "wie sagt man",
                "wie nennt man das",
                "was weiß ich",
                "weiß ich nicht",
                "ich weiß nicht",
                "keine ahnung",
                "weißt du",
                "wissen sie",
                "verstehen sie",
                "ich mein",
                "ich meine",
                "glaube ich",
                "glaub ich",
                "denke ich",
                "finde ich",
                "würde ich sagen",
                "würd ich sagen",
                "im prinzip",
                "im grunde",
                "im grunde genommen",
                "im endeffekt",
                "an und für sich",
                "ehrlich gesagt",
                "offen gesagt",
                "so ein bisschen",
                "ein stück weit",
                "mehr oder weniger",
                "oder so",
                "oder so was",
                "oder sowas",
                "und so",
                "und so was",
                "na ja",
                "ja gut",
                "ja genau",
                "ja also",
            )
        ),
        key=lambda words: (-len(words), words),
    )
)

#: Phrases of the list above that count only between pauses or at the edge of a sentence.
NEEDS_PAUSE = frozenset(
    {
        ("wie", "heißt", "das"),
        ("wie", "heißt", "es"),
        ("wie", "heißt", "der"),
        ("wie", "heißt", "die"),
        ("wie", "sagt", "man"),
        ("wie", "nennt", "man", "das"),
        ("weiß", "ich", "nicht"),
        ("ich", "weiß", "nicht"),
        ("keine", "ahnung"),
        ("weißt", "du"),
        ("wissen", "sie"),
        ("verstehen", "sie"),
        ("ich", "mein"),
        ("ich", "meine"),
        ("sagen", "wir"),
        ("sag", "mal"),
        ("denke", "ich"),
        ("finde", "ich"),
        ("sag", "ich"),
        ("oder", "so"),
        ("und", "so"),
        ("und", "so", "was"),
        ("oder", "so", "was"),
        ("oder", "sowas"),
        ("ja", "genau"),
        ("ja", "gut"),
        ("ja", "also"),
        ("na", "ja"),
    }
)

#: Words with which speakers correct themselves.
CORRECTIONS = words(
    """
    nein nee quatsch entschuldigung sorry pardon vielmehr besser
    """
)

#: Words whose repetition is emphasis or grammar, not a slip.
EMPHATIC = words(
    """
    sehr ganz viel viele lange immer nein ja weit groß noch nie so schön hoch wirklich sie
    """
)

#: Forms that can be article or relative pronoun: "die die" may be both.
DOUBLE_FORMS = words(
    """
    der die das den dem denen deren dessen
    """
)
