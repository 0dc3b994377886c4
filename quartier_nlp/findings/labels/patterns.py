"""Word lists of the labellers; analysts may add to them."""

from quartier_nlp.findings.labels.text_lists import words

#: Stems of determiners that take the endings of "dieser" or "ein"; longer stems first.
DETERMINER_STEMS = (
    "irgendein", "derselb", "unser", "welch", "manch", "solch", "kein", "mein", "dein", "sein", "dies", "euer",
    "unsr", "jen", "jed", "ein", "eur", "ihr", "'n", "n",
)  # fmt: skip

#: Determiners that carry meaning and stay in a label.
KEPT_DETERMINERS = (
    "kein", "jed", "alle", "viel", "mehr", "wenig", "einig", "manch", "sämtlich", "beid", "weiter", "ander",
    "irgend", "derselb", "denselb", "demselb", "dieselb", "dasselb",
)  # fmt: skip

#: Adverbs of discourse and stance: dropped from labels.
DROPPED_ADVERBS = words(
    """
    also auch da dann dabei daher darum deshalb deswegen doch denn eben eigentlich einfach endlich eventuell
    ferner gegebenenfalls ggf halt hier hierfür hierzu immerhin inzwischen ja jedenfalls jetzt längst leider mal
    mittlerweile möglicherweise nämlich natürlich nun sicher sicherlich sogar sonst trotzdem überhaupt übrigens
    unbedingt vielleicht vielmehr wirklich wohl zudem zunächst zuerst zumindest zusätzlich zwar außerdem dazu
    dadurch somit folglich sozusagen irgendwie irgendwann irgendwo irgendwas bislang bisher bereits schon
    seither seitdem damals neulich kürzlich heute gestern morgen gern gerne lieber am besten weiterhin demnächst
    künftig bald erst schließlich grundsätzlich so daran dafür dagegen darauf davon danach letztlich tatsächlich
    früher anfangs dementsprechend
    drum ebenfalls ebenso stattdessen genau bitte allerdings jedoch aber dennoch zukünftig nunmehr gleichwohl
    erstens zweitens drittens viertens alternativ neuerdings wahrscheinlich seinerzeit
    überdies hierbei wiederum bloß konkret insgesamt nachher vorher ganz dringend
    """
)

#: Adverbials of several words, dropped from labels.
DROPPED_IDIOMS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "und zwar",
        "in der zeit",
        "bei der gelegenheit",
        "auf diese weise",
        "bis heute",
        "seit kurzem",
        "seit langem",
        "seit neuestem",
        "seit jeher",
        "vor kurzem",
        "in zukunft",
        "zur zeit",
        "nach wie vor",
        "zum beispiel",
        "unter anderem",
        "am besten",
        "von mir aus",
        "auf jeden fall",
        "auf alle fälle",
        "in der regel",
        "bei uns",
        "nach und nach",
        "erst mal",
        "erst einmal",
        "noch mal",
        "wie gesagt",
        "im übrigen",
        "des weiteren",
        "darüber hinaus",
        "ein für alle mal",
        "immer mal wieder",
        "meines erachtens",
        "meiner meinung nach",
        "aus meiner sicht",
        "aus unserer sicht",
        "so schnell wie möglich",
        "um himmels willen",
        "um gottes willen",
        "z. b.",
        "z.b.",
    )
)

#: Prepositions that are separated verb particles at the end of a clause.
SEPARABLE = words("ab an auf aus bei ein mit nach um vor zu durch über unter")

#: Adverbs of the list above that stay where they qualify what follows.
QUALIFYING = words("erst schon ganz genau so auch wirklich bloß")

#: Prepositions that open such phrases; "für drei Monate" and "an Wochenenden" say what is done and stay.
TIME_PREPOSITIONS = words("seit im in zum am vor ab nach bis anfang mitte ende zum")

#: Verbs that say a thing is needed or missing; the label says that it is created.
NEED_VERBS = words(
    """
    mangeln brauchen benötigen bräuchten fehlen wünschen fordern verlangen vermissen bedürfen empfehlen
    """
)

#: Verbs of thinking and saying: their clause is a frame, not an action.
FRAME_VERBS = words(
    """
    erwägen bitten appellieren
    denken glauben finden meinen sagen hoffen wissen sehen merken hören fragen erzählen berichten vermuten
    schätzen heißen bedeuten wundern freuen fürchten befürchten ärgern vorstellen überlegen gelten gehen
    plädieren vorschlagen raten zeigen lauten klingen erinnern erleben vergessen lieben hassen kennen erwarten
    verstehen wünschen stimmen passieren reichen genügen dauern diskutieren reden sprechen nennen scheinen
    wirken befassen angewöhnen begrüßen erwähnen skizzieren beschreiben
    """
)

#: Verbs of states: a clause with one describes, it does not act.
STATIVE_VERBS = words(
    """
    kriegen bekommen liegen stehen sein haben gehören bleiben kosten heißen bedeuten existieren bestehen hängen
    sitzen leben fehlen kommen gehen laufen funktionieren passen wachsen sinken steigen schrumpfen leerstehen
    werden mögen wollen können sollen müssen dürfen entstehen verschwinden verfallen sterben altern wegziehen
    ausreichen ergeben eignen warten dienen zunehmen münden enden erfolgen profitieren entfliehen
    scheitern befahren klappen lohnen stattfinden beheimaten fließen übergehen
    """
)

#: Verbs that are one word with "zusammen"; with others it says "together".
JOINED_TOGETHER = frozenset(
    "legen bringen führen fassen setzen stellen arbeiten kommen tragen schließen wachsen halten ziehen nehmen bauen "
    "fügen packen sitzen rücken leben rufen falten kleben trommeln suchen".split()
)

#: Ends of verbs without an object.
INTRANSITIVE = ("kommen", "bleiben", "fallen", "wachsen", "sterben", "laufen", "stehen", "liegen", "landen")

#: Ends of verbs of motion, whose perfect takes "sein": what they say happens, nobody does it to something.
MOVING = (
    "ziehen",
    "gehen",
    "fahren",
    "laufen",
    "steigen",
    "springen",
    "reisen",
    "biegen",
    "treten",
    "wandern",
    "fließen",
)

#: Verbs that end something; with a rejected approach they would say the opposite.
ENDING_VERBS = words(
    """
    abschaffen beenden streichen kippen abbauen löschen kassieren aufgeben lassen begraben einstampfen
    einstellen stoppen zurücknehmen verwerfen ablehnen aufheben abbrechen schließen sterben scheitern auflösen
    absagen kündigen entfernen zurückziehen einschlafen verbieten untersagen abbestellen abblasen beerdigen
    abmontieren demontieren versenken abwickeln abräumen wegfallen eingehen platzen versanden auslaufen bleibenlassen
    seinlassen versagen durchfallen ausschlagen aussetzen verschenken verkaufen zumachen dichtmachen wegrationalisieren
    """
)

#: Beginnings of verbs that may say that something ended, and verbs that only begin so.
ENDING_PREFIXES = ("ab", "weg", "zurück", "still", "auflös", "rückgäng")
NOT_ENDING = words("abstimmen abholen abgeben abwechseln abliefern abrechnen abonnieren ablesen abfragen absichern")

#: Words that turn the meaning of a frame round.
NEGATIVE = words(
    """
    nicht kein keine keinen keinem keiner nichts nie niemals niemand nirgends falsch verboten verbieten fatal
    absurd unsinnig sinnlos ohne statt anstatt gegen dagegen verzichten aufhören vermeiden verhindern schlecht
    fehler kaum weder unmöglich ablehnen abgelehnt unsinn quatsch wenig abraten warnen
    """
)

#: Participles whose infinitive HanTa does not find.
PARTICIPLE_INFINITIVES = {
    "gestrichen": "streichen",
    "getan": "tun",
    "gegeben": "geben",
    "gegessen": "essen",
}

#: Particles that a clean question does without.
QUESTION_PARTICLES = words("denn eigentlich überhaupt halt ja doch mal wohl also nun einfach indes freilich indessen")

#: Verb particles that are always separated.
SEPARABLE_PREFIXES = (
    "zurecht", "auseinander", "aneinander", "aufeinander", "heran", "hinzu", "entgegen", "voraus", "hinweg", "umher",
    "überein", "ran", "runter", "rauf", "rüber", "drauf", "klar", "zusammen", "heraus", "herunter", "hinein", "herein",
    "hinaus", "zurück", "weiter", "vorbei", "voran", "fertig", "gerade", "hervor", "herum", "herbei", "bereit",
    "sicher", "frei", "fest", "fort", "auf", "aus", "bei", "ein", "her", "hin", "los", "mit", "nach", "vor",
    "weg", "ab", "an", "zu", "teil", "statt", "stand", "wahr", "heim", "raus", "rein", "rum", "dazu", "nieder", "hier",
    "gut",
)  # fmt: skip

#: Verbs that only look as if they had such a particle.
UNSEPARATED_STEMS = (
    "standard", "wahrt", "wahren", "heimat",
    "antwort", "einig", "eign", "beiß", "zuck", "zünd", "zupf", "zücht", "zürn", "anker", "hinder", "herrsch",
    "mitteln", "abonn", "herbst", "losen", "lost", "festig", "festlich", "nachtet", "vorteil", "abstrah",
    "analys", "animier", "sichert", "sichern", "herst", "hinkt", "zurr", "teilt", "teilen", "teilt", "weitert",
    "weitern", "einen", "eint", "frei ", "freit", "nachbar", "angel", "ankern", "auster", "aust", "mitte",
    "zuge", "zerr", "gutacht", "hierarch",
)  # fmt: skip

#: Prepositions after which a label says what sort of place or format is meant.
SPECIFYING_PREPOSITIONS = words("aus mit für von vom zum zur gegen ohne als auf")

#: Words that call a matter open.
OPENNESS = words("ungeklärt offen unklar strittig unbeantwortet fraglich umstritten ungewiss unbekannt")

#: How speech goes on after an indirect question to say that nobody knows.
FRAME_OPENINGS = tuple(
    tuple(frame.split())
    for frame in (
        "das weiß",
        "das haben wir",
        "das hab ich",
        "da hab ich",
        "da haben wir",
        "das wüsste ich",
        "da reden sie",
        "das fragen",
        "weiß keiner",
        "weiß niemand",
        "weiß kein",
        "weiß ich nicht",
        "wissen wir nicht",
        "das wissen wir",
        "da weiß",
        "ist ungeklärt",
        "ist offen",
        "ist unklar",
        "ist bis heute",
        "ist noch offen",
        "bleibt offen",
        "bleibt unklar",
        "bleibt ungeklärt",
        "hat uns",
        "konnte uns",
        "konnte mir",
        "ist nicht geklärt",
        "das ist bis heute",
        "das ist offen",
        "das ist nicht geklärt",
        "weiß der himmel",
        "weiß der teufel",
        "weiß der kuckuck",
        "steht in den sternen",
        "steht noch in den sternen",
        "keine ahnung",
        "gute frage",
        "schwierige frage",
    )
)

#: Verbs that say nothing without their object.
WEAK_VERBS = words(
    """
    machen tun geben halten setzen lassen kriegen bekommen nehmen haben bringen stellen legen anfangen fahren
    gehen überlassen schließen
    """
)

#: Nouns that announce an action: "mein Vorschlag ist, den Radweg zu verbreitern".
FRAME_NOUNS = words(
    "vorschlag idee ziel wunsch plan aufgabe lösung forderung anliegen bitte ansatz möglichkeit überlegung gedanke"
)
