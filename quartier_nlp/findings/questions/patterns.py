"""Patterns of the questions component, over lower-case text; lists of cue phrases live in ``lexicon/cues.toml``."""

#: Words that open direct and indirect questions.
INTERROGATIVES = frozenset(
    "wer wie was wo wann warum wieso weshalb wozu wohin woher wem wen wessen welche welcher welches welchen welchem "
    "ob wieviel worin woran womit wofür wovon worauf inwieweit inwiefern wodurch worüber wat wia".split()
)
#: Headings of lists of open points.
OPEN_HEADING = (
    r"\b(offene? (fragen?|punkte?|themen)|ungeklärt\w*|klärungsbedarf|fragenspeicher|themenspeicher|parkplatz"
    r"|noch zu klären|was wir nicht wissen|forschungsbedarf|desiderat\w*|ausblick|grenzen)\b"
)
#: What introduces the questions that a text sets out to answer.
LEAD_QUESTION = (
    r"\b((leit|forschungs|kern|ausgangs|untersuchungs)frag\w*|(geht|gehen|nachgeht|ging|nachgegangen)\b.{0,40}\bfragen?\b"
    r"|fragen? (geht|gehen|nach|wird nachgegangen)|(behandelt|verfolgt|untersucht|stellt) .{0,30}\bfragen?\b"
    r"|(der (beitrag|text|aufsatz|artikel)|dieser (beitrag|text|aufsatz|artikel)|diese studie|die studie) fragt)\b"
)
#: Nominal form marked as open.
NOMINAL_OPEN = (
    r"\b(ungeklärt|unklar|offen|noch nicht (beantwortet|geklärt|entschieden)|strittig|nicht geregelt|ungelöst"
    r"|zu klären|klärungsbedürftig|weiterhin offen)\b"
)
#: Words before a question that belong to the talk and not to the question.
LEAD = frozenset("und aber also ähm äh ja nun na nur bloß tja dann denn oder ach so ne okay gut hm weil doch".split())
#: Addressing one person: interview and chairing questions.
ADDRESS = r"\b(du|dir|dich|deine?|ihr|euch|eure?|sie|ihnen|ihrer|herr|frau)\b"
REPORTED_QUESTION = (
    r"\b(die frage .{0,80}(stand|stellte|war)|fragte\w*|gefragt wurde|nachgefragt|wurde gefragt|auf die frage"
    r"|anfrage|frage (von )?(fr|hr|herr|frau|n\. ?n))\b"
)
PAST = r"\b(war|waren|hatte|hatten|wurde|wurden|gab|kam|hat|haben|habt)\b"
