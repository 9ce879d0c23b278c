"""Layouts met in interview files, each with the turns it must give: (speaker, role, words)."""

from __future__ import annotations

LAYOUTS = {
    "a name and its time, then the words (Teams, Otter)": (
        "Marie Durand   0:03\nBonjour à tous.\n\nUnknown Speaker  1:02:15  \nOui.\n\nMarie Durand   0:15\nEt là ?",
        [
            ("Marie Durand", "participant", "Bonjour à tous."),
            ("Unknown Speaker", "participant", "Oui."),
            ("Marie Durand", "participant", "Et là ?"),
        ],
    ),
    "a time range on its line, then a name (Teams)": (
        "0:0:0.0 --> 0:0:2.110\nMarie Durand\nBonjour.\n\n0:0:2.110 --> 0:0:4.0\nPaul Martin\nOui.\n\n0:0:4.0 --> 0:0:5.0\nMarie Durand\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a name between brackets and a bare time (Zoom)": (
        "[Marie Durand] 10:02:03\nBonjour.\n\n[Paul Martin] 10:02:09\nOui.\n\n[Marie Durand] 10:02:12\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a time and a numbered voice (Word)": (
        "00:00:00 Intervenant 1\nBonjour.\n\n00:00:04 Intervenant 2\nOui.\n\n00:00:07 Intervenant 1\nBien.",
        [
            ("Intervenant 1", "participant", "Bonjour."),
            ("Intervenant 2", "participant", "Oui."),
            ("Intervenant 1", "participant", "Bien."),
        ],
    ),
    "a time after the colon (Sonix)": (
        "Speaker1: [00:00:01] Bonjour.\n\nSpeaker2: [00:00:04] Oui.\n\nSpeaker1: [00:00:09] Bien.",
        [
            ("Speaker1", "participant", "Bonjour."),
            ("Speaker2", "participant", "Oui."),
            ("Speaker1", "participant", "Bien."),
        ],
    ),
    "a bracketed time, a dash and a name (Happy Scribe)": (
        "[00:00:01.240] - Marie Durand\nBonjour.\n\n[00:00:04.810] - Paul Martin\nOui.\n\n[00:00:09.010] - Marie Durand\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a name, a time between parentheses and a colon (Rev)": (
        "Marie Durand (00:01):\nBonjour.\n\nPaul Martin (00:04):\nOui.\n\nMarie Durand (00:09):\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "a name alone, its time on the next line": (
        "Marie Durand\n00:00:01\nBonjour.\n\nPaul Martin\n00:00:04\nOui.\n\nMarie Durand\n00:00:09\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "surname, first name and a time": (
        "Durand, Marie 0:03\nBonjour.\n\nMartin, Paul 0:12\nOui.\n\nDurand, Marie 0:15\nBien.",
        [
            ("Durand, Marie", "participant", "Bonjour."),
            ("Martin, Paul", "participant", "Oui."),
            ("Durand, Marie", "participant", "Bien."),
        ],
    ),
    "a name, a dash and a time": (
        "Marie Durand - 00:01\nBonjour.\n\nPaul Martin - 00:04\nOui.\n\nMarie Durand - 00:09\nBien.",
        [
            ("Marie Durand", "participant", "Bonjour."),
            ("Paul Martin", "participant", "Oui."),
            ("Marie Durand", "participant", "Bien."),
        ],
    ),
    "brackets without a capital, beside a role word": (
        "[chercheuse]\nBonjour.\n[habitante]\nOui.\n[chercheuse]\nEt ?\n[habitante]\nVoilà.",
        [
            ("chercheuse", "interviewer", "Bonjour."),
            ("habitante", "participant", "Oui."),
            ("chercheuse", "interviewer", "Et ?"),
            ("habitante", "participant", "Voilà."),
        ],
    ),
    "capitals alone on their line": (
        "ENQUÊTEUR\nBonjour ?\n\nMME D.\nOui.\n\nENQUÊTEUR\nEt là ?\n\nMME D.\nRien.",
        [
            ("ENQUÊTEUR", "interviewer", "Bonjour ?"),
            ("MME D.", "participant", "Oui."),
            ("ENQUÊTEUR", "interviewer", "Et là ?"),
            ("MME D.", "participant", "Rien."),
        ],
    ),
    "hours of a notebook are no speaker's": (
        "9:30 Arrivée\nOn attend.\n\n9:45\nIl pleut.\n\n10:10 Départ",
        [
            ("participant", "participant", "9:30 Arrivée\nOn attend."),
            ("participant", "participant", "9:45\nIl pleut."),
            ("participant", "participant", "10:10 Départ"),
        ],
    ),
    "bracketed header with times": (
        "[Chercheur] (0:01 - 0:11)\nBonjour.\n\n[Interviewe] (0:11 - 0:15)\nBonjour.\nMerci.",
        [("Chercheur", "interviewer", "Bonjour."), ("Interviewe", "participant", "Bonjour.\nMerci.")],
    ),
    "misspelt role word": (
        "[Checheur] (0:02 - 0:05)\nOui ?\n[Interviewé] (0:06 – 0:14)\nOui.",
        [("Chercheur", "interviewer", "Oui ?"), ("Interviewé", "participant", "Oui.")],
    ),
    "title before the first turn": (
        "Entretien 3\n\n[Chercheur]\nBonjour.\n[Interviewe] (8:16- 9:20)\nBonjour.",
        [("Chercheur", "interviewer", "Bonjour."), ("Interviewe", "participant", "Bonjour.")],
    ),
    "bracketed label, words on the same line": (
        "[SPEAKER_00]: vous venez souvent ?\n[SPEAKER_01]: oui.\n[SPEAKER_00]: pourquoi ?\n[SPEAKER_01]: pour voir.",
        [
            ("SPEAKER_00", "interviewer", "vous venez souvent ?"),
            ("SPEAKER_01", "participant", "oui."),
            ("SPEAKER_00", "interviewer", "pourquoi ?"),
            ("SPEAKER_01", "participant", "pour voir."),
        ],
    ),
    "L1 and L2, the one who asks is the interviewer": (
        "L1 : vous venez souvent ici ?\nL2 : oui, tous les jours, avec les enfants.\nL1 : et ça va ?\nL2 : ça va bien.",
        [
            ("L1", "interviewer", "vous venez souvent ici ?"),
            ("L2", "participant", "oui, tous les jours, avec les enfants."),
            ("L1", "interviewer", "et ça va ?"),
            ("L2", "participant", "ça va bien."),
        ],
    ),
    "a single numbered code at the start": ("L1 : je raconte.", [("L1", "participant", "je raconte.")]),
    "a code heard once beside its sister": (
        "L1 : oh.\nL2 : ah.\nL1 : eh.",
        [("L1", "participant", "oh."), ("L2", "participant", "ah."), ("L1", "participant", "eh.")],
    ),
    "E and I": (
        "E : Bonjour.\nI : Bonjour.\nE : Merci.\nI : De rien.",
        [
            ("E", "interviewer", "Bonjour."),
            ("I", "participant", "Bonjour."),
            ("E", "interviewer", "Merci."),
            ("I", "participant", "De rien."),
        ],
    ),
    "E1 beside R1": (
        "E1 : Oui.\nR1 : Non.\nE1 : Bien.\nR1 : Voilà.",
        [
            ("E1", "interviewer", "Oui."),
            ("R1", "participant", "Non."),
            ("E1", "interviewer", "Bien."),
            ("R1", "participant", "Voilà."),
        ],
    ),
    "E1 and E2 answer an interviewer who has a word": (
        "Animatrice : Oui.\nE1 : Non.\nE2 : Si.\nE1 : Non.\nE2 : Si.",
        [
            ("Animatrice", "interviewer", "Oui."),
            ("E1", "participant", "Non."),
            ("E2", "participant", "Si."),
            ("E1", "participant", "Non."),
            ("E2", "participant", "Si."),
        ],
    ),
    "Q. and R. with full stops": (
        "Q. Vous vivez où ?\nR. Ici.\nQ. Depuis quand ?\nR. Toujours.",
        [
            ("Q", "interviewer", "Vous vivez où ?"),
            ("R", "participant", "Ici."),
            ("Q", "interviewer", "Depuis quand ?"),
            ("R", "participant", "Toujours."),
        ],
    ),
    "Q and R with dashes": (
        "Q - Alors\nR - Rien\nQ – Ah\nR — Non",
        [
            ("Q", "interviewer", "Alors"),
            ("R", "participant", "Rien"),
            ("Q", "interviewer", "Ah"),
            ("R", "participant", "Non"),
        ],
    ),
    "French colon with a no-break space": (
        "Enquêtrice\u00a0: Bonjour.\nMme T.\u202f: Bonjour.\nEnquêtrice\u00a0: Bien.\nMme T.\u202f: Oui.",
        [
            ("Enquêtrice", "interviewer", "Bonjour."),
            ("Mme T.", "participant", "Bonjour."),
            ("Enquêtrice", "interviewer", "Bien."),
            ("Mme T.", "participant", "Oui."),
        ],
    ),
    "capitals, and the same name in small letters": (
        "MODERATOR: Hello.\nKARIM : Salut.\nMODERATOR: So.\nKarim : Voilà.",
        [
            ("MODERATOR", "interviewer", "Hello."),
            ("KARIM", "participant", "Salut."),
            ("MODERATOR", "interviewer", "So."),
            ("KARIM", "participant", "Voilà."),
        ],
    ),
    "id and first name": (
        "Animateur : Oui ?\nP3_Fatou : Non.\nP4_Léa : Si.\nP3_Fatou : Bon.\nP4_Léa : Bon.",
        [
            ("Animateur", "interviewer", "Oui ?"),
            ("P3_Fatou", "participant", "Non."),
            ("P4_Léa", "participant", "Si."),
            ("P3_Fatou", "participant", "Bon."),
            ("P4_Léa", "participant", "Bon."),
        ],
    ),
    "time code before the name": (
        "[00:00:05] Enquêteur : Bonjour.\n00:01:23 Enquêté : Oui.",
        [("Enquêteur", "interviewer", "Bonjour."), ("Enquêté", "participant", "Oui.")],
    ),
    "time code between the name and the colon": (
        "Enquêteur (00:12) : Bonjour.\nEnquêté [01:20] : Oui.",
        [("Enquêteur", "interviewer", "Bonjour."), ("Enquêté", "participant", "Oui.")],
    ),
    "name and bare time on their own line": (
        "Claire Martin   0:03\nVous allez bien ?\n\nIntervenant 2   0:07\nOui, bien, je viens avec les enfants.\n\nClaire Martin   0:09\nTant mieux ?\n\n"
        "Intervenant 2   0:10\nOui.",
        [
            ("Claire Martin", "interviewer", "Vous allez bien ?"),
            ("Intervenant 2", "participant", "Oui, bien, je viens avec les enfants."),
            ("Claire Martin", "interviewer", "Tant mieux ?"),
            ("Intervenant 2", "participant", "Oui."),
        ],
    ),
    "role words alone on their lines": (
        "Enquêtrice\nBonjour.\n\nEnquêté\nBonjour.\n\nEnquêtrice\nBien.\n\nEnquêté\nOui.",
        [
            ("Enquêtrice", "interviewer", "Bonjour."),
            ("Enquêté", "participant", "Bonjour."),
            ("Enquêtrice", "interviewer", "Bien."),
            ("Enquêté", "participant", "Oui."),
        ],
    ),
    "tabs": (
        "Enquêteur\tBonjour.\nSami\tSalut.\nEnquêteur\tBien.\nSami\tOui.",
        [
            ("Enquêteur", "interviewer", "Bonjour."),
            ("Sami", "participant", "Salut."),
            ("Enquêteur", "interviewer", "Bien."),
            ("Sami", "participant", "Oui."),
        ],
    ),
    "only the interviewer is named": (
        "Je commence.\n\nMODERATOR: Vas-y.\n\nVoilà.\nC'est fait.\n\nMODERATOR: Bien.",
        [
            ("participant", "participant", "Je commence."),
            ("MODERATOR", "interviewer", "Vas-y."),
            ("participant", "participant", "Voilà.\nC'est fait."),
            ("MODERATOR", "interviewer", "Bien."),
        ],
    ),
    "names without capitals on every line": (
        "karim : oui\nléa : non\nkarim : si\nléa : non\nkarim : si\nléa : bon",
        [
            (name, "participant", said)
            for name, said in [
                ("karim", "oui"),
                ("léa", "non"),
                ("karim", "si"),
                ("léa", "non"),
                ("karim", "si"),
                ("léa", "bon"),
            ]
        ],
    ),
    "everybody at once is nobody": (
        "Animateur : On y va.\nTous : Oui !\nZoé : Moi d'abord.\nAnimateur : Bien.\nZoé : Merci.",
        [
            ("Animateur", "interviewer", "On y va."),
            ("Tous", "other", "Oui !"),
            ("Zoé", "participant", "Moi d'abord."),
            ("Animateur", "interviewer", "Bien."),
            ("Zoé", "participant", "Merci."),
        ],
    ),
    "inclusive spelling": (
        "Enquêteur·rice : Bonjour.\nEnquêté(e) : Bonjour.",
        [("Enquêteur·rice", "interviewer", "Bonjour."), ("Enquêté(e)", "participant", "Bonjour.")],
    ),
}
