"""From HanTa's tags to STTS, and from STTS to universal parts of speech."""

from quartier_nlp.language.wordlists import words

#: HanTa tags whose STTS name is not just the tag without brackets and lower-case marks.
STTS_OF = {
    "PROAV": "PAV",
    "NNA": "NN",
    "NNI": "NN",
    "VV(FIN)": "VVFIN",
    "VV(INF)": "VVINF",
    "VV(IZU)": "VVIZU",
    "VV(PP)": "VVPP",
    "VV(IMP)": "VVIMP",
    "VA(FIN)": "VAFIN",
    "VA(INF)": "VAINF",
    "VA(PP)": "VAPP",
    "VA(IMP)": "VAIMP",
    "VM(FIN)": "VMFIN",
    "VM(INF)": "VMINF",
    "VM(PP)": "VMPP",
    "ADJ(A)": "ADJA",
    "ADJ(D)": "ADJD",
    "UNKNOWN": "XY",
}

UPOS_OF = {
    "ADJA": "ADJ",
    "ADJD": "ADJ",
    "ADV": "ADV",
    "APPR": "ADP",
    "APPRART": "ADP",
    "APPO": "ADP",
    "APZR": "ADP",
    "ART": "DET",
    "CARD": "NUM",
    "FM": "X",
    "ITJ": "INTJ",
    "KON": "CCONJ",
    "KOKOM": "ADP",
    "KOUI": "SCONJ",
    "KOUS": "SCONJ",
    "NE": "PROPN",
    "NN": "NOUN",
    "PAV": "ADV",
    "PDAT": "DET",
    "PDS": "PRON",
    "PIAT": "DET",
    "PIDAT": "DET",
    "PIS": "PRON",
    "PPER": "PRON",
    "PPOSAT": "DET",
    "PPOSS": "PRON",
    "PRELAT": "DET",
    "PRELS": "PRON",
    "PRF": "PRON",
    "PTKA": "ADV",
    "PTKANT": "INTJ",
    "PTKNEG": "PART",
    "PTKVZ": "ADP",
    "PTKZU": "PART",
    "PWAT": "DET",
    "PWAV": "ADV",
    "PWS": "PRON",
    "TRUNC": "X",
    "VAFIN": "AUX",
    "VAIMP": "AUX",
    "VAINF": "AUX",
    "VAPP": "AUX",
    "VMFIN": "AUX",
    "VMINF": "AUX",
    "VMPP": "AUX",
    "VVFIN": "VERB",
    "VVIMP": "VERB",
    "VVINF": "VERB",
    "VVIZU": "VERB",
    "VVPP": "VERB",
    "XY": "X",
    "$,": "PUNCT",
    "$.": "PUNCT",
    "$(": "PUNCT",
    "_SP": "SPACE",
}

#: Lemmas of closed-class words where HanTa gives the form itself or a stem.
LEMMA_OF = {
    ("PPER", "mir"): "ich",
    ("PPER", "mich"): "ich",
    ("PPER", "dir"): "du",
    ("PPER", "dich"): "du",
    ("PPER", "uns"): "wir",
    ("PPER", "euch"): "ihr",
    ("PPER", "ihm"): "er",
    ("PPER", "ihn"): "er",
    ("PRF", "mich"): "ich",
    ("PRF", "mir"): "ich",
    ("PRF", "dich"): "du",
    ("PRF", "dir"): "du",
    ("PRF", "uns"): "wir",
    ("PRF", "euch"): "ihr",
    ("ART", "nen"): "ein",
    ("ART", "ne"): "ein",
    ("ART", "'ne"): "ein",
    ("ART", "'n"): "ein",
    ("ART", "'nen"): "ein",
}

#: Lemmas that HanTa leaves as stems.
LEMMA_REPAIRS = {
    "ander": "anderer",
    "all": "alle",
    "einig": "einige",
    "jed": "jeder",
    "solch": "solcher",
    "selb": "selber",
    "etlich": "etliche",
    "dies": "dieser",
    "nächst": "nah",
}

#: Tags of words in which inflection leaves such stems.
REPAIRED_TAGS = words(
    """
    ADJD PDAT PIS PIAT ADJA PDS
    """
)

#: Verb particles that are adverbs in the universal scheme.
ADVERB_PARTICLES = words(
    """
    da dabei dafür dagegen daher dahin daran dazu fort heim her heran heraus herein herum hervor hin hinaus
    hinein hinzu nieder statt teil voran voraus vorbei weg weiter wieder zurecht zurück zusammen rein raus
    rauf runter rüber
    """
)
