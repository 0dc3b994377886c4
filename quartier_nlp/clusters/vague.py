"""Capital words that no heading is made of: pronouns of address, measures, times, people as such, vague nouns."""

VAGUE = frozenset(
    "sie ihr ihre ihnen ihren uns euch euro cent jahr jahre jahren jahres monat monate monaten tag tage tagen woche "
    "wochen uhr stunde stunden std minute minuten sekunden prozent grad meter kilometer quadratmeter quadrat zahl "
    "zahlen anzahl größe größen höhe maß umfang menge rest hälfte drittel viertel teil teile stück paar dutzend "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag montags dienstags mittwochs donnerstags freitags "
    "samstags sonntags wochenende januar februar märz april mai juni juli august september oktober november dezember "
    "frühjahr frühling sommer herbst winter advent ostern weihnachten saison semester quartal vierteljahr periode "
    "morgen vormittag mittag nachmittag abend abends nacht nachts mitternacht feierabend heute gestern anfang beginn "
    "ende end schluss dauer zeit zeiten mal male runde fall fälle art weise form frage fragen antwort thema punkt "
    "punkte sache sachen ding dinge zeug lage weg wege hand hände rede wort worte satz sätze seite seiten ecke spanne "
    "leute leuten leut mensch menschen person personen mann männer frau frauen herr herrn kind jemand keiner einer "
    "alle andere anderen anderer neue neuen alte alten junge jungen letzten rechten erste ersten zweite nichts etwas "
    "name namen kopf finger hut mama papa oma opa omas kumpel wunsch idee beispiel probe regel recht rechte bestand "
    "bedingungen vorhaben projekt projekte ergebnis sinn grund gründe ort orte orten dorf dörfer dörfern stadt städte "
    "land haus häuser hause raum räume boden platz bude einheiten betreiber polizei druck draht hose kiste wind "
    "vorschlag vorschläge gesellschaft nutzung fläche flächen familie haushalt kuchen sitzung sitzungen fahrrad kasten "
    "aufgabe ziel ziele bereich angebot angebote möglichkeiten arbeit umsetzung anliegen bedarf karte blatt papier "
    "folge folgen möglichkeit problem probleme ganze ganzen wer was wie wo wohin woher woran warum wann welche "
    "welcher welches wem wen wessen ob und aber oder also nein doch genau okay danke spur welt himmel luft".split()
)
