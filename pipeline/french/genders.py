"""
Sex of the first names that Insee's list gives under both sexes without saying how many of each.

One mistaken entry in a register is enough for `MF`: Jean and Marie are both so. Sorted by hand among those borne by
more than 1,500 people; what is neither among the women's nor the undecided is a man's name. Below that count
the sex stays unknown.

Origin: names from Insee's list of first names, edition 2022 (Licence Ouverte 2.0), sorted November 2026.
"""

from __future__ import annotations

from typing import Final

SORTED_FROM = 1_500  # people who bear the name; below, nobody sorted it

WOMEN: Final = frozenset(
    """
        laurence nora antonia loane marie jeanne francoise monique catherine nathalie isabelle anne sylvie martine madeleine nicole suzanne
        christine helene louise marguerite denise yvonne valerie sophie celine stephanie veronique chantal marcelle
        renee simone andree julie lea germaine lucie brigitte alice emilie odette genevieve aurelie michele cecile
        therese colette virginie manon sarah emma raymonde elisabeth chloe claire laura florence mathilde audrey
        maria gisele melanie annick beatrice delphine marion elise marthe eliane ines agnes rose simonne jocelyne
        pascale gabrielle amelie myriam clara jade justine odile alexandra solange eva irene fernande daniele laure
        morgane angele muriel eugenie berthe nelly zoe lina lena leonie cindy sabine lydie romane edith agathe
        yolande ambre rachel paule adele lilou augustine aimee noa lucile reine blanche aude carmen julienne laurie
        clarisse yasmine victoire sara clotilde salome constance eleonore louane kelly claudie olga leone rosalie
        edwige flora inaya dorothee tiphaine esther iris rosa victorine peggy astrid augusta alison maya ida celestine
        ninon karen wendy hortense nolwenn philomene cassandre irma adelaide garance flore imane celeste doriane
        louison anouk orlane jenny farah yael naomi sidonie lindsay luce maiwenn dina sana honorine joan malone mina
        nawel desiree jessie cleo solenn stacy eulalie olympe mandy maude bertille siham laury soizic madison marley
        typhaine gertrude jordane joyce prisca aissa edmee anael gaby alia colombe chrystel josephe safa felicite
        tracy janick ellie lauren grace isabel souad jany malak amy carol maissane meryl tasnim mallaury fortune
        juliane maddy sabah tara anastasie oriane orane arya barbe heidi manoe anick mallory ilham abigael angie
        ikram josepha leocadie gaia chahine shannon cheyenne toni stessy sharon tifenn erin gilda vicky ursule
        palmyre stecy dana tiana lesly euphrasie mady nola evy keziah rabia karin sydney mahaut esperance melaine
        sadia yvonnick melek malaury alexi megan elya doris lenaig solveig lindsey hedwige suzon rosaire petronille
        june janine georgette paulette ginette josiane jacqueline liliane mireille laetitia sandra severine karine
        corinne magali emeline charlotte pauline juliette margaux mariam fatima
        """.split()
)

UNDECIDED: Final = frozenset(
    """
        dominique claude camille alix sacha andrea maxence morgan charlie lou ange eden alex frederique stephane
        swann loan sam sasha noah jackie nael come amael kim ariel judicael gwenael yannick jessy france prudence
        olive loris mae maelan yannis noor nour jamie sandie sandy lenny mahe anis
        dany joe janis aloys cameron evy ely kalie leslie emy
        """.split()
)
