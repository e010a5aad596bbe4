"""The rest of Europe."""
from values.shapes import ALNUM, UPPER, born, drawn, formed
from values.spec import add, numbers

VATS = "vat_number_generic"

# France
numbers("fr_nir", "fr en", "fr.nir", "<[12]><yymm><[1357]><[123456]><[1234]>##<[123]>####", "# ## ## ## ### ### ##|###############|# ## ## ## ### ### ##", weight=2,
        fr="numéro de sécurité sociale|N° de sécurité sociale|NIR|numéro INSEE|numéro SS|N° Sécu", en="French social security number|NIR")
numbers("fr_passport", "fr en", "", "##@@#####", "|## @@ #####".replace("@", "#"), also="passport_generic", near=False,
        fr="passeport|numéro de passeport|passeport n°|N° passeport", en="French passport|passport number")
numbers("fr_tax_id", "fr en", "fr.nif", "<[0123]>############", "## ## ### ### ###|#############|## ## ### ### ###", fr="numéro fiscal|N° fiscal|numéro SPI|numéro fiscal de référence|référence fiscale",
        en="French tax number|numéro fiscal", weight=2)
numbers("fr_vat", "fr en", "fr.tva", "###########", "FR###########|FR ## #########|FR## ### ### ###|FR###########", also=VATS, fr="N° TVA intracommunautaire|numéro de TVA|TVA intracommunautaire|n° TVA", en="VAT number|French VAT no.")
numbers("fr_siren", "fr en", "fr.siren", "<[345789]>########", "### ### ###|#########", fr="SIREN|numéro SIREN|RCS Paris|RCS Lyon B|N° SIREN", en="SIREN|French company number (SIREN)", weight=2)
numbers("fr_siret", "fr en", "fr.siret", "<[345789]>#######" + "#000<[12345]>#", "### ### ### #####|##############", fr="SIRET|numéro SIRET|N° SIRET", en="SIRET|SIRET number")
numbers("fr_national_id", "fr", "", "<[012]>#0<[123456789]>########|<[DHKLPRTX]>%#%%%#%#", "", also="", near=False, fr="carte nationale d'identité|CNI|carte d'identité|N° CNI|numéro de carte d'identité|pièce d'identité n°", en="French identity card|CNI")
numbers("fr_drivers_license", "fr", "", "##<[01]>#########", "", also="drivers_license_generic", near=False, fr="permis de conduire|numéro de permis de conduire|permis de conduire n°|N° permis", en="French driving licence|permis de conduire")
numbers("fr_health_insurance", "fr", "", "80250000###<[123456789]>#########", "########## ########## #|#####################", also="", near=False,
        fr="carte Vitale|numéro de carte Vitale|carte d'assuré social|N° carte Vitale|assurance maladie", en="carte Vitale|French health insurance card")

# Spain
numbers("es_dni", "es en", "es.dni", "########@", "|#########|########-#|##.###.###-#|########-#", also="es_drivers_license es_tax_id", weight=3, es="DNI|NIF|documento nacional de identidad|DNI n.º|D.N.I.|número de DNI", en="Spanish DNI|DNI")
numbers("es_nie", "es en", "es.nie", "<[XYZ]>#######@", "|#-#######-#|########-#", also="es_tax_id", weight=2, es="NIE|número de identidad de extranjero|N.I.E.|tarjeta de extranjero NIE", en="Spanish NIE|NIE number")
numbers("es_cif", "es en", "es.cif", "<[ABEFGHJ]>########|<[PQS]>#######<[ABCDEFGHIJ]>", "|#-########|#########", also="es_tax_id", es="CIF|NIF de la empresa|C.I.F.|CIF de la sociedad|NIF empresa", en="Spanish company tax number (CIF)|CIF")
numbers("es_drivers_license", "es", "es.dni", "########@", "", also="es_dni es_tax_id drivers_license_generic", es="permiso de conducir|carnet de conducir|n.º de permiso de conducir|permiso de conducción", en="Spanish driving licence|permiso de conducir")
numbers("es_passport", "es en", "", "@@@######", "|###-######|### ######", also="passport_generic", near=False, es="pasaporte|número de pasaporte|n.º de pasaporte|pasaporte nº", en="Spanish passport|passport number")
numbers("es_social_security", "es en", "own:es_naf", "<[01234]><[12345]><[123456789]>#########", "##/########/##|############|## ######## ##|##/########/##", es="número de afiliación|número de la Seguridad Social|NUSS|NAF|n.º de la Seguridad Social|afiliación a la Seguridad Social",
        en="Spanish social security number|NUSS")

# Italy
numbers("it_fiscal_code", "it en", "it.codicefiscale", "<[BCDFGLMNPRST]><[BCDFGLMNPRST]><[BCDFGLMNPRST]><[BCDFGLMNPRST]><[BCDFGLMNPRST]><[BCDFGLMNPRST]><[456789]>#<[ABCDEHLMPRST]><[0145]>#<[FHL]><[12345]>##@", "|################|### ### ##### #####", alone=True, weight=3,
        it="codice fiscale|C.F.|cod. fiscale|CF", en="Italian fiscal code|codice fiscale")
numbers("it_vat", "it en", "it.iva", "0<[1234567]>#####0<[123456789]>##", "|IT###########|IT ###########|###########", also=VATS, weight=2, it="Partita IVA|P.IVA|P. IVA|partita iva n.|Partita IVA", en="VAT number (Italy)|Partita IVA|Italian VAT number")
numbers("it_drivers_license", "it en", "", "@<[AV]>#######@|U1%%#%#%%@", "", also="drivers_license_generic", near=False, it="patente di guida|patente n.|numero patente|patente", en="Italian driving licence|patente di guida")
numbers("it_identity_card", "it en", "", "CA#####@@|A<[ABDEGJKLMNORSTVXYZ]>#######", "", near=False, it="carta d'identità|carta di identità n.|C.I.|CIE|numero carta d'identità", en="Italian identity card|carta d'identità")
numbers("it_passport", "it en", "", "Y<[ABC]>#######|AA#######", "", also="passport_generic", near=False, it="passaporto|numero passaporto|passaporto n.|n. passaporto", en="Italian passport|passport number")

# Netherlands
numbers("nl_bsn", "nl en", "nl.bsn", "<[123456789]>########", "#########|####.##.###|#### ## ###|#########", also="nl_tax_id", weight=3, nl="BSN|burgerservicenummer|BSN-nummer|sofinummer|burgerservicenr.", en="Dutch citizen service number|BSN")
numbers("nl_tax_id", "nl", "nl.bsn", "<[8]>########", "", also="nl_bsn", nl="RSIN|fiscaal nummer|RSIN-nummer|fiscaal nr.", en="RSIN|Dutch fiscal number")
numbers("nl_vat", "nl en", "nl.btw", "#########B0<[123]>", "NL############|NL ############|NL#########.###|NL############", also=VATS, nl="btw-nummer|BTW-id|btw-identificatienummer|btw-nr.", en="VAT number|Dutch VAT no.|BTW number", alone=True)
numbers("nl_passport", "nl en", "nl.identiteitskaartnummer", "<[NSB]><[ABCDEFGHIJKLMNPRSTUVWXYZ]>%%%%%%#", "", also="nl_id_document passport_generic", near=False, nl="paspoortnummer|paspoort|paspoortnr.|nummer paspoort", en="Dutch passport|passport number")
numbers("nl_id_document", "nl en", "nl.identiteitskaartnummer", "<[I]><[ABCDEFGHIJKLMNPRSTUVWXYZ]>%%%%%%#", "", also="nl_passport", near=False, nl="identiteitskaart|documentnummer identiteitskaart|ID-kaart|nummer identiteitskaart", en="Dutch identity card|identiteitskaart")

# Poland
numbers("pl_pesel", "pl en", "pl.pesel", "<yymmdd>#####", "", weight=3, pl="PESEL|numer PESEL|nr PESEL|PESEL dziecka", en="PESEL|PESEL number|Polish PESEL")
numbers("pl_nip", "pl en", "pl.nip", "<[123456789]>#########", "###-###-##-##|##########|PL##########|###-##-##-###", also=VATS, weight=2, pl="NIP|numer NIP|nr NIP|numer identyfikacji podatkowej", en="NIP|Polish tax number|NIP number")
numbers("pl_regon", "pl en", "pl.regon", "<[0123]>########", "", pl="REGON|numer REGON|nr REGON", en="REGON|REGON number", weight=2)
numbers("pl_id_card", "pl en", "own:pl_id_card", "<[ABCDEFGHIJ]>@@######", "### ######|#########", pl="dowód osobisty|seria i numer dowodu osobistego|nr dowodu osobistego|numer dowodu|dowód osobisty nr", en="Polish identity card|Polish identity card number", near=False)
numbers("pl_passport", "pl en", "own:pl_passport", "<[ABE]>@#######", "## #######|#########", also="passport_generic", near=False, pl="paszport|numer paszportu|nr paszportu|paszport seria", en="Polish passport|passport number")

# United Kingdom, Ireland
numbers("gb_nhs_number", "en", "gb.nhs", "<[4679]>#########", "### ### ####|##########|###-###-####|### ### ####", also="gb_chi_number", weight=2, en="NHS number|NHS no.|NHS No|National Health Service number|patient's NHS number", de="britische NHS-Nummer|NHS-Nummer")
numbers("gb_chi_number", "en", "own:mod11_10_to_2", "<ddmmyy>####", "|##########|###### ####", also="gb_nhs_number", en="CHI number|Community Health Index|CHI no.|CHI")
numbers("gb_nino", "en", "", "<[ABCEHJKLMPRSTWXYZ]><[ABCEHJKLMPRSWXYZ]>######<[ABCD]>", "## ## ## ## #|#########|## ## ## ## #", weight=2, near=False, en="National Insurance number|NI number|NINO|NI no.|National Insurance No", de="britische Sozialversicherungsnummer (NINO)|NINO")
numbers("gb_passport", "en", "", "<[1357]>########", "", also="passport_generic us_passport", near=False, en="UK passport|British passport number|HM Passport|passport number (UK)|UK passport no.", de="britischer Reisepass|Reisepassnummer (GB)")
numbers("gb_utr", "en", "gb.utr", "##########", "##########|##### #####|##########", en="UTR|Unique Taxpayer Reference|HMRC UTR|Self Assessment UTR|unique taxpayer reference (UTR)")
numbers("gb_vat", "en", "gb.vat", "#########", "GB#########|GB ### #### ##|### #### ##|GB#########", also=VATS, en="VAT registration number|VAT Reg No|VAT number|VAT no.", de="britische USt-IdNr.|VAT-Nummer")
numbers("gb_drivers_license", "en", "", "<[BDHLMPRST]><[AEIORU]><[LMNRT]><[KMST]><[9ENS]><[5678]><[0]><[123456789]><[012]><[12345678]>#<[ABCDEJMPS]>9##@@".replace("##@@", "<[ABCDEFGH]>@@"), "", also="drivers_license_generic", near=False, alone=False,
        en="driving licence number|DVLA driver number|driving licence|driver number|UK driving licence no.", de="britischer Führerschein|Führerscheinnummer (GB)")
numbers("gb_electoral_roll", "en", "", "@@####|@@###", "", near=False, en="electoral roll number|electoral number|electoral register number|electoral roll no.")
numbers("gb_bank_account", "en", "", "<[123456]>#<[012345]>#####<[123456789]>#####", "##-##-## ########|##-##-##, account number ########|## ## ## ########|##-##-## account no. ########", also="bank_account_generic", near=False,
        en="sort code|Sort code and account number|bank details: sort code|BACS payment to sort code", structured=False)
numbers("ie_pps", "en", "ie.pps", "#######@|#######@<[AB]>", "", en="PPS number|PPSN|PPS No.|Personal Public Service number|PPS", x="uimhir PSP", weight=2)
numbers("ie_passport", "en", "", "<[PL]><[ABCDEHJKLMNPRSTUVWXYZ]>#######", "", also="passport_generic", near=False, en="Irish passport|passport number|passport no.")

# Nordic countries
numbers("dk_cpr", "en de", "dk.cpr", "<ddmmyy>####", "######-####|##########|######-####", x="CPR-nummer|CPR-nr.|personnummer", en="Danish CPR number|CPR", de="dänische CPR-Nummer|CPR-Nummer", near=False, weight=2)
numbers("se_personnummer", "en de", "se.personnummer", "<yymmdd>####", "######-####|##########|######-####", x="personnummer|personnr|svenskt personnummer|samordningsnummer", en="Swedish personal identity number|personnummer|Swedish personal ID number", de="schwedische Personennummer|Personnummer", weight=2, also="")
numbers("se_orgnr", "en de", "se.orgnr", "<[5]><[5]><[6]>#######", "######-####|######-####|##########", also=VATS, x="organisationsnummer|org.nr|orgnr", en="Swedish company number|organisationsnummer", de="schwedische Organisationsnummer")
numbers("fi_hetu", "en de", "fi.hetu", "<ddmmyy>-###%", "", x="henkilötunnus|hetu|personbeteckning|sotu", en="Finnish personal identity code|HETU|henkilötunnus", de="finnische Personenkennung|Henkilötunnus", weight=2, alone=False)
numbers("no_fodselsnummer", "en de", "no.fodselsnummer", "<ddmmyy>#####", "###########|###### #####", x="fødselsnummer|personnummer|fødselsnr.|d-nummer", en="Norwegian national identity number|fødselsnummer", de="norwegische Personennummer|Fødselsnummer", weight=2)
numbers("is_kennitala", "en de", "is_.kennitala", "<ddmmyy>####", "######-####|##########", x="kennitala|kt.", en="Icelandic ID number (kennitala)|kennitala", de="isländische Kennitala|Kennitala")

# Belgium, Luxembourg
numbers("be_national_number", "nl fr de en", "be.nn", "<yymmdd>#####", "##.##.##-###.##|##.##.##-###.##|###########|###### ### ##", nl="rijksregisternummer|INSZ|rijksregisternr.|INSZ-nummer", fr="numéro national|numéro de registre national|NISS|N° national",
        de="Nationalregisternummer|belgische Nationalnummer", en="Belgian national number|national register number", weight=2)
numbers("be_vat", "nl fr en", "be.vat", "0<[4567]>########", "BE##########|BE #### ### ###|BE ####.###.###|####.###.###", also=VATS, nl="btw-nummer|ondernemingsnummer|BTW|KBO-nummer", fr="numéro d'entreprise|TVA|N° TVA|numéro de TVA", en="Belgian VAT number|company number (Belgium)")
numbers("be_passport", "nl fr en", "", "E<[ABCDEFGHIJ]>######", "", also="passport_generic", near=False, nl="paspoort|paspoortnummer|Belgisch paspoort nr.", fr="passeport belge|numéro de passeport", en="Belgian passport|passport number")


def lu(dice):
    from stdnum import luhn, verhoeff
    body = born(dice).strftime("%Y%m%d") + dice.digits(3)
    return body + luhn.calc_check_digit(body) + verhoeff.calc_check_digit(body)


add("lu_national_id", "fr de en", lu, fr="matricule|numéro de matricule|matricule CNS|numéro d'identification national", de="Matrikel|Matrikelnummer (CNS)|Luxemburger Identifikationsnummer|Matricule", en="Luxembourg national ID|matricule")

# Iberia, Greece
numbers("pt_nif", "en es fr", "pt.nif", "<[1235]>########", "#########|### ### ###|PT#########", x="NIF|contribuinte|n.º de contribuinte|número fiscal|número de identificação fiscal", en="Portuguese NIF|Portuguese tax number", es="NIF portugués", fr="NIF portugais", also=VATS, weight=2)
numbers("pt_niss", "en es", "own:pt_niss", "1##########", "", x="NISS|número de segurança social|segurança social n.º", en="Portuguese social security number (NISS)|NISS", es="NISS|seguridad social portuguesa (NISS)", near=False)
numbers("pt_citizen_card", "en es", "pt.cc", "########<[0123456789]>@@#|<[1]>#######<[0123456789]>@@#".replace("@@", "ZZ"), "######## # ###|############", x="cartão de cidadão|n.º do cartão de cidadão|CC n.º", en="Portuguese citizen card|cartão de cidadão", es="tarjeta de ciudadano portuguesa|cartão de cidadão")
numbers("gr_afm", "en de", "gr.vat", "#########", "#########|EL#########", x="ΑΦΜ|Α.Φ.Μ.|αριθμός φορολογικού μητρώου", en="Greek tax number (AFM)|AFM", de="griechische Steuernummer (AFM)|AFM", also=VATS)
numbers("gr_amka", "en de", "gr.amka", "<ddmmyy>#####", "", x="ΑΜΚΑ|Α.Μ.Κ.Α.", en="AMKA|Greek social security number (AMKA)", de="AMKA|griechische Sozialversicherungsnummer (AMKA)")

# Central and Eastern Europe
numbers("cz_birth_number", "en de", "cz.rc", "<yymmdd>####", "######/####|######/####|##########", x="rodné číslo|r. č.|RČ|osobní číslo (rodné číslo)", en="Czech birth number|rodné číslo|birth number", de="tschechische Geburtsnummer|Rodné číslo", also="sk_birth_number", weight=2)
numbers("sk_birth_number", "en de", "sk.rc", "<yymmdd>####", "######/####|######/####|##########", x="rodné číslo|občiansky preukaz, rodné číslo|slovenské rodné číslo", en="Slovak birth number|rodné číslo (SK)", de="slowakische Geburtsnummer|slowakisches rodné číslo", also="cz_birth_number")
numbers("hu_personal_id", "en de", "own:hu_personal", "<[12]><[45678]>#0<[123456789]><[12]><[12345678]>####", "###########|#-######-####", x="személyi azonosító|személyi szám|személyi azonosító jel", en="Hungarian personal ID|personal identification number (Hungary)", de="ungarische Personennummer|Személyi szám", near=False)
numbers("hu_taj", "en de", "own:hu_taj", "#########", "### ### ###|#########|###-###-###", x="TAJ szám|TAJ-szám|társadalombiztosítási azonosító jel|TAJ", en="Hungarian TAJ number|TAJ number", de="TAJ-Nummer|ungarische Sozialversicherungsnummer (TAJ)")
numbers("hu_vat", "en de", "hu.anum", "########", "HU########|HU########|########", also=VATS, x="adószám|közösségi adószám|ÁFA-szám", en="Hungarian VAT number|VAT number (Hungary)", de="ungarische USt-IdNr.|ungarische Steuernummer (adószám)", near=False)
numbers("hr_oib", "en de", "hr.oib", "###########", "###########|HR###########", x="OIB|osobni identifikacijski broj|porezni broj", en="OIB|Croatian OIB|Croatian personal identification number", de="OIB|kroatische OIB", also=VATS)
numbers("si_emso", "en de", "si.emso", "<ddmmyy>#".replace("<ddmmyy>#", "<[012]><[12345678]>0<[123456789]>9<[456789]>#50####"), "", x="EMŠO|enotna matična številka občana", en="Slovenian EMŠO|EMŠO", de="EMŠO|slowenische EMŠO")
numbers("si_tax_id", "en de", "si.ddv", "<[123456789]>#######", "########|SI########", x="davčna številka|ID za DDV|ID številka za DDV", en="Slovenian tax number|davčna številka", de="slowenische Steuernummer|davčna številka", also=VATS)
numbers("ro_cnp", "en de", "ro.cnp", "<[12]><yymmdd><[01234]>#####", "", x="CNP|cod numeric personal|C.N.P.", en="Romanian personal numeric code|CNP", de="CNP|rumänische Personennummer (CNP)")
numbers("bg_egn", "en de", "bg.egn", "<yymmdd>####", "", x="ЕГН|единен граждански номер|личен номер", en="Bulgarian EGN|EGN", de="EGN|bulgarische Personennummer (EGN)")
numbers("ee_isikukood", "en de", "ee.ik", "<[34]><yymmdd>####", "", x="isikukood|isikukood nr", en="Estonian personal code|isikukood", de="estnischer Personencode|isikukood")
numbers("lt_asmens", "en de", "lt.asmens", "<[34]><yymmdd>####", "", x="asmens kodas|a. k.|asmens kodas Nr.", en="Lithuanian personal code|asmens kodas", de="litauischer Personencode|asmens kodas")
numbers("lv_personal_code", "en de", "lv.pvn", "<ddmmyy>1####", "######-#####|######-#####|###########", x="personas kods|p.k.|personas kods Nr.", en="Latvian personal code|personas kods", de="lettischer Personencode|personas kods")
numbers("ru_inn", "en de", "ru.inn", "<[1234567]>#########|<[1234567]>###########", "", x="ИНН|ИНН организации|идентификационный номер налогоплательщика", en="Russian taxpayer number (INN)|Russian INN|INN", de="russische INN|INN")
numbers("tr_national_id", "en de", "tr.tckimlik", "<[123456789]>##########", "", x="TC kimlik no|T.C. kimlik numarası|TCKN|kimlik numarası", en="Turkish ID number|TC Kimlik No", de="türkische Identitätsnummer (TC Kimlik No)|TCKN")

# Cards of the Union
numbers("eu_ehic", "de fr es it nl pl en", "own:luhn", "80040###############|80276###############|80250###############|80724###############|80380###############|80616###############|80528###############", "####################|########## ##########|#### #### #### #### ####", near=False,
        de="EHIC|Europäische Krankenversicherungskarte|Kennnummer der Karte (EHIC)", fr="CEAM|carte européenne d'assurance maladie", es="tarjeta sanitaria europea|TSE", it="TEAM|tessera europea di assicurazione malattia",
        nl="EHIC|Europese gezondheidskaart", pl="EKUZ|Europejska Karta Ubezpieczenia Zdrowotnego", en="EHIC|European Health Insurance Card")
numbers("fi_ehic", "en de", "own:luhn", "8024680246##########", "########## ##########|####################", also="eu_ehic", near=False, x="sairaanhoitokortti|eurooppalainen sairaanhoitokortti|europeiskt sjukvårdskort", en="Finnish EHIC|European health insurance card", de="finnische EHIC|Europäische Krankenversicherungskarte")
