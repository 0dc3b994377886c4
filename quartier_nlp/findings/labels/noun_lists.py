"""Nouns by gender, by what they name, and nouns of time; analysts may add to them."""

from quartier_nlp.findings.labels.text_lists import words

#: Last parts of nouns that name those who act.
AGENT_HEADS = (
    "gemeinden", "parteien",
    "stadt", "verein", "vereine", "genossenschaft", "verwaltung", "gemeinde", "leitung", "rat", "land", "kreis",
    "landkreis", "kommune", "kommunen", "bürger", "bürgerinnen", "eigentümer", "eigentümerin", "vermieter",
    "betreiber", "händler", "händlerinnen", "bewohner", "bewohnerinnen", "nachbarn", "leute", "initiative",
    "gesellschaft", "firma", "unternehmen", "kirchengemeinde", "träger", "stiftung", "landfrauen", "feuerwehr",
    "schule", "amt", "ministerium", "förderung", "verband", "ortsrat", "vorstand", "studierende", "jugendliche",
    "schüler", "schülerinnen", "rentner", "kinder", "eltern", "künstler", "künstlerinnen", "gruppe", "team",
    "bürgermeister", "bürgermeisterin", "chor", "kollektiv", "bündnis", "politik", "kraft", "jury", "beirat",
    "dorf", "bund", "betrieb", "betriebe", "mieter", "mieterinnen", "innen", "familie", "familien", "freiwillige",
    "freiwilligen", "ehrenamtliche", "ehrenamtlichen", "hausmeister", "meisterin", "bibliothek", "bücherei", "museum",
    "rathaus", "rathäuser", "gaststätte", "gaststätten", "geschäfte", "kammer", "hebamme", "wirt", "wirte",
    "wirtin", "stadtwerke", "köche", "köchin", "azubis", "handwerker", "landwirte", "bauern", "imker", "pfarrer",
    "architekten", "architektin", "ärzte", "ärztin", "lehrer", "lehrerin", "lehrlinge", "senioren", "jugendlichen",
    "studenten", "studentin", "studierenden", "frauen", "männer", "menschen", "gäste", "kunden", "nachbar", "nachbarin",
    "mitglieder", "paten", "patin", "fahrer", "fahrerin", "bäcker", "bäckerei", "metzger", "metzgerei", "apotheke",
    "sparkasse", "universität", "kita", "helfer", "gärtner", "gmbh", "ruheständler", "müllerin", "kumpel", "macher",
    "managerin", "manager", "forschende", "forscher", "kreative", "kreativen", "polizei", "pflegerin", "pfleger",
    "bürgerschaft", "nachbarschaft", "belegschaft", "kollegen", "klasse", "klassen", "konfirmanden", "mütter", "väter",
    "abgeordnete", "abgeordneten", "akteure", "akteurinnen", "haushalte", "erwachsene", "erwachsenen", "verbund",
    "kaufmannschaft", "mannschaft", "omas", "opas", "oma", "opa", "großeltern", "enkel", "lebenshilfe", "besucher",
    "diakonie", "caritas", "klub", "club", "jugend", "genossen", "investor", "investoren", "konzern", "jobcenter",
    "hochschule", "klinik", "krankenhaus", "winzer", "fischer", "schreiner", "tischler", "friseur", "optiker", "jungs",
    "mädchen", "kind", "touristen", "gründer", "praktikanten", "freiwilliger", "rezeption", "erin", "istin",
    "antin", "entin", "orin",
    "jäger", "förster", "schäfer", "bauer", "landwirt", "denkmalpflege", "pfadfinder", "ministranten", "messdiener",
    "musiker", "gewerbetreibende", "gewerbetreibenden", "geflüchtete", "geflüchteten", "auszubildende",
    "auszubildenden", "student", "arzt", "anwalt", "frau", "mann", "chef", "chefin", "vorsitzende", "sprecher",
    "architekt", "ingenieur", "professor", "kollegium", "crew", "ensemble", "truppe", "besitzer", "inhaber",
    "gastronom", "gastronomen",
    "kloster", "pfarrei", "diözese", "bergwacht", "redaktion", "genossenschaften", "krankenkasse", "ausschuss",
    "gremium", "reederei", "kooperative", "eigner", "pastor", "pastorin", "diakon", "imam", "küster", "bischof",
    "kaplan", "zimmerer", "maurer", "dachdecker", "schlosser", "hebammen", "pflegekräfte", "azubi",
    "lehrling", "schülerin", "rentnerin", "rentnerinnen", "nachbarinnen",
    "befragte", "befragten", "anwohner", "einwohner", "pächter", "botin", "boten", "besatzung", "gesellen",
)  # fmt: skip

#: Last parts of those that name bodies, which do things for others.
BODIES = (
    "stadt", "verein", "vereine", "genossenschaft", "verwaltung", "gemeinde", "gemeinden", "leitung", "rat", "land",
    "kreis", "landkreis", "kommune", "kommunen", "initiative", "gesellschaft", "firma", "unternehmen", "träger",
    "stiftung", "feuerwehr", "schule", "amt", "ministerium", "förderung", "verband", "vorstand", "gruppe", "team",
    "chor", "kollektiv", "bündnis", "politik", "jury", "beirat", "dorf", "bund", "betrieb", "betriebe", "bibliothek",
    "bücherei", "museum", "rathaus", "rathäuser", "gaststätte", "gaststätten", "geschäfte", "kammer", "stadtwerke",
    "bäckerei", "metzgerei", "apotheke", "sparkasse", "universität", "kita", "gmbh", "polizei", "konzern", "klinik",
    "jobcenter", "hochschule", "krankenhaus", "caritas", "diakonie", "klub", "club", "verbund", "eigentümer",
    "vermieter", "betreiber", "händler",
)  # fmt: skip

#: Nouns of time: prepositional phrases around them say when, not what.
TIME_NOUNS = words(
    """
    jahr jahre jahren jahres monat monaten monate woche wochen tag tagen sommer winter herbst frühjahr frühling
    januar februar märz april mai juni juli august september oktober november dezember ostern weihnachten
    pfingsten zeit anfang mitte ende jahrzehnt quartal semester vergangenheit zukunft saison corona lockdown
    pandemie
    """
)

WEEKDAYS = words(
    """
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montags dienstags mittwochs donnerstags
    freitags samstags sonntags minute minuten stunde stunden uhr wochenende wochenenden abend abende abends vormittag
    nachmittag
    """
)

MONTHS = words("januar februar märz april mai juni juli august september oktober november dezember")

#: Nouns that are counted by ordinals, so that "4." before them is no number of a list.
ORDINAL_HEADS = (
    "etage", "stock", "stockwerk", "obergeschoss", "og", "klasse", "jahr", "halbjahr", "quartal", "woche", "monat",
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember", "fassung", "auflage", "phase", "stufe", "mal", "reihe", "ebene", "tag", "abschnitt",
)  # fmt: skip

MASCULINE_HEADS = words(
    """
    tisch fonds platz garten hof markt laden raum saal park bahnhof turm treff treffpunkt punkt ort plan topf
    umgang zugang schutz rat
    beirat vertrag verein verbund verband dienst bus wagen weg stand leerstand bestand parkplatz spielplatz
    bolzplatz dorfplatz schuppen kiosk keller boden dachboden bau umbau anbau neubau stadtteil ortsteil kreis
    arbeitskreis pool preis zuschuss kredit antrag tausch verleih rundgang spaziergang workshop wettbewerb abend
    tag nachmittag monat beitrag container pavillon stammtisch gasthof bauernhof konsum speicher anker kern
    ortskern stadtkern ratskeller stall club jugendclub ansprechpartner kümmerer koordinator manager lotse kurs
    versuch betrieb bauwagen brunnen bach teich fluss schlüssel store shop space supermarkt bauhof wochenmarkt
    flohmarkt basar zaun hügel strand steg hafen kasten schrank automat schrebergarten kindergarten spielraum
    jugendraum gemeinschaftsraum proberaum lernort dritter fahrdienst lieferdienst bürgerbus rufbus kinosaal
    gemeindesaal festsaal balkon aufzug lift eingang dialog rahmen prozess ausschuss etat titel bonus rabatt
    streifen wagen graben rahmen ofen karren bogen haken tresen rasen riegel hebel flügel kessel tunnel
    erlass nachlass vorkauf ausbau rückbau aufbau kauf fahrplan takt radweg gehweg pfad lehrpfad grill tausch
    """
)

FEMININE_HEADS = words(
    """
    feuerwehr
    halle markthalle turnhalle schule kirche kapelle scheune mühle brauerei molkerei fabrik werkstatt bibliothek
    bücherei küche stelle anlaufstelle fläche brache brachfläche straße gasse zone fußgängerzone stadt
    innenstadt passage galerie bank sparkasse post filiale kneipe gaststätte wirtschaft garage tiefgarage villa
    börse plattform karte app liste agentur gesellschaft genossenschaft firma schülerfirma initiative gruppe
    jury konferenz werkbank bühne terrasse wiese treppe brücke rampe wand fassade toilette dusche bude hütte
    baracke kaserne wache feuerwache station waschküche förderung miete pacht gebühr steuer abgabe quote satzung
    richtlinie messe woche nacht stunde sprechstunde reihe runde person ansprechperson kraft lotsin managerin
    etage ebene wohnung siedlung anlage kantine mensa laube schmiede remise tankstelle haltestelle schranke
    linie tour beratung bürgschaft jurte kita praxis apotheke kammer boutique stiftung sammlung akademie
    universität hochschule patenschaft tafel zeitung gemeinde kommune brauerei gärtnerei bäckerei metzgerei
    stube kapelle schreinerei tischlerei schlosserei spinnerei weberei ziegelei kelterei käserei meierei
    """
)

NEUTER_HEADS = words(
    """
    haus kaufhaus rathaus gemeindehaus gasthaus gewächshaus parkhaus warenhaus hochhaus schulhaus pfarrhaus
    heizhaus backhaus hallenbad freibad bad café cafe kino theater museum lokal ladenlokal labor reallabor
    zentrum büro amt gericht amtsgericht gebäude gelände areal quartier dorf gut gutshaus schloss kloster hotel
    hostel lager archiv studio atelier dach deck parkdeck feld fenster schaufenster regal fach fahrrad rad
    lastenrad auto netz netzwerk konzept programm projekt modell budget geld kataster register portal angebot
    management team gremium forum parlament festival fest erdgeschoss obergeschoss geschoss stockwerk grundstück
    beet hochbeet tor treffen ufer werk wehr heim sportheim jugendheim altenheim internat autohaus möbelhaus
    schuhhaus reisebüro postamt depot zimmer klassenzimmer foyer silo wasserwerk kraftwerk spritzenhaus
    gerätehaus feuerwehrhaus boot schiff ticket fahrzeug zelt bistro restaurant vereinsheim bürgerhaus
    kulturhaus gründerhaus forsthaus torhaus stellwerk milchhäuschen häuschen wartehäuschen fahrerhäuschen
    lichtspielhaus konzerthaus gymnasium mehrgenerationenhaus wohnzimmer mobil stadtlabor dorfbüro
    """
)

#: Last parts of nouns that take another noun as their name.
APPOSITIVE_HEADS = (
    "thema", "projekt", "verein", "gruppe", "programm", "format", "stichwort", "modell", "typ", "firma",
    "familie", "frau", "herr", "kreis", "haus", "platz", "straße", "ecke", "block", "zeile", "nummer", "punkt",
    "tisch", "jahren", "jahre", "monate", "monaten", "wochen", "tage", "tagen", "euro", "prozent", "liter",
    "meter", "stück", "paar", "sorte", "tasse", "kiste", "hälfte", "monat", "anfang", "stadt", "gemeinde",
    "dorf", "ortsteil", "kino", "café", "gasthof", "kaufhaus", "initiative", "kampagne", "reihe", "festival",
    "markt", "schule", "halle", "laden", "büro", "prinzip", "motto", "titel", "fach",
)  # fmt: skip

#: Verbs as nouns at the end of a compound; their "-en" is no plural ("Probewohnen").
INFINITIVE_HEADS = (
    "wohnen", "essen", "kochen", "treffen", "singen", "lernen", "spielen", "picknicken", "gärtnern", "putzen", "bügeln",
    "arbeiten", "backen", "basteln", "reparieren", "nähen", "erzählen", "schreiben", "lesen", "tanzen", "bauen",
    "planen", "denken", "grillen", "stricken", "klingeln", "sitzen", "stehen", "gehen", "laufen", "fahren",
)  # fmt: skip

#: Plurals that change their vowel, by the end of the word, which the morphology does not know in every compound.
UMLAUT_PLURALS = (
    ("gespräche", "gespräch"),
    ("labore", "labor"),
    ("stallunge", "stallung"),
    ("kirche", "kirche"),
    ("termine", "termin"),
    ("workshops", "workshop"),
    ("keller", "keller"),
    ("räume", "raum"),
    ("höfe", "hof"),
    ("häuser", "haus"),
    ("plätze", "platz"),
    ("gärte", "garten"),
    ("säle", "saal"),
    ("läde", "laden"),
    ("räte", "rat"),
    ("märkte", "markt"),
    ("bänke", "bank"),
    ("werkstätte", "werkstatt"),
    ("dächer", "dach"),
    ("schränke", "schrank"),
    ("rundgänge", "rundgang"),
    ("spaziergänge", "spaziergang"),
    ("vorträge", "vortrag"),
)

#: Masculine nouns whose plural looks like the singular, so that "der" before them may be a genitive plural.
UNCHANGED_PLURALS = words(
    """
    keller wagen bauwagen boden garten container speicher kindergarten schrebergarten automat lotse koordinator manager
    kümmerer streifen graben haken brunnen schlüssel kasten laden balkon träger bürger eigentümer vermieter händler
    bewohner mieter schüler rentner fahrer radfahrer fußgänger anwohner nutzer betreiber partner ansprechpartner helfer
    künstler handwerker lehrer besucher teilnehmer einwohner verkehrsteilnehmer fahrradfahrer autofahrer poller reifen
    """
)

#: Masculine plurals whose n belongs to the nominative too ("die Läden").
PLURALS_IN_EN = ("läden", "gärten", "böden", "öfen", "kästen", "häfen", "schäden")
