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
            Samia Nadia Karima Malika Yamina Fadila Nawel Soraya Djamila Zineb Loubna Ghizlane Rachida Naïma
            Latifa Souad Nora Sabrina Lamia Wafa Dounia Imane Meriem Siham Farida Khadija Fatiha Saliha Houria
            Leïla Aïcha Fatima Amina Yasmina Samira Inès Assia Zohra Kheira Warda Safia Rania Amel Nassima
            Chaïma Sarah Noura Hayat Hafida Halima Rabia Zahia Zohour Fairouz Lynda Kahina Dalila Faïza Fouzia
            Ghania Hassiba Ilham Ikram Jamila Jihane Kaouther Kenza Lilia Lina Maïssa Mounia Myriem Nabila
            Nadjet Naziha Nejma Nesrine Ouarda Ouassila Rim Rabha Rahma Saâdia Sabah Sabiha Salima Saloua
            Shérazade Sihem Sonia Soumia Tassadit Touria Wassila Widad Yousra Zakia Zahra Zhor Zoubida Zoulikha
            Aziza Badra Badia Baya Boutheïna Chérifa Chahinez Dahbia Fadma Ferroudja Hadjira Hanane Hanifa
            Hasna Hinda Ibtissem Kadra Keltoum Khaira Khédidja Lamya Maïmouna Majda Mebarka Messaouda Mimouna
            Najat Najoua Nour Oumayma Ouiza Rachda Razika Samah Selma Sirine Taos Thouraya Tounes Yassamine
            Yemna Zaïna Zhora
        """),
        words_of("""
            Nabil Rachid Samir Tarek Mourad Farid Djamel Nordine Kamel Toufik Salim Redouane Brahim Lotfi
            Abdelaziz Nacer Rabah Jalil Driss Aziz Reda Fouad Mounir Slimane Ziad Larbi Tahar Khaled Bachir
            Miloud Karim Mehdi Ahmed Mohamed Ali Youssef Omar Said Bilal Ismaël Anis Walid Sofiane Yacine Hakim
            Mustapha Abdelkader Adel Adlène Aïssa Akram Amar Amine Amir Ammar Aomar Arezki Ayoub Azzedine Badis
            Belaïd Benaïssa Boualem Boujemaa Chakib Chérif Dahmane Djilali Elyes Faouzi Faycal Ferhat Ghali
            Hamid Hamza Hassan Hichem Hocine Houcine Idir Ilyes Imad Issam Jaouad Jawad Kaddour Khalil Lahcen
            Lakhdar Lamine Lounès Lyes Madjid Mahdi Mahfoud Majid Malik Mansour Marouane Mohand Mokhtar Mouloud
            Moussa Moustafa Nadir Nadji Naïm Nassim Nasser Nawfel Noureddine Okba Othmane Rafik Ramdane Ramzi
            Rayan Riad Ridha Saâd Saber Sabri Sadek Safir Saïf Salah Samy Seddik Sliman Smaïl Taha Taïeb
            Taoufik Tayeb Wael Wahid Wassim Yanis Yazid Younès Zaki Zakaria Zine Zoheir Zoubir Abdallah
            Abdelhak Abdelhamid Abdelkrim Abdellah Abdelmajid Abderrahim Abderrahmane Abdeslam Achour Bouziane
            Chafik Chaouki Djaffar El-Hadi Fathi Fodil Ghassen Jamal Messaoud Miloudi Mimoun Mohcine Nabih
            Nourdine Oussama Rabie Rostom Sadok Sofien Tahir
        """),
        words_of("""
            Belkacem Mansouri Bouzid Cherif Hamdi Saïdi Meziane Brahimi Ziani Rahmani Amrani Toumi Slimani Kaci
            Bensalem Boukhari Chaouch Daoud Ferhat Guerfi Kebir Lounis Messaoudi Naceri Ouali Rezgui Sahraoui
            Tahri Yahiaoui Zerrouki Aouad Djebbar Fellah Gharbi Jaziri Abbassi Abdelli Achouri Adjali Aïssaoui
            Allaoua Amari Ammour Aouni Arbaoui Ayadi Azzouz Bachiri Badaoui Bahri Barkat Belaïdi Belarbi
            Belghazi Belhadj Belkadi Belmahi Benaceur Benamar Benarfa Bencheikh Benhamida Benkirane Bennaceur
            Bensaada Benslama Benyahia Berkani Bouaziz Bouchikhi Boudali Boughanmi Bouhlel Boukerma Boumediene
            Bourassi Bousselmi Chaabane Chelbi Chettouh Dahmani Derbali Djelloul Draoui Elbaz Fadli Fares
            Ferjani Ghazali Ghezali Guendouz Hachemi Hadjadj Hammami Hamrouni Hassani Jebali Kadri Kassimi
            Kerkeb Khaldi Khalfi Khelladi Ladjal Lahmar Laouar Larbaoui Maazouz Madani Mahjoub Majdoub Makhlouf
            Malki Mebarki Mechri Medjahed Mekki Merabet Mimouni Mokrani Nasri Nouri Ouahab Oukaci Ouslimane
            Rabhi Rachedi Redjem Riahi Rouabah Sadouni Salmi Sebbah Sellami Selmani Senhadji Smaïli Soltani
            Taïbi Talbi Tebbal Touati Yacoubi Zaïdi Zaoui Zekri Zemmouri Zidani Zitouni Zoubiri
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
            Aminata Mariam Oumou Kadiatou Assitan Hawa Rokia Bintou Salimata Djeneba Awa Coumba Ramata Maïmouna
            Astou Ndèye Sira Sokhna Nafissatou Kany Fatou Fatoumata Aïssata Binta Khady Adama Mariama Néné
            Fanta Safiatou Adja Adjaratou Aïda Aminatou Anta Assa Assétou Astan Aya Bineta Cira Daouya Dieynaba
            Diariatou Diénéba Dioncounda Djénaba Fatim Fily Founé Gnima Habibatou Hadja Hadiatou Halimatou
            Kadia Kadidia Kani Kankou Karidja Koumba Korka Lalla Mamou Marème Massandjé Minata Mouna Nabou Nafi
            Nagnouma Naminata Ndella Nogaye Oulèye Oumy Penda Rama Ramatoulaye Rouguiatou Safi Saly Sanaba
            Sarata Sayon Sélly Sitan Sona Souadou Tenin Téné Thioro Tiguida Yaye Zeïnab
        """),
        words_of("""
            Ousmane Bakary Seydou Issa Boubacar Amadou Modibo Souleymane Lassana Cheikh Drissa Alassane Demba
            Samba Tidiane Yaya Moussa Sékou Lamine Abdoulaye Mamadou Ibrahima Oumar Modou Malick Aliou Kouamé
            Yao Daouda Idrissa Adama Alioune Alpha Amara Arouna Assane Babacar Badara Bassirou Bécaye Birama
            Boubou Bouna Diadié Djibril Djiby Doudou El-Hadj Fodé Fousseyni Gaoussou Hamidou Harouna Ibra Idy
            Ismaïla Kader Kalifa Kalilou Karamoko Kassim Kémo Koffi Konan Koly Lanciné Lansana Macky Madou
            Magatte Mamady Massamba Mbaye Mory Moustapha Namory Nouha Oumarou Papis Sadio Saïdou Saliou Salif
            Sambou Sidy Sirou Soriba Soulé Tamba Tiémoko Toumani Waly Yoro Youba Youssouf Zoumana
        """),
        words_of("""
            Sissoko Dembélé Sangaré Camara Keïta Soumaré Kanté Niang Gueye Sarr Thiam Dia Kaba Bathily Doucouré
            Magassa Tounkara Coulibaly Fofana Koné Sylla Ndour Mbaye Faye Sow Barry Bamba Ouattara Konaté
            Diarra Badiane Bagayoko Baradji Berthé Bodian Cissokho Dabo Danso Daffé Diaby Diagne Diakhaby Diané
            Diarrassouba Diassy Diatta Diawara Dieng Diedhiou Diémé Dioum Djiba Dosso Dramé Fadiga Fané Gakou
            Gassama Goudiaby Kamara Kamissoko Kandji Karamoko Kassé Kébé Koïta Komara Konté Macalou Mané
            Mangassouba Marega Marico Mbengue Mbodj Minté Nabé Ndao Niakaté Niane Niangadou Nimaga Ouédraogo
            Sacko Sagna Sakho Samaké Samassa Sané Savané Sidibé Sinayoko Somaré Soukouna Soumahoro Tall
            Tamboura Tandia Tandjigora Tigana Timéra Togola Wagué Yattara Yatera Zongo
        """),
        words_of("""
            diallo traore diop ndiaye kouyate toure cisse ba sy fall seck diakite kone coulibaly camara
            konate keita sow barry sylla bamba ouattara diarra sissoko dembele gueye sarr niang fofana
            balde bah conde kourouma kouassi koffi nguessan mbaye faye ndour wade sane badji
        """),
    ),
    "central_africa": Family(
        words_of("""
            Clarisse Bénédicte Espérance Solange Nadège Mireille Grâce Plamedi Merveille Divine Prisca Naomie
            Gisèle Odette Carine Rosine Béatrice Blandine Chancelle Chimène Christelle Clémence Dorcas Edwige
            Emmanuella Fideline Flavienne Georgette Gloria Guylaine Henriette Hortense Huguette Irène Jeannette
            Joëlle Laurentine Léontine Ludivine Marie-Noëlle Marlyse Miriam Nadine Noëlla Pélagie Perpétue
            Philomène Rachelle Raïssa Rebecca Ruth Sandra Stella Thérèse Véronique Viviane
        """),
        words_of("""
            Dieudonné Fabrice Serge Jonas Junior Hervé Rodrigue Guy Célestin Bienvenu Christian Prosper Moïse
            Gédéon Exaucé Achille Alain Albert Alphonse Anicet Arsène Augustin Barthélemy Boniface Bruno
            Chancel Éric Élie Emery Ferdinand Francis Freddy Gaston Gauthier Gildas Hilaire Isidore Joseph Joël
            Landry Léopold Marcel Olivier Patrick Rufin Sylvestre Thierry Valère Wilfrid Yves
        """),
        words_of("""
            Mbemba Kabongo Tshibanda Lukoki Makiese Nzuzi Mabiala Ngoma Mavoungou Tchamba Fotso Kamdem Ngono
            Essomba Mbarga Mutombo Abega Akono Atangana Bakala Balou Banza Bemba Bikindou Bouanga Diafuka
            Ekambi Elonga Eyenga Fouda Ilunga Kalonji Kamga Kanku Kasongo Kiala Kimbembe Kouka Loemba Loubaki
            Loufoua Mabika Makaya Malonga Massamba Matondo Mbongo Mboumba Milandou Moukoko Moussavou Mpassi
            Mvemba Ndinga Ndombe Ngassa Ngoyi Nkounkou Nlandu Nsimba Nyemb Obiang Okemba Ondo Tchicaya Tsimba
            Youmbi Zola
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
            Lurdes Graça Rosa Carmen Dolores Pilar Conceição Fernanda Teresa Inês Luísa Amélia Beatriz Isaura
            Manuela Maria Fátima Ana Consuelo Elvira Paula Alda Adelina Albertina Alzira Angelina Arminda
            Belmira Benedita Catarina Cristina Deolinda Emília Ermelinda Esmeralda Filomena Florinda Gracinda
            Guilhermina Idalina Irene Ivone Joana Judite Laurinda Leonor Lídia Luzia Madalena Margarida Marta
            Olinda Otília Palmira Raquel Rosário Sílvia Sofia Soledad Susana Virgínia Vitória Ángela Belén
            Esperanza Juana Mercedes Montserrat Paloma Yolanda
        """),
        words_of("""
            Joaquim Manuel António Fernando Luis Carlos Rui Paulo José Vítor Nuno Ramon Rafael Pablo Diego
            Miguel Jorge Álvaro Armando Duarte Abílio Adelino Adriano Agostinho Alberto Alfredo Amadeu Américo
            Aníbal Artur Augusto Avelino Belmiro Bernardino Domingos Eduardo Elísio Ernesto Fausto Filipe
            Francisco Gonçalo Ignacio Ilídio Jaime Javier Joel Juan Leonel Lourenço Lúcio Marcelo Mário Martim
            Mateus Norberto Octávio Orlando Pedro Raúl Ricardo Rodrigo Salvador Simão Tomás Valdemar Virgílio
        """),
        words_of("""
            Carvalho Marques Teixeira Lopes Mendes Cardoso Rocha Moreira Correia Batista Vieira Ramos Navarro
            Ortega Romero Delgado Castro Molina Serrano Vidal Pinto Tavares Abreu Aguiar Almeida Amaral Andrade
            Antunes Araújo Azevedo Barbosa Barros Borges Braga Brito Cabral Caetano Campos Carneiro Coelho
            Cordeiro Coutinho Cunha Domingues Duarte Esteves Faria Figueiredo Freitas Garrido Guerreiro Leal
            Leite Loureiro Macedo Machado Magalhães Maia Matos Medeiros Meireles Melo Mesquita Monteiro Morais
            Mota Nascimento Neto Neves Nogueira Nunes Pacheco Peixoto Pires Queirós Quintas Raposo Rebelo Reis
            Salgado Sampaio Seixas Sequeira Simões Soares Teles Torres Valente Vasconcelos Viegas Aguilar
            Alonso Benítez Cabrera Carrasco Cortés Esteban Fuentes Gimeno Herrero Ibáñez Iglesias Lozano Marín
            Méndez Montero Muñoz Núñez Pascual Salazar Santana Suárez Vargas Velasco
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
            Marisa Ornella Adriana Alessandra Angela Anna Antonia Assunta Carmela Caterina Cinzia Claudia
            Concetta Cristina Daniela Domenica Emanuela Enrica Federica Filomena Fiorella Flavia Graziella
            Ivana Letizia Liliana Loredana Luciana Maddalena Marcella Mariella Michela Mirella Nunzia Patrizia
            Raffaella Renata Rosalba Sabrina Serena Simona Stefania Teresa Tiziana Valeria Vincenza Vittoria
        """),
        words_of("""
            Giuseppe Marco Luigi Paolo Salvatore Enzo Sergio Dino Aldo Vito Renato Carlo Bruno Adriano Alberto
            Alessandro Angelo Antonio Armando Attilio Biagio Calogero Carmelo Claudio Corrado Cosimo Domenico
            Donato Emilio Enrico Ettore Fabio Fabrizio Filippo Flavio Gennaro Giacomo Gianni Gino Giorgio
            Giovanni Italo Lorenzo Luciano Marcello Mario Mauro Michele Nicola Pasquale Pietro Raffaele
            Riccardo Roberto Rocco Sandro Silvio Stefano Umberto Vincenzo Walter
        """),
        words_of("""
            Moretti Ricci Conti Marini Ferrari Bianchi Galli Rinaldi Caruso Fontana Gallo Lombardi Barbieri
            Martini Amato Barone Basile Bellini Benedetti Bernardi Bruni Cattaneo Coppola Costantini Damico
            Deluca Donati Fabbri Farina Ferri Fontanelli Gatti Gentile Giuliani Grassi Longo Mancini Marchetti
            Mariani Martinelli Mazza Messina Monti Morelli Negri Orlando Pagano Palmieri Parisi Pellegrini
            Piras Rizzo Santoro Silvestri Testa Valentini Vitale
        """),
        words_of("""
            rossi russo esposito bianchi romano colombo ricci marino greco bruno conti costa giordano
        """),
        ("etti", "elli", "ucci", "ini"),
        ("di ", "della "),
    ),
    "turkey": Family(
        words_of("""
            Ayşe Zeynep Elif Emine Gül Sevgi Fatma Derya Selma Yildiz Esra Nur Melek Songül Aylin Aynur Aysel
            Belgin Burcu Canan Dilara Dilek Ebru Eda Elvan Fadime Feride Filiz Gamze Gülay Gülsen Güler Hülya
            Kübra Leyla Meral Meryem Nazan Necla Nevin Nuray Nurcan Özlem Pinar Reyhan Saliha Sebahat Seher
            Semra Serpil Sultan Tuba Tülay Yasemin Zehra
        """),
        words_of("""
            Mehmet Mustafa Kemal Emre Murat Serkan Yusuf Osman Kaan Orhan Selim Cem Deniz Baran Abdullah Adem
            Ahmet Arif Aydin Bayram Bekir Bülent Burak Cemal Cengiz Dursun Engin Ercan Erdal Erkan Erol Ersin
            Fatih Ferhat Fikret Gökhan Hakan Halil Hasan Hüseyin Ibrahim Ilhan Ilker Ismail Kadir Kenan Levent
            Metin Mesut Muhammet Necati Nihat Nuri Oktay Onur Ömer Ramazan Recep Sedat Sinan Süleyman Tarkan
            Tolga Ümit Veli Volkan Yavuz Zafer
        """),
        words_of("""
            Yilmaz Demir Kaya Çelik Şahin Arslan Koç Aydin Özdemir Polat Kurt Bulut Güneş Tekin Acar Akbulut
            Akin Aksoy Aktas Alkan Altun Atalay Avci Aydogan Balci Bayrak Bozkurt Cakir Celebi Ceylan Coskun
            Duman Durmaz Erdem Eren Genc Gökce Gümüs Gündogdu Gürbüz Inan Kaplan Karaca Karadag Karakaya
            Karatas Keskin Korkmaz Kocak Özcan Özkan Öztürk Sezer Turan Türkmen Uysal Ünal Yalcin Yildiz Yüksel
            Zengin
        """),
        words_of("""
            yilmaz demir kaya celik sahin arslan dogan kilic aslan cetin ozturk aydin ozdemir yildirim
        """),
        ("oglu", "türk", "turk"),
    ),
    "eastern_europe": Family(
        words_of("""
            Milena Ivana Jelena Danuta Katarzyna Irina Svetlana Oksana Magda Ewa Mirela Raluca Daniela Elena
            Biljana Zorica Adriana Agnieszka Aleksandra Anca Aneta Anica Beata Bogdana Bozena Camelia Dorina
            Dorota Dragana Edyta Elzbieta Galina Gordana Iwona Izabela Jadwiga Jolanta Krystyna Larisa Ljiljana
            Ludmila Malgorzata Marija Mariana Marzena Mihaela Nadejda Natalia Nevena Olena Olga Radmila Renata
            Sanja Simona Slavica Snezana Stefania Tatiana Urszula Valentina Vesna Violeta Wanda Yelena Zofia
        """),
        words_of("""
            Dragan Milan Zoran Piotr Tomasz Andrzej Sergueï Dmitri Pavel Ion Mihai Radu Florin Bogdan Goran
            Ivan Adrian Aleksander Alexandru Anatoli Boris Branko Catalin Cezary Cosmin Costel Cristian Czeslaw
            Dariusz Dejan Denys Dorin Dusan Emil Gheorghe Grigori Grzegorz Igor Ionel Ilie Jacek Janusz
            Jaroslav Kamil Krzysztof Leszek Liviu Maciej Marcin Marek Marian Mariusz Mateusz Miroslav Nenad
            Nicolae Nikola Oleg Oleksandr Ovidiu Pawel Petar Petru Predrag Ryszard Slobodan Sorin Stanislas
            Stefan Tadeusz Valeri Vasile Viorel Vlad Vladimir Viktor Wojciech Yuri Zbigniew
        """),
        words_of("""
            Kowalski Nowak Petrović Jovanović Popescu Ionescu Dumitru Stoica Ivanov Petrov Marković Zielinski
            Krawczyk Melnyk Radu Dobre Adamski Antonescu Bondar Bondarenko Borowski Dabrowski Diaconu Dimitrov
            Djordjević Dragan Dudek Florea Georgescu Gorski Grabowski Grigorescu Ilić Jankowski Kaminski
            Kovačević Kovalenko Kozak Kozlowski Krol Lazar Lewandowski Lupu Manea Matei Mazur Michalski
            Moldovan Munteanu Nikolić Novak Olszewski Oprea Pavlović Pawlak Petrenko Piotrowski Popović Savić
            Serban Sikora Simić Sokolov Stanković Stefanski Szymanski Tkachenko Todorović Voicu Wieczorek
            Wisniewski Witkowski Wojcik Zaremba Zawadzki
        """),
        words_of("""
            nowak popescu ionescu radu stan dumitru stoica
        """),
        ("ski", "ska", "icz", "ovic", "evic", "escu", "enko", "chuk", "ova", "adze", "idze"),
    ),
    "east_asia": Family(
        words_of("""
            Linh Lan Thuy Huong Mei Xiu Sophea Chantha Bopha Thi Anh Bich Chau Diem Hanh Hien Hue Kieu Loan Nga
            Ngoc Nhi Nhung Oanh Phuong Quyen Suong Thao Thu Tien Trang Trinh Tuyet Uyen Xuan Yen Fang Hui Jing
            Lian Min Qing Rong Ting Xia Yun Zhen Channary Kunthea Malis Phalla Rachana Sothea Vanna
        """),
        words_of("""
            Minh Tuan Quang Dung Thanh Wei Jun Feng Bo Sokha Vannak Dara Viet Bao Binh Cuong Dat Duc Giang Hai
            Hoang Huy Khanh Khoa Kien Loc Nghia Phat Phong Phuc Quan Quoc Tam Thai Thang Thien Toan Trung Tung
            Vinh Bin Chao Cheng Gang Hao Jian Jie Kai Lei Ming Peng Qiang Tao Wen Xiang Yong Kosal Narith Rithy
            Samnang Sovann Vuthy
        """),
        words_of("""
            Tran Pham Vo Dang Bui Duong Chen Wang Zhao Zhou Sok Keo Chea Bach Cao Chau Diep Dinh Doan Giang
            Huynh Kieu Lai Lieu Luong Luu Nghiem Ninh Phung Quach Thach Thai Trinh Truong Vuong Cheng Deng Feng
            Gao Guo Jiang Kong Liang Luo Meng Peng Qian Shen Sun Xie Yao Zeng Zheng Zhu Chhim Heng Khieu Meas
            Nhem Ouk Phan Seng Suon Tep Ung Yim
        """),
        words_of("""
            nguyen tran le pham huynh phan vu vo dang bui do ho ngo duong ly chen wang li zhang liu yang
            huang zhao wu zhou
        """),
    ),
    "france": Family(
        words_of("""
            Solène Maud Clotilde Bérengère Élodie Magali Sandrine Corinne Sylvie Monique Odile Gisèle
            Jacqueline Ginette Yvette Josiane Nadine Laure Aurélie Mathilde Justine Anaïs Pauline Émilie Céline
            Delphine Karine Valérie Isabelle Béatrice Agnès Martine Françoise Annick Suzanne Simone Lucette
            Denise Raymonde Brigitte Véronique Florence Caroline Stéphanie Virginie Marion Elsa Juliette Léa
            Manon Chloé Lola Coralie Estelle Muriel Ludivine Marlène Roxane Tiphaine Noémie Amandine
        """),
        words_of("""
            Étienne Fabien Cyril Damien Quentin Romain Jérôme Arnaud Bertrand Didier Thierry Serge Roger Gérard
            André Lucien Marcel Raymond Bernard Jacques Alain Patrice Stéphane Frédéric Sébastien Ludovic
            Grégory Mickaël Anthony Jonathan Florian Alexis Valentin Corentin Thibault Théo Nathan Lucas Enzo
            Maxime Adrien Clément Baptiste Yannick Loïc Erwan Franck Philippe Vincent Xavier Emmanuel Guillaume
            Dimitri Kévin Jordan Dylan Tanguy Bastien Antonin Gaël
        """),
        words_of("""
            Lefort Garnier Morin Chevalier Rousseau Marchal Vasseur Delmas Roussel Perrin Barbier Dumont Renaud
            Picard Guérin Lacroix Rivière Colin Aubert Collet Bertin Leclercq Maillard Poirier Renard Gaillard
            Baron Prévost Perrot Besson Fabre Carpentier Vallet Charrier Tessier Pasquier Bouvier Delattre
            Joubert Coste Rolland Maréchal Bourdon Devaux Jacquot Lemaître Thibaud Bonnin Labbé Ménard Cordier
            Pelletier Marchand Legendre Bailly Launay Humbert Clerc Vidal Allard Ancelin Arnould Aubin Auger
            Bachelet Baillet Barrault Barthe Baudouin Bazin Beaufort Bellanger Benard Bernier Berthelot Besnard
            Bidault Billard Blanchet Blondel Bodin Boisseau Bonnard Bonnefoy Bossard Boudet Bourgeois Boutin
            Brault Bresson Briand Brossard Brunel Carlier Caron Cayla Chabert Charbonnier Chardin Charpentier
            Chartier Chauvin Chevallier Chopin Claudel Cochet Collard Combes Cosson Courtois Coutant Crépin
            Cuvelier Daguet Darras Daubigny Debray Decroix Delaporte Delcroix Delorme Delpech Descamps
            Deschamps Desmarais Desnoyers Dubreuil Duchemin Duclos Dufresne Dujardin Dumas Dupré Durieux Duval
            Evrard Faivre Fauconnier Favier Ferrand Flament Fleury Fontenay Forestier Fouquet Fournel Fresnel
            Gaudin Gauthey Gautier Gervais Girardot Godard Gosselin Goujon Grandjean Granger Grenier Grosjean
            Guichard Guillemin Guillot Guyot Imbert Jacquemin Jamet Jolivet Josse Jourdan Julliard Labarre
            Lacombe Lafarge Lagarde Lallemand Lambert Langlois Laporte Larcher Lavigne Lebrun Leconte Ledoux
            Legrand Lelièvre Lemoine Lenoir Lepage Leroux Lesage Letellier Levasseur Loiseau Mallet Marquet
            Masson Maurin Mercier Merle Michaud Millot Mollet Monnier Moreau Navarre Nicolle Noblet Ollivier
            Paillard Parmentier Pichon Pierson Pineau Poncet Potier Poulain Rabier Raynal Regnier Reynaud
            Rigaud Robillard Rondeau Rougier Sabatier Salmon Savary Seguin Simonet Sorel Taillandier Tellier
            Thiébaut Tissot Tournier Turpin Vaillant Vaudron Verdier Vernet Vigneron Villard Vincenot
        """),
    ),
}

# Given to someone whose sex the study does not tell.
EPICENE: Final = words_of("""
    Camille Dominique Claude Sacha Alix Andréa Charlie Lou Maé Noa Morgan Sasha Swann Loïs Joël Yannick Valéry Cyrille
    Jackie Axel Gaël Ariel Dany Sandy Maël Éden Loan Andy Charly Billie Lenny Gwen
""")

# In a family's list, yet borne all over France: alone they tell no origin.
TELL_NOTHING: Final = words_of("""
    Sarah Nora Sonia Adam Samy Joseph Lydie Sandra Tatiana Valentina Boris Igor Adrian Lina Albert Alphonse Ferdinand
    Augustin Barthélemy Boniface Anicet Sylvestre Valère Wilfrid Yves Véronique Viviane Thérèse Irène Georgette Gloria
    Raïssa Rebecca Ruth Stella Miriam Rachelle Noëlla Pélagie Philomène Hortense Guylaine Laurentine Jeannette Léontine
    Marlyse Clarisse Nadège Mireille Carine Rosine Prisca Naomie Fabrice Serge Jonas Guy Célestin Christian Achille
    Alain Arsène Freddy Gaston Gauthier Gildas Hilaire Isidore Landry Léopold Marcel Patrick Thierry Élie Éric Emery
    Joël Francis Junior Hervé Rodrigue Moïse Daniela Laura Sabrina Angela Anna Claudia Cristina Federica Flavia Serena
    Alexandra Angelina Sofia Marta Joana Virginia Esmeralda Joel Alberto Claudio Emilio Fabio Sandro Mario Walter
    Natalia Olga Sabine Barbara Larisa Joanna Simona Wanda Emil Marian Roman Stanislas Viktor Vladimir Stefan Kamil
    Sultan Can Ella Lena Milan Ivan Dana Manuela Maxime Anita
""")

ENDINGS_MINIMUM_LETTERS: Final = 5
