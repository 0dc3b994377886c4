"""Word lists of the sentence rules; analysts may add to them."""

from quartier_nlp.language.wordlists import words

#: Abbreviations (without the final stop) after which a sentence goes on, whatever follows.
NEVER_FINAL = words(
    """
    abb abk abs abschn abt allg anm anw art aufl ausg bd bearb beisp ber bes betr bez bsp bspw bzgl bzw ca d
    dez dgl dipl dr ebd ed eigtl einschl entspr erg evtl exkl ehem fa fam fr frl geb gegr gem gemeins gen gest
    gez gg ggf ggfs hl hr hrn hrsg hs i incl ing inh inkl insb insbes int intern jew kap kath kgl kl lat lfd
    lt m mag math max med mhd min mind mod möbl n nat nr nrn o op p par phil pp prof prot proz rd red ref reg
    rer resp rückfr s schr sen sog spez spr st stellv stv tab tel tsd u urspr v verf verg verk versch vgl vorl
    vors wg wiss z zit zt ztw zus zw zzgl zzt bauh beschl dezern dt ev franz frz engl ital österr schweiz
    städt staatl kommun komm öff öffentl nichtöff gemeindl telef persönl wöchentl monatl jährl tägl stündl mtl
    jhrl ugs umg ums usf od ri
    ält jem zusätzl anschl gleichz ehrenamtl hauptamtl jugendl kostenl gemeinschaftl gewerbl landw verantw bew eigent
    """
)

#: Abbreviations that may stand at a sentence's end; the next word decides.
MAYBE_FINAL = words(
    """
    usw etc uva uvm ff f std min sek mio mrd jh jhd jhs co ag str pl nov okt sept aug jan feb febr apr jun jul
    a b c e g h j k l q r t w x y sr jr gmbh kg ev eg al stk st pers whg wohng teiln tn og eg ug anz einw qm
    ha km ew mo di mi sa wo sonnt samst vorm nachm abds werkt akt veranst
    """
)

#: Words that, capitalised after a stop, open a sentence: they are capitalised nowhere else.
OPENERS = words(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keiner dieser diese dieses
    diesen diesem jener jene jenes jeder jede jedes jeden alle alles allein allerdings also als an am anders
    andere anderen ab aber auch auf aus außer außerdem bald bei beim beide beides bereits besonders bevor bis
    bislang bitte bloß da dabei dadurch dafür dagegen daher dahin dahinter damals damit danach daneben dann
    daran darauf daraus darin darüber darum darunter davon davor dazu dazwischen denn dennoch deren deshalb
    dessen deswegen doch dort drei du durch eben ebenso ehe eher eigentlich einfach einige einmal entsprechend
    entweder er erst erstens es etwa etwas euch euer falls fast ferner folglich für ganz gar gegen genau
    gerade gern gibt gleich gleichzeitig gut hat haben hatte hätte heute hier hierfür hierzu hin hinter hinzu
    ich ihm ihn ihnen ihr ihre ihren ihrer im immer immerhin in indem innerhalb insgesamt insbesondere
    inzwischen irgendwann irgendwie ist ja je jedenfalls jedoch jemand jetzt kann kaum keiner klar könnte
    können laut leider letztlich letztlich man manche manchmal mehr mein meine mir mit mittlerweile
    möglicherweise muss müssen nach nachdem nachher natürlich neben nein nicht nichts nie niemand noch nun nur
    ob oben obwohl oder oft ohne okay ohnehin schließlich schon sein seine seinen seiner seit seitdem selbst
    sie sind so sobald sodass sofern sogar solange soll sollen sollte sollten somit sondern sonst sowie sowohl
    später statt stattdessen trotz trotzdem über überall übrigens um und uns unser unsere unseren unter viel
    viele vielen vielleicht vom von vor vorher während wann war waren warum was weder wegen weil weiter
    weiterhin weitere weiteres welche welcher welches wem wen wenig wenige wenn wer werden wessen weshalb wie
    wieder wieso will wir wird wo wobei wodurch wofür woher wohin womit wonach woran worauf woraus worin
    worüber wovon wozu wurde wurden würde zu zudem zuerst zuletzt zum zumindest zunächst zur zusätzlich zwar
    zwei zwischen zweitens drittens ach ähm äh hm naja na tja gell genauso geht gab gäbe wäre wären
    """
)

#: Verbs that carry on the sentence after a quoted question or exclamation ("Wann?", fragt er).
SPEECH_VERBS = words(
    """
    sagt sagte sagten sagen fragt fragte fragten fragen ruft rief riefen meint meinte meinten antwortet
    antwortete erklärt erklärte erzählt erzählte schreibt schrieb heißt hieß lautet lautete steht stand wollte
    will und oder
    """
)
