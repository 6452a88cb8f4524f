/* Names known to be names, and which of them are spellings of one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/lexicon-private.h"

#include <string.h>

#include "names/key.h"

/* Names separated by spaces; "=" joins spellings of one name that the match key keeps apart. */

static const char *const given_names[] = {
  /* Albanian, women */
  "Adelina Afërdita Afrora Agnesa Ajete Albana Albina Albulena Alketa Alma Ana Anila Anita",
  "Antigona Arbana Arbenita Arbëresha Arbnora Ardita Arditë Argjentina Arbërie Arjeta Arlinda",
  "Arta Artina Arjana Bardha Besa Besarta Besiana Besmire Blerina Blerta Blerona Bora Bukurie",
  "Buqe Dafina Dardana Dea Dëfrime Delfina Diana Diellëza=Diellza Dita Dona Donika Donjeta",
  "Drenusha Drita Drilona Drenica Dorina Edita Edona Egzona Ela Elfije Elida Elira Elisa Elona",
  "Elvana Elvira Emira Enisa Era Erblina Ermira Erza Etleva Erjona Fabiola Fatbardha Fatbardhe",
  "Fatime=Fatima Fatlinda Fatlume Fatmire Fatmira Fatjona Fellanza Fexhrije Fidane Fitore",
  "Fitime Fjolla Flaka Flora Florentina Flutra Flutura Fllanza Feride Festa Genta Gentiana",
  "Gjyle Gjylfidane Gjyljeta Gjylsime=Gülsüm Gjylshen=Gülşen Gonxhe Gresa Grese Gzime",
  "Haxhere=Hacer=Hadžera Hana Hanife=Hanifa Hatixhe=Hatidža=Hatice Hava Hedije Hyrie Ibadete",
  "Igballe=Igbala Ilire Iliriana Imrane Jehona Jeta Jetmire Jonida Jona Kaltrina Kimete",
  "Klara Kosovare Kujtime Kumrije Laura Laurita Lavdije Lea Leonora Leonita Lendita Linda",
  "Lindita Liridona Liridone Lirie Lira Lorena Luljeta Lule Lulzime Lumnije Lumturie Luana",
  "Majlinda Makfire Manjola Marsela Mejreme=Mejrema=Meryem Melihate=Melihata Merita Mevlude",
  "Mihane Mimoza Minire Miradije=Muradija Miranda Mirjeta Mirlinda Mirsije Mira Monika",
  "Mrika Myrvete=Murveta Mynevere=Munevera Nazmije=Nazmija Naime=Naima Natyra Nazlije Neime",
  "Nexharije Nexhmije=Nedžmija=Necmiye Njomza Nora Nurije=Nurija Nysrete=Nusreta Ola Olta",
  "Pranvera Prenda Qamile Qefsere Qendresa Qëndresë Rabije Ragipe Rajmonda Rea Remzije=Remzija",
  "Resmije Rina Rita Rozafa Rrezarta Rukije=Rukija Rudina Rexhije Sabahate Sabrije=Sabrija",
  "Sadete=Sadeta Saime Safete=Safeta Samire=Samira Sanije=Sanija Saranda Sebahate=Sebahata",
  "Selvete=Selveta Selvije Servete Sevdije Shefkije Shehide Shemsije=Šemsija Shkurte Shkëndije",
  "Shpresa Shqipe Shqiponja Shukrije=Šukrija Shyhrete=Šuhreta Sofije=Sofija Suzana",
  "Sadije=Sadija Tana Teuta Tevide Tringa Valbona Valdete Valentina Valmira Vahide Vera Venera",
  "Vesa Violeta Vjollca Vjosa Vlora Vlera Vjosana Xhavide Xhejlane Xhemile=Džemila=Cemile",
  "Xhevahire=Dževahira Xhevrije Xheva Yllka Zana Zahide=Zahida Zarife=Zarifa Zejnepe=Zejneb",
  "Zelfije Zenepe Zoja Zylfije=Zulfija Zyrafete Zymrete=Zumreta Ylberina",
  /* Albanian, men */
  "Abdullah Abdyl=Abdul Adem Adnan Adrian Afrim Agim Agron Agon Alban Albert Albin Albion Alen",
  "Ali Alirizah Alit Altin Anton Aqif=Akif Arbnor Arben Arbër Arbenor Ardian Ardit Arian Arif",
  "Armend Arsim Artan Artin Arlind Astrit Atdhe Avdi=Avdija Avdyl=Avdul Avni Azem Azir Aziz",
  "Bahri Bajram Bajrush Baki Bardh Bardhyl Bashkim Bedri Behar Behram Behxhet=Behçet Bekim",
  "Berat Besart Besfort Besian Besim Besnik Betim Binak Blend Blerant Blerim Blerton Bleron",
  "Brahim=Ibrahim Bujar Burhan Burim Dalip Dardan Daut=Davut Demir Demush Diar Dëfrim Dren",
  "Drilon Driton Dukagjin Durim Edmond Edon Edvin Egzon Ejup Elbasan Elez Elmi Elton Elvis Emin",
  "Endrit Enver Ergin Erion Ermal Erdin Ermir Erzen Esat Etrit Fadil Faik Faruk Fatbardh Fatlum",
  "Fatmir Fatos Faton Fatjon Fazli Fehmi Fejzullah Ferat Ferit Feriz Fetah Fidan Fikret Fisnik",
  "Fitim Flakron Flamur Florent Florim Florian Fuat Galip Gani Gazmend Gent Genc Gentian Gëzim",
  "Gjelosh Gjergj=Gjergji Gjin=Gjini Gjon=Gjoni Gjokë Gjovalin Gramoz Granit Habib Hajdar",
  "Hajdin Hajredin Hajriz Hajrullah Haki Halil Halim Halit Hamdi=Hamdija Hamit Hamëz Hamza",
  "Hasan Hashim Haxhi Haxhë Hazir Hetem Hidajet Hilmi Hivzi Hysen=Husein=Hysein Hysni=Husni",
  "Idriz Ilir Iliri Ilmi Imri Ismail Ismet Isa Isak Isuf=Jusuf Jahir Jahja Jakup Jashar Jetmir",
  "Jetish Jonuz=Yunus Kadri Kadrush Kastriot Korab Kreshnik Kujtim Kushtrim Labinot Lavdim Lekë",
  "Lendrit Leonard Leotrim Leutrim Liridon Lirim Luan Lulëzim=Lulzim Luigj Lumir Lorik Mahmut",
  "Malë Malush Mark Mehmet Memli Mendim Mentor Meriton Mevlud Milaim Mirlind Muharrem Muhamet",
  "Muhamer Mujë=Mujo Murat Musa Musli Muslim Mustafa Myftar Myrtez Murtez Naim Naser Nazmi",
  "Nazim Ndue Ndrec Nexhat=Necat Nexhip=Necip Nexhmi=Necmi Nexhmedin=Necmettin Nezir Nikë Nuhi",
  "Nuredin=Nurettin Nysret=Nusret Orhan Osman Palokë Pal Pashk Petrit Pjetër Plator Prend Prenk",
  "Qamil=Kamil Qemal=Kemal Qazim=Kazim Qerim=Kerim Qëndrim Qerkin Raif Raim Ramadan Rame Ramiz",
  "Ramush Rasim Rashit Refik Remzi Rexhep=Recep Rexha Reshat Rifat Riza Rinor Rrahman Rron",
  "Rrustem Ruzhdi Rijad Sabri Sabit Sadik Sadri Safet Salih Sami Samir Sebastian Sefedin Sejdi",
  "Sejfullah Selim Selman Selami Shaip Shaban Shani Shaqir=Šakir Sheqir Shefki Shefqet Shemsi",
  "Sherif Shkelqim Shkodran Shkumbin Shkëlzen Shpat Shpend Shpejtim Shpëtim Shqiprim Shukri",
  "Sinan Skënder Smajl Sokol Sylë Sylejman=Sulejman Syrja Taulant Tahir Tafil Trim Tom Ukë Uran",
  "Urim Uk Valdet Valdrin Valentin Valmir Valon Vedat Vehbi Veli Veton Vigan Viktor Visar",
  "Vullnet Xhafer=Cafer Xhavit=Cavit Xhelal=Celal Xhem Xhemajl=Cemail Xhemal Xhemil=Cemil",
  "Xhevat=Cevat Xhevdet=Cevdet Xhezair Ylber Yll=Ylli Ymer=Omer Zahir Zef Zejnullah Zeqir=Zekir",
  "Zenel Zenun Ziber=Zuber Zija Zijadin Zoti Zylfi=Zulfi Zymer",
  /* Serbian, women */
  "Aleksandra Aleksija Andrea Andrijana Anđela Anđelka Anica Anđelija Anja Anka Antonija",
  "Bisenija Biljana Blagica Bogdana Bojana Boba Borka Bosiljka Božana Božica Božidarka Branka",
  "Brankica Budimka Cveta Cvetana Cvetanka Dana Danica Danijela Darinka Daša Desa Desanka Divna",
  "Dobrila Dragana Dragica Draginja Dragoslava Dubravka Dunja Dušanka Dušica Đurđica Đurđina",
  "Đurđija Emilija Evica Goga Gordana Goranka Gorica Gospava Grozdana Hristina Ilinka Irena",
  "Isidora Ivana Ivanka Ivka Iva Jadranka Jagoda Jana Janja Jasmina Jasna Jefimija Jelena",
  "Jelica Jelka Jovana Jovanka Jagodinka Katarina Kata Katica Kristina Ksenija Lana Lara",
  "Lazarka Lena Lenka Lidija Ljerka Ljilja Ljiljana Ljubica Ljubinka Ljudmila Ljubomirka",
  "Magdalena Maja Mara Marica Marija Marijana Marina Marta Maša Milada Milana Milanka Mileva",
  "Milena Milesa Milica Milijana Milja Milka Milosava Milunka Mirela Miroslava Mirjana Mladenka",
  "Momirka Mina Minja Nada Nadežda Natalija Nataša Nevena Nevenka Nela Nikolija Nina Novka Olga",
  "Olgica Olivera Perka Persa Petra Petrija Rada Radica Radmila Radojka Radoslava Radosava",
  "Ranka Rajka Rosa Rosanda Ruža Ružica Sandra Sara Savka Senka Simona Sima Slađana Slavica",
  "Slavka Slobodanka Smilja Smiljana Snežana Sonja Spasenija Srbijanka Stana Stanica Stanislava",
  "Stanka Staka Stojanka Stefana Stanija Svetlana Tamara Tanja Tatjana Teodora Tijana Tina",
  "Todorka Valerija Vanja Vasilija Vasilka Verica Verka Verona Vesna Vida Vidosava Višnja",
  "Viktorija Vladana Vladanka Vukica Vukosava Zagorka Zlata Zlatica Zora Zorana Zorica Zorka",
  "Živana Živka Žaklina Željka",
  /* Serbian, men */
  "Aca Aleksa Aleksandar Andreja Andrija Anđelko Arsen Arsenije Bane Blagoje Boban Bogdan",
  "Bogoljub Bogomir Bojan Boris Borislav Borivoje Boško Božidar Božo Bratislav Branimir",
  "Branislav Branko Budimir Cvetko Čedomir Dalibor Damir Damjan Danijel Danilo Darko David",
  "Dejan Denis Dimitrije Dobrivoje Dobrosav Dragan Dragi Dragiša Drago Dragoljub Dragomir",
  "Dragoslav Dragutin Draško Duško Dušan Đorđe Đorđo Đura Đurađ Filip Gavrilo Goran Gordan",
  "Gradimir Grujica Igor Ilija Ivan Ivica Isidor Jakov Janko Jordan Jovan Jovica Jugoslav Kosta",
  "Krsta Ksenofon Lazar Luka Ljuba Ljubiša Ljuban Ljubodrag Ljubinko Ljubomir Ljupko Maksim",
  "Marijan Marinko Marko Martin Matija Mihailo Miki Milan Mile Milenko Mileta Milija Milivoje",
  "Milko Miloje Milojko Milorad Milosav Miloš Milovan Milun Milutin Miodrag Mirko Miroljub",
  "Miroslav Mitar Mića Mladen Momčilo Momir Nebojša Neđo Nemanja Nenad Neško Nikola Nikodije",
  "Novica Novak Obrad Ognjen Oliver Pavle Pera Perica Petar Petko Predrag Prvoslav Rade Radenko",
  "Radiša Radivoje Radoje Radojica Radojko Radomir Radosav Radoslav Radovan Raša Rajko Ranko",
  "Ratko Relja Rodoljub Sava Saša Sergej Siniša Simo Slavoljub Slaviša Slavko Slobodan Spasoje",
  "Spasa Srboljub Srđa Srđan Srećko Sreten Stanimir Stanislav Stanko Stanoje Staniša Stefan",
  "Stevan Stevo Stojan Stojadin Strahinja Svetislav Svetozar Svetomir Teodor Tihomir Tika Todor",
  "Toma Tomislav Toplica Uroš Vasilije Veljko Velibor Velimir Veroljub Veselin Vidoje Vidosav",
  "Vitomir Vlada Vladan Vladica Vladimir Vladislav Vlastimir Vojin Vojislav Vojo Vuk Vukašin",
  "Vukota Vučko Zdravko Zlatan Zlatko Zoran Zvonko Zvonimir Žarko Žika Živan Živko Živojin",
  "Živorad Željko Željan",
  /* Bosniak, Gorani, Turkish, Roma, Ashkali, Egyptian: women */
  "Ajla Ajlin Ajnur Ajsel Ajten Ajshe=Ajša Aida Alija Almasa Amela Amila Amina=Amine Amra Anesa",
  "Arnela Armina Asija Asima Azra Azemina Aziza Bahta Bahtije Bahtija Behije Berna Bisera",
  "Belkisa Biba Besima Canan Çiğdem Demet Derya Dilek Dila Dina Dženana Dženeta Džejlana",
  "Džulijeta Edina Ediba Elif Elma Elmasa Elmira Emina=Emine Erna Esma Esmeralda Ezgi Fadila",
  "Fahrija Fata Fatma Fehima Fikreta=Fikrete Filiz Gönül Gülay=Gjylaj Gülcan=Gjylxhan",
  "Gülten=Gjylten Hafiza Hajra Hajrija=Hajrije Halima=Halime Hamida Hanka Hanuma Hasna",
  "Hasiba=Hasibe Hasnija=Hasnije Hülya Hurija Husnija Ifeta Ilma İlknur Indira Ismeta Izeta",
  "Jasmila Kadira Kadrija=Kadrije Kerima Lamija Latifa=Latife Lejla Lutvija Mahira Maida Medina",
  "Mediha=Medihe Mejra Melisa Meliha Melda Merima=Merime Mersiha=Mersihe Mersida Mevlida",
  "Mirsada=Mirsade Mirzeta Müşerref Muniba Mubera Munira Nadira Nadire Nafija Nasiha Naza",
  "Nazifa=Nazife Nefisa Nermina=Nermine Nesibe Neslihan Nezaket Nevzeta Nihada Nimeta Nihal",
  "Nilgün Nurten Nuran Nuray Oya Özlem Raba Rabija Ramiza=Ramize Rasema Rasima=Rasime",
  "Razija=Razije Refika Refija Sabiha=Sabihe Sabina Sabira Safija=Safije Saliha=Salihe Sanela",
  "Sanida Seda Sedija Seher Selda Selma Semra Senada Senija Serpil Sevda Sevgi Sevil Sevim",
  "Sevinç Sibel Suada Sultana Suna Šefika=Shefike Šaha Šemsa Sherife Şengül Şükran Šerifa Tuba",
  "Tülay Türkan=Tyrkan Ulviye Umihana Vasvija Yasemin Yıldız Zada Zehra Zekija Zeliha Ziba",
  "Zejna Zeynel Zuhra Zulejha Zumra",
  /* Bosniak, Gorani, Turkish, Roma, Ashkali, Egyptian: men */
  "Abaz Abdurahman Adil Adis Admir Agan Ahmed Aladin Alaattin Aldin Almir Alper Amar Amel Amer",
  "Amir Armin Arnel Arnes Asan Asim Asmir Atilla Avdo Aydın Azmi Baha Bahtijar Berkan Bilal",
  "Burak Bülent Can Cengiz Cem Deniz Dino Džemo Edin Edis Ediz Ekrem Eldar Eldin Elvir Emir",
  "Emre Enes Enis Ercan=Erxhan Erdal Erdem Erdoğan Erol Ersan Ersin Eşref Faris Fazıl Feti",
  "Fevzi Fikri Fikrim Gafur Gökhan Güner Hadis Hajro Hakan Haris Harun Hase Hayri Hilmija",
  "Hikmet Huso Hüsamettin Ibiş Ibro Ilyas=Iljaz Imran Irfan Iset Izet Izudin Jasmin Jasin Kadir",
  "Kasim Kenan Kurteš Latif Levent Lutfi Mahir Mehdi Melih Mensur Mersad Mersudin Mesut Metin",
  "Mirsad Mirza Mithat=Midhat Muhedin Muhidin Mujesin Munir Murseli=Murselj Nafi Nail Nasuf",
  "Nazif Nebi Necdet=Nexhdet Nehat Nermin Neşet Nevzat Nihat Nijazi Nuri Oktay Okan Omar Osmen",
  "Özcan=Ozxhan Özgür Polat Ragıp Ramo Refat Redžo Reuf Ridvan Rufat Sabahudin Sabahattin Sadat",
  "Said Sakip Salko Sanel Sead Sedat Sefer Sefa Sejad Senad Senol Serdar Serkan Servet Sevdail",
  "Sezgin Suad Sulja Suljo Süreyya Surja Šefket=Şevket Šefik Taci Tarik Tayfun Tefik=Tevfik",
  "Toni Tuncay Turan Turgut Ufuk Ulvi Ümit Vait Vejsel Vesel Volkan Yavuz Yıldırım Yılmaz Zaim",
  "Zeki Zekirija Zihni Zijad Zulfikar",
};

static const char *const surnames[] = {
  /* Albanian */
  "Abazi Abdullahu Abdyli Ademi Ademaj Agolli Ahmetaj Ahmeti Ahmetxhekaj Ajeti Ajdini Alaj",
  "Aliaj Alija Aliu Alidema Arifaj Arifi Aruqi Asllani Avdiu Avdyli Azemi Azizi Bajgora Bajra",
  "Bajraktari Bajrami Bajramaj Bala Balaj Balidemaj Beka Bekaj Bekteshi Beqa Beqaj Beqiri",
  "Beqiraj Berbatovci Berisha Berishaj Bislimi Blakaj Bllaca Bojaj Brahimaj Brahimi Bucaj Buja",
  "Bujari Bujupi Bunjaku Burniku Buzhala Bytyqi Cakaj Canaj Cena Çeku Çitaku Çollaku Dalifi",
  "Dalipi Dauti Dedaj Dedushaj Demaj Demiri Dema Dervishaj Dervishi Desku Dibrani Dobra Dobruna",
  "Dreshaj Dragaj Dragusha Duraku Dushi Elezaj Elezi Elshani Emini Fazliu Fazlija Ferati Ferizi",
  "Fetahaj Fetahu Gara Gashi Gashaj Gecaj Geci Gerguri Ghekaj Gjikolli Gjocaj Gjoka Gjokaj",
  "Gjonaj Gjonbalaj Gjoni Gjini Gjinaj Gjuraj Grajqevci Grainca Grabovci Gushani Hajdari",
  "Hajdaraj Hajra Hajrizi Hajrullahu Haklaj Halimi Haliti Halilaj Halili Hamiti Hamza Hamzaj",
  "Hasanaj Hasani Hashimi Haxha Haxhaj Haxhiu Haxholli Haziraj Haziri Hetemi Hiseni Hoti Hotaj",
  "Hoxha=Hoca Hoxhaj Hysaj Huseini Hyseinaj Ibrahimaj Ibrahimi Idrizi Idrizaj Ilazi Imeri",
  "Ismaili Isufi=Jusufi Islami Isaku Istrefi Jahaj Jahiri Jakupi Jakupaj Jasharaj Jashari",
  "Jonuzi Kabashi Kadriaj Kadriu Kamberi Kameri Kastrati Kelmendi Kida Kolgeci Kolshi Konjufca",
  "Koshi Kovaqi Krasniqi Kryeziu Kuçi Kukaj Kurtaj Kurti Kurteshi Lajçi Latifi Latifaj Leka",
  "Lekaj Limani Limaj Lluka Lushaj Lushi Llapashtica Loshi Loku Mahmuti Makolli Maksuti Malaj",
  "Malasi Maliqi Maloku Mala Mavraj Mehana Mehmetaj Mehmeti Mekaj Meha Mehaj Meta Metaj",
  "Mikullovci Mirena Morina Mripa Muharremi Muja Mujaj Mujota Mulaj Mulaku Muqaj Muqolli Murati",
  "Murtezaj Murtezi Musa Musaj Musliu Mustafa Mustafaj Mushkolaj Mushica Mziu Nebihu Neziri",
  "Nikçi Nimani Nimanaj Novobërdaliu Nuha Nuhiu Nuredini Nushi Obërtinca Orana Osaj Osmanaj",
  "Osmani Osdautaj Pacolli Pajaziti Palushi Pantina Peci Perteshi Pllana Prekazi Prekpalaj",
  "Preniqi Prenaj Qarri Qela Qelaj Qerimi Qerkini Qorri Qosja Rama Ramadani Ramaj Ramabaja",
  "Ramosaj Raçi Reka Rexha Rexhaj Rexhepi Rexhepaj Rifati Rrahmani Rrustemi Rrustemaj Rrecaj",
  "Rudaku Sadiku Sadikaj Sadriu Sahiti Salihaj Salihi Salihu Saraçi Sefa Sefaj Selimaj Selimi",
  "Selmani Selmanaj Sejdiu Shabanaj Shabani Shabiu Shahini Shala Shalaj Shaqiri Sheholli Shehu",
  "Sherifi Shkodra Shkreli Shoshi Shatri Shyti Shatrolli Shukolli Shurdhaj Simnica Sinani",
  "Sinanaj Spahija Spahiu Stublla Sutaj Syla Sylaj Sylejmani=Sulejmani Tafa Tafaj Tafilaj",
  "Tahiraj Tahiri Thaçi Tolaj Toplica Topalli Topxhiu Tusha Tupella Ukaj Ukshinaj Ukshini Uka",
  "Ukëhaxhaj Ujkani Vata Vataj Veliu Veliqi Vela Veselaj Veseli Vishi Vitia Vokshi Vranovci",
  "Vuthaj Vuçitërna Xhaferi Xhafa Xhema Xhemaj Xhemajli=Cemaili Xheladini Xhigoli Xhymshiti",
  "Yzeiri Ymeraj Zejna Zejnullahu Zeka Zekaj Zeqiri Zeqiraj Zenuni Zhabari Zhubi Zhuri Zogaj",
  "Zogiani Zogu Zymberi Zyberi Zuka",
  /* Serbian */
  "Adžić Aksić Aleksić Andrejević Andrić Anđelković Anić Antić Antonijević Arsić Arsenijević",
  "Avramović Babić Bajić Bakić Barać Belić Bećirović Biševac Bjelica Blagojević Bogdanović",
  "Bogićević Bojanić Bojković Bojović Bošković Bošnjak Božanić Božić Božović Bradić Brajković",
  "Branković Bulatović Bukumirić Cakić Cvejić Cvetković Cvijić Čolić Čukić Čvorović Damjanović",
  "Danić Danilović Dančetović Davidović Dedić Dejanović Delić Denić Despotović Dikić Dimić",
  "Dimitrijević Dimkić Dobrić Doderović Dogandžić Dragić Dragović Dragojević Drašković Drljević",
  "Dunjić Đekić Đokić Đorđević Đorić Đurđević Đurić Đurović Đukić Đinović Đukanović Erić Filić",
  "Filipović Gajić Garić Gavrić Gavrilović Gligorijević Glišić Gogić Golubović Grbić Grujić",
  "Gvozdić Ignjatović Ilić Ivanović Ivić Ivković Jablanović Jakovljević Jakšić Janačković",
  "Janićijević Janković Jakovic Jaredić Jašović Jevrić Jevtić Jelić Jerinić Jocić Jokić",
  "Joksimović Jolić Josifović Jovanović Jovičić Jović Jovović Kalinić Karadžić Katanić",
  "Kijanović Knežević Kojić Komatović Kostić Kovačević Kovač Krstić Krasić Krivokapić Kragović",
  "Kuzmanović Lakićević Lalić Lazarević Lazić Lazović Lekić Lukić Ljubisavljević Ljušić Maksić",
  "Maksimović Maletić Mančić Manić Manojlović Marinković Marić Marković Martinović Mašić Matić",
  "Mićić Mihajlović Mijović Mikić Milačić Milanović Milenković Milentijević Miletić Milić",
  "Milićević Milinković Milisavljević Miljković Milojević Milosavljević Milošević Milovanović",
  "Milunović Milutinović Minić Mirić Mirković Mišić Mitić Mitrović Mladenović Momčilović Mojsić",
  "Nakalamić Nastić Nedeljković Nešić Nestorović Nićić Nikić Nikolić Nikšić Nikčević Nojkić",
  "Novaković Obradović Odalović Orlović Pantić Pantović Pavić Pavićević Pavlović Pejčinović",
  "Perić Perović Petković Petrić Petronijević Petrović Pešić Popović Prodanović Pumpalović",
  "Purić Radenković Radić Radičević Radisavljević Radivojević Radojević Radojković",
  "Radosavljević Radonjić Radović Radovanović Radulović Rajković Rajčić Rakić Rakočević",
  "Ranđelović Rašić Rašković Ratković Ristić Rosić Samardžić Savić Savović Sekulić Simić",
  "Simijonović Simonović Smiljanić Slavić Slavković Sokolović Spasić Spasojević Srbljak",
  "Stamenković Stanić Stanisavljević Stanišić Stanković Stanojević Stefanović Stepanović Stević",
  "Stevanović Stevović Stojanović Stojilković Stojković Stojčetović Stolić Stošić Šarić",
  "Šćepanović Šmigić Šubarić Tadić Tanasković Tasić Terzić Timotijević Tomanović Tomašević",
  "Tomić Tomović Todorović Todić Tošić Trajković Trifunović Trivić Utvić Vasić Vasilijević",
  "Vasiljević Vasović Velić Velikić Veljković Veličković Veselinović Vesić Vidić Vidojević",
  "Vitošević Vlašković Vlajić Vlahović Vojinović Vujačić Vujić Vujisić Vujović Vukadinović",
  "Vukajlović Vukašinović Vukić Vukićević Vukmirović Vukojević Vukomanović Vuković Vulić",
  "Vučetić Vučić Vučinić Vučković Zarić Zdravković Zečević Zlatković Zlatanović Živanović Živić",
  "Živković Žižić Zubić Zlatić",
  /* Bosniak, Gorani, Turkish, Roma, Ashkali, Egyptian */
  "Adilović Adrović Ahmedović=Ahmetović Ajdinović Alić Alibašić Aliti Alihodžić Arifović Avdija",
  "Avdić Avdović Babajić Bajramović Balić Balje Bašić Bećić Bećiragić Begović Begzadić Berišić",
  "Biljali Bico Bihorac Brković Bütüç Canović Ceman Celina Crnovršanin Čelik Ćatović Ćemalović",
  "Ćosović Ćorović Dacić Dauda Dautović Dedović Demirović Dervišević Destani Dreković Duda",
  "Durmišević Fazlić Fejzić Feti Fetić Gutić Hadžić Hadžibulić Hadžijusufi Hajdarpašić Hajrović",
  "Halilović Hamidović Hasanović Hasić Hodžić Hot Huseinović Husić Honđo Hasko Ibiši",
  "Ibrahimović Ibrović Idriz Imširović Iseni Islamović Jašarević Jusufović Kabaş Kadrić Kajtazi",
  "Kalač Kamberović Kandić Karišik Kasap Kazaz Kolenović Kolari Kuč Kurtagić Kurtanović Kurtić",
  "Kurtishi Kuka Kuşkoyu Koro Kryemadhi Ljajić Ljuma Lutoli Mahmutović Mazrek Mehmedović",
  "Mehovic Mekić Merdović Mujević Mujović Mulić Murić Muratović Mušović Musić Mushku Mustafić",
  "Mustafović Neziraj Nuković Nuredinović Okçu Omerović Osmanović Paçarizi Papić Pepić Pomak",
  "Prušević Ramadanović Ramčilović Redžepagić Redžepović Redžović Rugovac Sabotić Safçi",
  "Salihović Sefer Selimović Skenderi Skenderović Suljović Suroy Sušević Šabanović Şişko",
  "Škrijelj Šošević Taç Tahirović Tahirbegolli Toska Topal Tursun Türk Tuzi Volina Yağcılar",
  "Yeşeren Yıldız Yılmaz Zejnelović Zejnilović Zilkić Zukorlić Zurnacı Zurnadži Zulfaj Škrelj",
  "Vapa Virmiça",
};

/* The surnames and given names that a teacher finds twice in one school. */
static const char common_names[] =
    "Krasniqi Gashi Berisha Shala Hoxha Morina Kelmendi Bytyqi Osmani Ahmeti Rexhepi Thaçi Kryeziu "
    "Hasani Sadiku Ibrahimi Haliti Mustafa Selimi Maloku Mehmeti Zeqiri Salihu Shabani Hyseni Aliu "
    "Beqiri Bajrami Murati Ramadani Ismajli Jashari Islami Syla Rama Kastrati Kurti Halimi Hoti "
    "Jovanović Petrović Nikolić Marković Stojanović Đorđević Milenković Stanković Simić Savić "
    "Trajković Ristić Ilić Cvetković Živković Arsić Mladenović Stefanović Pavlović Popović "
    "Mitrović "
    "Agim Agron Arben Ardian Bajram Bashkim Bekim Besim Besnik Blerim Burim Driton Fatmir Hasan "
    "Ibrahim Ilir Ismet Mentor Naim Valon Arta Besa Blerta Drita Fatime Luljeta Mimoza Shpresa "
    "Teuta Valbona Vjollca Ana Dragan Dragana Dejan Goran Jelena Jovan Jovana Marija Marko Milan "
    "Milica Miloš Nenad Nikola Snežana Zoran";

typedef struct {
  GHashTable *given; /* key -> canonical key */
  GHashTable *family;
  GHashTable *common;
} Lexicon;

/* All spellings in @group, joined by "=", stand for the first. */
static void
add_group (GHashTable *table, const char *group)
{
  g_auto (GStrv) spellings = g_strsplit (group, "=", -1);
  const char *canonical = NULL;

  for (guint i = 0; spellings[i] != NULL; i++) {
    char *key = ev_key_text (spellings[i]);

    if (canonical == NULL)
      canonical = g_hash_table_lookup (table, key);
    if (canonical == NULL)
      canonical = key;
    if (!g_hash_table_contains (table, key))
      g_hash_table_insert (table, key, (gpointer)canonical);
    else
      g_free (key);
  }
}

static void
add_line (GHashTable *table, const char *line)
{
  g_auto (GStrv) groups = g_strsplit (line, " ", -1);

  for (guint i = 0; groups[i] != NULL; i++)
    add_group (table, groups[i]);
}

static gpointer
lexicon_build (gpointer unused)
{
  Lexicon *lexicon = g_new (Lexicon, 1);

  lexicon->given = g_hash_table_new (g_str_hash, g_str_equal);
  lexicon->family = g_hash_table_new (g_str_hash, g_str_equal);
  lexicon->common = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (given_names); i++)
    add_line (lexicon->given, given_names[i]);
  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    add_line (lexicon->family, surnames[i]);
  add_line (lexicon->common, common_names);
  return lexicon;
}

/* The tables above by key, computed once: still a table, only quicker to read. */
static const Lexicon *
lexicon_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, lexicon_build, NULL);
}

const char *
ev_lexicon_given (const char *key)
{
  return g_hash_table_lookup (lexicon_get ()->given, key);
}

const char *
ev_lexicon_family (const char *key)
{
  return g_hash_table_lookup (lexicon_get ()->family, key);
}

gboolean
ev_lexicon_is_common (const char *key)
{
  return g_hash_table_contains (lexicon_get ()->common, key);
}
