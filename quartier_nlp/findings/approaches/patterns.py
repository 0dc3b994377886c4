"""Patterns of the approaches component: which words and tags make a clause a vote for an approach.

Patterns are regular expressions over lower-case text of one clause, names are what weights are keyed by.
"""

#: Modal verbs in the forms that propose.
MODAL = (
    r"\b(könnt\w*|sollt\w*|müsst\w*|müßt\w*|kenntet|dürft\w*|muss|müssen|soll|sollen|kann|können|will|wollen"
    r"|darf|dürfen)\b"
)
SUBJUNCTIVE_MODAL = r"\b(könnt\w*|sollt\w*|müsst\w*|müßt\w*|kenntet|kennt ma|wäre\w*|würd\w*|bräucht\w*)\b"
WISH = (
    r"\b(wünsch\w*|hätte\w* (gern\w*|ich gern\w*)|würd\w* (ich )?(gern\w*|lieber)|möchte\w*|will|wunsch"
    r"|gewünscht\w*|bräucht\w*|brauch\w*|es braucht|wär\w* (schön|gut|toll|klasse)|warum nicht|am liebsten)\b"
)
MISSING = (
    r"\b(fehl\w*|gibt.?s (hier |bei uns |da )?(kein\w*|nirgend\w*|nirgends)|mangel\w*|vermiss\w*"
    r"|es gibt keine?n?)\b"
)
PROPOSE = (
    r"\b(vorschlag\w*|vorgeschlagen\w*|schlag\w* vor|schlägt .*vor|schlagen .*vor|schlage vor|vorschlage"
    r"|regt .*an|rege an|anreg\w*|angeregt\w*|empfehl\w*|empfiehlt|empfohlen|forder\w*|gefordert|plädier\w*"
    r"|plan\w*|geplant\w*|beabsichtig\w*|vorgesehen\w*|überleg\w*|vorbereit\w*|bereiten .*vor|idee|angedacht"
    r"|beschloss\w*|beschließ\w*|beantrag\w*)\b"
)
IMPERATIVE = (
    r"^(und |also |dann |aber |ja |nee |na )*(lasst|lass|gebt|gib|macht|mach|setzt|stellt|baut|öffnet|nehmt"
    r"|holt|schickt|bezahlt|zahlt|sperrt|vergebt|legt|fragt|räumt|pflanzt|verschenkt|vermietet|hängt|schafft"
    r"|streicht|teilt|dreht|bringt|schließt|ladet|nutzt|kauft) "
)
PRACTICE_CUE = (
    r"\b(seit|inzwischen|mittlerweile|jetzt|jeden|jede|einmal im|läuft|bewährt|geklappt|voriges jahr"
    r"|letztes jahr|letzten|vor \w+ jahren|damals)\b"
)
REPORT_VERB = r"\b(bericht\w*|schilder\w*|erzähl\w*|erläuter\w*|teilt\w* mit|führt\w* aus)\b"
#: The speaker or a group acts.
ACTOR_SUBJECT = (
    r"\b(wir|ich|mir|man|die (stadt|gemeinde|genossenschaft|wohnungs\w+|verwaltung|kommune|händler\w*"
    r"|eigentümer\w*|vereine|nachbarn|kirche\w*)|der (verein|kreis|landkreis|eigentümer|heimatverein)|das (land"
    r"|amt|quartiersmanagement))\b"
)
CONDITIONAL = r"^(und |aber |also )?(wenn|falls|sofern|sobald|weil|da|obwohl|dass|ob|bis|als|nachdem|bevor|während)\b"
#: Comparison of an attitude or an appeal rather than a measure.
APPEAL = (
    r"\b(umdenken|an einem strang|mehr mut|haltung|vertrauen|augenhöhe|mut|geduld|ernst nehmen|zusammenhalten"
    r"|miteinander reden|aufeinander|offen bleiben|weiterdenken|über den tellerrand|dranbleiben)\b"
)
#: Steps of the meeting and of research.
MEETING = (
    r"\b(protokoll\w*|folien?|pause|kaffee|tagesordnung\w*|mikro\w*|chat|flipchart\w*|stream|anwesenheitsliste"
    r"|bildschirm|breakout\w*|plenum|stellwand|pinnwand|zettel|moderation|vorstellungsrunde|nächste sitzung"
    r"|nächster termin|gesprächsrunde|hand heben|mail|wortmeldung\w*|redezeit|uhr|einladung\w*|anmeldung\w*)\b"
)
RESEARCH = (
    r"\b(interview\w*|befrag\w*|untersuch\w*|erhob\w*|erhebung|stichprobe|auswert\w*|ausgewertet\w*"
    r"|fallstudie\w*|beobachtung\w*|gespräche? geführt|abschnitt|kapitel|beitrag|literatur|studie|befund\w*"
    r"|daten|methodisch|leitfaden\w*|codier\w*|kodier\w*)\b"
)
