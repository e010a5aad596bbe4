"""Germany, Austria, Switzerland."""
from values.shapes import ALNUM, drawn
from values.spec import add, numbers

CARD = "CFGHJKLMNPRTVWXYZ0123456789"
CARD8 = f"<[{CARD}]>" * 8

numbers("de_tax_id", "de en", "own:de_idnr", "<[123456789]>##########", "## ### ### ###|###########|## ### ### ###", weight=3,
        de="Steuer-ID|Steueridentifikationsnummer|Identifikationsnummer|Steuerliche Identifikationsnummer|IdNr.|Steuer-IdNr",
        en="German tax ID|tax identification number|Steuer-ID|TIN (Germany)")


def de_tax_number(dice):
    form = dice.pick(["##/###/#####", "###/####/####", "###/###/#####", "## ### #####", "##/###/#####"])
    first = {"##/": ["21", "14", "16", "22", "30", "31", "79"], "###": ["201", "133", "151", "217", "127"],
             "## ": ["24", "75", "28", "93"]}[form[:3]]
    start = dice.pick(first)
    return start + drawn(dice, form[len(start):])


add("de_tax_number", "de", de_tax_number, weight=2, de="Steuernummer|St.-Nr.|Steuer-Nr.|Unsere Steuernummer|Steuernummer beim Finanzamt",
    en="German tax number|Steuernummer")
numbers("de_vat_id", "de en", "de.vat", "<[123456789]>########", "DE#########|DE ### ### ###|DE#########", weight=2, also="vat_number_generic",
        de="USt-IdNr.|Umsatzsteuer-Identifikationsnummer|USt-ID|Umsatzsteuer-ID|USt.-Id-Nr.", en="VAT number|VAT ID|VAT registration no.|German VAT ID")
numbers("de_id_card", "de en", "own:de_card", f"<[LMNPRTVWXY]>{CARD8}#", "|#########", near=False, weight=2,
        de="Personalausweis|Personalausweisnummer|Ausweisnummer|Personalausweis-Nr.|Ausweis-Nr.|Nummer des Personalausweises",
        en="German identity card|German identity card number|Personalausweis")
numbers("de_passport", "de en", "own:de_card", f"<[CFGHJK]>{CARD8}#", "|#########", near=False, also="passport_generic de_id_card", weight=2,
        de="Reisepass|Reisepassnummer|Passnummer|Reisepass-Nr.|Pass-Nr.", en="German passport|passport number|passport no.")
numbers("de_drivers_license", "de", "own:de_licence", f"%##<[{ALNUM}]><[{ALNUM}]><[{ALNUM}]><[{ALNUM}]><[{ALNUM}]>%%<[12]>", "", near=False,
        also="drivers_license_generic",
        de="Führerschein|Führerscheinnummer|Führerschein-Nr.|Nummer der Fahrerlaubnis|Fahrerlaubnisnummer", en="German driving licence|driver licence number")
numbers("de_social_security", "de en", "own:de_rvnr", "<[01456]><[0234589]><ddmmyy>@###", "## ###### # ###|############|## ###### # ###",
        de="Rentenversicherungsnummer|Sozialversicherungsnummer|RVNR|SV-Nummer|Versicherungsnummer der Rentenversicherung|RV-Nummer|Sozialversicherungs-Nr.",
        en="German social security number|pension insurance number", weight=2)
numbers("de_kvnr", "de en", "own:de_kvnr", "@#########", "", weight=2,
        de="Krankenversichertennummer|KVNR|Versichertennummer|Versicherten-Nr.|KV-Nummer|eGK-Nummer|Versichertennummer der Krankenkasse",
        en="health insurance number|German health insurance number")
numbers("de_lanr", "de", "own:de_lanr", "<[1234567]>########", "", near=False, de="LANR|Lebenslange Arztnummer|Arztnummer|Arzt-Nr.", en="LANR|physician number (LANR)")
numbers("de_bsnr", "de", "", "<[0]><[123]>#######|38#######|52#######|71#######|72#######|88#######", "", de="BSNR|Betriebsstättennummer|Betriebsstätten-Nr.|Betriebsstättennr.",
        en="BSNR|practice number (BSNR)")
numbers("de_ik_number", "de", "own:de_ik", "10<[1234567]>######|26<[1234567]>######|510######", "### ### ###||", near=False,
        de="Institutionskennzeichen|IK-Nummer|IK|IK der Krankenkasse|Kostenträgerkennung", en="IK number|institution code (IK)")
numbers("de_pzn", "de", "own:de_pzn", "<[01]>#######", "PZN-########|PZN ########|PZN: ########|PZN########|########", near=False, de="PZN|Pharmazentralnummer|Arzneimittel PZN",
        en="PZN|Pharmazentralnummer")
add("icd10_gm", "de", lambda d: d.pick(["E11.90", "I10.90", "J45.9", "F32.1", "M54.5", "C50.9", "K21.0", "N18.3", "G40.2", "B20", "F41.1", "E66.00",
                                         "I25.13", "J44.19", "M17.1", "H40.1", "L40.0", "K50.9", "Z51.1", "A41.9", "C34.1", "D50.9"])
    + d.pick(["", "", " G", "G", "V"]), also="icd10_cm", weight=2,
    de="ICD-10-GM|Diagnose|ICD-10|Gesicherte Diagnose|Diagnoseschlüssel|Hauptdiagnose (ICD)|ICD-Code", en="ICD-10-GM|diagnosis code (ICD-10-GM)")
add("de_bank_account", "de", lambda d: drawn(d, d.pick(["<[1234567]>##<[123459]>####", "<[1234567]>## ### ##"])), near=False,
    de="BLZ|Bankleitzahl", en="German bank code (BLZ)|Bankleitzahl", structured=False)
numbers("de_commercial_register", "de en", "", "<[123456789]>####|<[123456789]>#####", "HRB #####|HRA #####|HRB ######|HRB #####|HRB-Nr. #####", near=False,
        de="Amtsgericht Hamburg|Handelsregister München|Registergericht: Amtsgericht Köln|Handelsregister|Registergericht Stuttgart|Amtsgericht Charlottenburg",
        en="Registered at Amtsgericht Berlin|commercial register (Germany)|Handelsregister")
add("de_license_plate", "de", lambda d: f"{d.pick(['HH', 'B', 'M', 'K', 'F', 'S', 'DD', 'L', 'HB', 'KI', 'OL', 'BN', 'MZ', 'WÜ', 'KA', 'FR', 'REG'])}"
    f"{d.pick(['-', ' ', '-'])}{d.take('ABCDEFGHJKLMNPRSTVWXY', d.between(1, 2))}{d.pick([' ', '-', ' '])}{d.between(11, 9989)}{d.pick(['', '', '', '', 'E', 'H'])}",
    de="Kennzeichen|amtliches Kennzeichen|Kfz-Kennzeichen|Fahrzeug mit dem Kennzeichen|Nummernschild", en="licence plate|number plate (Germany)|Kfz-Kennzeichen")
add("de_schufa_id", "de", lambda d: drawn(d, d.pick(["<[123456789]>#########", "<[123456789]>###########"])), structured=False,
    de="SCHUFA-Nummer|SCHUFA-Aktenzeichen|SCHUFA-ID|SCHUFA-Auskunft Nr.", en="SCHUFA ID|SCHUFA number")

numbers("at_social_security", "de en", "at.vnr", "<[123456789]>###<ddmmyy>", "#### ######|##########|####-######|#### ## ## ##", weight=2,
        de="SVNR|Sozialversicherungsnummer|SV-Nummer|österreichische Sozialversicherungsnummer|Versicherungsnummer (AT)|SV-Nr.", en="Austrian social security number|SVNR")
numbers("at_tax_number", "de", "at.tin", "0<[3456789]>#######|<[126789]>########", "##-###/####|##-###/####|## ###/####|#########", de="Abgabenkontonummer|Steuernummer (Finanzamt Österreich)|österreichische Steuernummer|Steuernummer Österreich",
        en="Austrian tax number|Abgabenkontonummer", near=False)
numbers("at_vat_id", "de en", "at.uid", "U########", "AT#########|AT#########|AT# ########|AT #########", also="vat_number_generic", de="UID-Nummer|UID|USt-IdNr.|Umsatzsteuer-ID|UID-Nr.",
        en="VAT number|Austrian VAT ID|UID number")
numbers("at_passport", "de en", "", "@#######", "# #######|########", also="passport_generic", de="Reisepassnummer|Reisepass (Österreich)|österreichischer Reisepass Nr.|Passnummer", en="Austrian passport|passport number", near=False)
numbers("at_drivers_license", "de", "", "<[123456789]>#######", "", also="drivers_license_generic", de="Führerscheinnummer (AT)|österreichischer Führerschein|Führerschein Nr.|Führerscheinnummer",
        en="Austrian driving licence|driving licence number", near=False)

numbers("ch_ahv", "de fr it en", "ch.ssn", "756##########", "###.####.####.##|###.####.####.##|#############|### #### #### ##", weight=2,
        de="AHV-Nummer|AHV-Nr.|Sozialversicherungsnummer|AHVN13", fr="numéro AVS|No AVS|NAVS13", it="numero AVS|AVS", en="AHV number|Swiss social security number")
numbers("ch_uid", "de fr it", "ch.uid", "CHE#########", "###-###.###.###|###-###.###.###|############", de="UID|Unternehmens-Identifikationsnummer|UID-Nummer|Firmennummer UID", alone=True, also="ch_vat vat_number_generic",
        fr="IDE|numéro d'identification des entreprises|numéro IDE", it="IDI|numero d'identificazione delle imprese", en="Swiss company UID|UID")
numbers("ch_vat", "de fr it", "ch.vat", "CHE#########MWST|CHE#########TVA|CHE#########IVA", "###-###.###.### ####|###-###.###.### ####|############ ####", also="ch_uid vat_number_generic", alone=True,
        de="MWST-Nr.|Mehrwertsteuernummer|MWST-Nummer", fr="numéro TVA|No TVA", it="numero IVA|N. IVA", en="Swiss VAT number|VAT no.")
