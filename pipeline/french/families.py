"""
Families of names, by the origin they let one hear: pseudonyms are drawn from the family of the name they replace.

French sociologists keep sex, generation and origin in a pseudonym (Coulmont 2017; Zolesio 2011): a Fatoumata who
becomes a Sophie is another story. The families are rough on purpose: they serve likeness, not classification, and
are stored nowhere.

Origin: first names from Insee's list (Licence Ouverte 2.0), surnames among the commonest of each language, sorted
by hand, November 2026; licence: that of the project. No name here begins with a mute H.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.french.lists import words_of


class Family(NamedTuple):
    """Names to draw from; `marks`: folded surnames that tell the family; `endings`, `starts` of surnames that do."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    marks: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


FAMILIES: Final[dict[str, Family]] = {
    "maghreb": Family(
        words_of("""
            Samia Nadia Karima Malika Yamina Fadila Nawel Soraya Djamila Zineb Loubna Ghizlane Rachida
            Naïma Latifa Souad Nora Sabrina Lamia Wafa Dounia Imane Meriem Siham Farida Khadija Fatiha
            Saliha Houria Leïla Aïcha Fatima Amina Yasmina Samira Inès Assia Zohra Kheira Warda Safia
            Rania Amel Nassima Chaïma Sarah
        """),
        words_of("""
            Nabil Rachid Samir Tarek Mourad Farid Djamel Nordine Kamel Toufik Salim Redouane Brahim Lotfi
            Abdelaziz Nacer Rabah Jalil Driss Aziz Reda Fouad Mounir Slimane Ziad Larbi Tahar Khaled
            Bachir Miloud Karim Mehdi Ahmed Mohamed Ali Youssef Omar Said Bilal Ismaël Anis Walid Sofiane
            Yacine Hakim Mustapha Abdelkader
        """),
        words_of("""
            Belkacem Mansouri Bouzid Cherif Hamdi Saïdi Meziane Brahimi Ziani Rahmani Amrani Toumi Slimani
            Kaci Bensalem Boukhari Chaouch Daoud Ferhat Guerfi Kebir Lounis Messaoudi Naceri Ouali Rezgui
            Sahraoui Tahri Yahiaoui Zerrouki Aouad Djebbar Fellah Gharbi Jaziri
        """),
        words_of("""
            benali haddad bouzid mansouri brahimi saidi hamidi bensaid khelifi amrani alaoui idrissi tazi
            berrada trabelsi jlassi
        """),
        ("oui", "ssi", "ani", "aoui"),
        ("ben", "bou", "abd", "el ", "al ", "ait "),
    ),
    "west_africa": Family(
        words_of("""
            Aminata Mariam Oumou Kadiatou Assitan Hawa Rokia Bintou Salimata Djeneba Awa Coumba Ramata
            Maïmouna Astou Ndèye Sira Sokhna Nafissatou Kany Fatou Fatoumata Aïssata Binta Khady Adama
            Mariama Néné Fanta Safiatou
        """),
        words_of("""
            Ousmane Bakary Seydou Issa Boubacar Amadou Modibo Souleymane Lassana Cheikh Drissa Alassane
            Demba Samba Tidiane Yaya Moussa Sékou Lamine Abdoulaye Mamadou Ibrahima Oumar Modou Malick
            Aliou Kouamé Yao Daouda Idrissa
        """),
        words_of("""
            Sissoko Dembélé Sangaré Camara Keïta Soumaré Kanté Niang Gueye Sarr Thiam Dia Kaba Bathily
            Doucouré Magassa Tounkara Coulibaly Fofana Koné Sylla Ndour Mbaye Faye Sow Barry Bamba
            Ouattara Konaté Diarra
        """),
        words_of("""
            diallo traore diop ndiaye kouyate toure cisse ba sy fall seck diakite kone coulibaly camara
            konate keita sow barry sylla bamba ouattara diarra sissoko dembele gueye sarr niang fofana
            balde bah conde kourouma kouassi koffi nguessan mbaye faye ndour wade sane badji
        """),
    ),
    "central_africa": Family(
        words_of("""
            Clarisse Bénédicte Espérance Solange Nadège Mireille Grâce Plamedi Merveille Divine Prisca
            Naomie Gisèle Odette Carine Rosine
        """),
        words_of("""
            Dieudonné Fabrice Serge Jonas Trésor Junior Hervé Rodrigue Guy Célestin Bienvenu Christian
            Prosper Moïse Gédéon Exaucé
        """),
        words_of("""
            Mbemba Kabongo Tshibanda Lukoki Makiese Nzuzi Mabiala Ngoma Mavoungou Tchamba Fotso Kamdem
            Ngono Essomba Mbarga Mutombo
        """),
        words_of("""
            ilunga kabila mutombo mukendi kalala tshisekedi mbala ngoma nkodia moukala fotso tchuente ngo
            nana kamga mvondo
        """),
        (),
        ("mb", "nk", "ng", "ts"),
    ),
    "iberia": Family(
        words_of("""
            Lurdes Graça Rosa Carmen Dolores Pilar Conceição Fernanda Teresa Inês Luísa Amélia Beatriz
            Isaura Manuela Maria Fátima Ana Consuelo Elvira Paula Alda
        """),
        words_of("""
            Joaquim Manuel António Fernando Luis Carlos Rui Paulo José Vítor Nuno Ramon Rafael Pablo Diego
            Miguel Jorge Álvaro Armando Duarte
        """),
        words_of("""
            Carvalho Marques Teixeira Lopes Mendes Cardoso Rocha Moreira Correia Batista Vieira Ramos
            Navarro Ortega Romero Delgado Castro Molina Serrano Vidal Pinto Tavares
        """),
        words_of("""
            ferreira silva santos pereira oliveira rodrigues fernandes goncalves gomes martins sousa alves
            pinto garcia martinez lopez sanchez perez gonzalez rodriguez fernandez gomez ruiz hernandez
            diaz moreno da costa ribeiro
        """),
        ("eira", "eiro", "inho", "ães", "guez", "ndez", "inez"),
        ("da ", "dos "),
    ),
    "italy": Family(
        words_of("""
            Giulia Chiara Francesca Paola Silvana Antonella Rosetta Carla Donatella Elena Gabriella Lucia
            Marisa Ornella
        """),
        words_of("""
            Giuseppe Marco Luigi Paolo Salvatore Franco Enzo Sergio Dino Aldo Vito Renato Carlo Bruno
        """),
        words_of("""
            Moretti Ricci Conti Marini Ferrari Bianchi Galli Rinaldi Caruso Fontana Gallo Lombardi
            Barbieri Martini
        """),
        words_of("""
            rossi russo esposito bianchi romano colombo ricci marino greco bruno conti costa giordano
        """),
        ("etti", "elli", "ucci", "ini"),
        ("di ", "della "),
    ),
    "turkey": Family(
        words_of("""
            Ayşe Zeynep Elif Emine Gül Sevgi Fatma Derya Selma Yildiz Esra Nur Melek Songül
        """),
        words_of("""
            Mehmet Mustafa Kemal Emre Murat Serkan Yusuf Osman Kaan Orhan Selim Cem Deniz Baran
        """),
        words_of("""
            Yilmaz Demir Kaya Çelik Şahin Arslan Koç Aydin Özdemir Polat Kurt Bulut Güneş Tekin
        """),
        words_of("""
            yilmaz demir kaya celik sahin arslan dogan kilic aslan cetin ozturk aydin ozdemir yildirim
        """),
        ("oglu", "türk", "turk"),
    ),
    "eastern_europe": Family(
        words_of("""
            Milena Ivana Jelena Danuta Katarzyna Irina Svetlana Oksana Magda Ewa Mirela Raluca Daniela
            Elena Biljana Zorica
        """),
        words_of("""
            Dragan Milan Zoran Piotr Tomasz Andrzej Sergueï Dmitri Pavel Ion Mihai Radu Florin Bogdan
            Goran Ivan
        """),
        words_of("""
            Kowalski Nowak Petrović Jovanović Popescu Ionescu Dumitru Stoica Ivanov Petrov Marković
            Zielinski Krawczyk Melnyk Radu Dobre
        """),
        words_of("""
            nowak popescu ionescu radu stan dumitru stoica
        """),
        ("ski", "ska", "icz", "ovic", "evic", "escu", "enko", "chuk", "ova", "adze", "idze"),
    ),
    "east_asia": Family(
        words_of("""
            Linh Mai Lan Thuy Huong Mei Xiu Ling Yan Sophea Chantha Bopha Kim Thi
        """),
        words_of("""
            Minh Tuan Quang Dung Thanh Wei Jun Feng Bo Sokha Vannak Dara Viet Long
        """),
        words_of("""
            Tran Pham Vo Dang Bui Do Duong Chen Wang Zhao Zhou Sok Keo Chea
        """),
        words_of("""
            nguyen tran le pham huynh phan vu vo dang bui do ho ngo duong ly chen wang li zhang liu yang
            huang zhao wu zhou
        """),
    ),
    "france": Family(
        words_of("""
            Solène Maud Clotilde Bérengère Élodie Magali Sandrine Corinne Sylvie Monique Odile Gisèle
            Jacqueline Ginette Yvette Josiane Nadine Laure Aurélie Mathilde Justine Anaïs Pauline Émilie
            Céline Delphine Karine Valérie Isabelle Béatrice Agnès Martine Françoise Annick Suzanne Simone
            Lucette Denise Raymonde Brigitte Véronique Florence Caroline Stéphanie Virginie Marion Elsa
            Juliette Léa Manon Chloé Lola Coralie Estelle Muriel Ludivine Marlène Roxane Tiphaine Noémie
            Amandine
        """),
        words_of("""
            Étienne Fabien Cyril Damien Quentin Romain Jérôme Arnaud Bertrand Didier Thierry Serge Roger
            Gérard André Lucien Marcel Raymond Bernard Jacques Alain Patrice Stéphane Frédéric Sébastien
            Ludovic Grégory Mickaël Anthony Jonathan Florian Alexis Valentin Corentin Thibault Théo Nathan
            Lucas Enzo Maxime Adrien Clément Baptiste Yannick Loïc Erwan Franck Philippe Vincent Xavier
            Emmanuel Guillaume Dimitri Kévin Jordan Dylan Tanguy Bastien Antonin Gaël
        """),
        words_of("""
            Lefort Garnier Morin Chevalier Rousseau Marchal Vasseur Delmas Roussel Perrin Barbier Dumont
            Renaud Picard Guérin Lacroix Rivière Colin Aubert Collet Bertin Leclercq Maillard Poirier
            Renard Gaillard Baron Prévost Perrot Besson Fabre Carpentier Vallet Charrier Tessier Pasquier
            Bouvier Delattre Joubert Coste Rolland Maréchal Bourdon Devaux Jacquot Lemaître Thibaud Bonnin
            Labbé Ménard Cordier Pelletier Marchand Legendre Bailly Launay Humbert Clerc Vidal
        """),
    ),
}

# Given to someone whose sex the study does not tell.
EPICENE: Final = words_of("""
    Camille Dominique Claude Sacha Alix Andrea Charlie Lou Maël Noa Morgan Sasha Stéphane Ange Eden Swann
    Elie Maxence Loïs Pascale
""")

ENDINGS_MINIMUM_LETTERS: Final = 5
