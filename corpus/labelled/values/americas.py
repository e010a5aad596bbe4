"""North and South America."""
from values.shapes import drawn, formed
from values.spec import add, numbers

add("us_ssn", "en de es", lambda d: formed(f"{d.between(734, 749)}{d.between(11, 98)}{d.between(1001, 9989)}", d.pick(["###-##-####", "###-##-####", "### ## ####", ""])), weight=4,
    en="SSN|Social Security Number|social security no.|SS#|Soc Sec No|employee SSN", de="US-Sozialversicherungsnummer|SSN", es="número de Seguro Social|SSN")
add("us_itin", "en es", lambda d: formed(f"9{d.digits(2)}{d.pick(['71', '83', '90', '94', '55', '62'])}{d.between(1001, 9989)}", d.pick(["###-##-####", "###-##-####", ""])), weight=2,
    en="ITIN|Individual Taxpayer Identification Number|taxpayer ID (ITIN)|ITIN number", es="ITIN|número de identificación personal del contribuyente (ITIN)")
numbers("us_ein", "en", "us.ein", "#########", "##-#######|##-#######|#########", near=False, weight=2, en="EIN|Employer Identification Number|FEIN|Federal EIN|employer ID (EIN)|Federal Tax ID")
numbers("us_aba_routing", "en", "us.rtn", "<[01]><[12]>#######|<[23]><[12]>#######", "", weight=2, en="ABA routing number|routing number|ABA|RTN|routing transit number|bank routing no.")
numbers("us_bank_account", "en", "", "<[123456789]>#########|<[123456789]>#######|<[123456789]>###########", "", also="bank_account_generic", near=False, structured=False,
        en="checking account number|savings account number|bank account number|checking acct no.|bank account no.")
numbers("bank_account_generic", "de fr es it nl pl", "", "<[123456789]>########|<[123456789]>#########", "", also="us_bank_account de_bank_account", near=False, structured=False, de="Kontonummer|Konto-Nr.|Bankkonto Nr.",
        fr="numéro de compte|numéro de compte bancaire|compte n°", es="número de cuenta|número de cuenta bancaria|cuenta bancaria n.º", it="numero di conto|conto corrente n.|numero conto corrente", nl="rekeningnummer|bankrekeningnummer", pl="numer konta|numer rachunku|nr rachunku bankowego", en="account number|acct no.")
numbers("us_dea_number", "en", "own:us_dea", "<[ABFM]>@#######", "", weight=2, en="DEA number|DEA|DEA registration|DEA #|prescriber DEA")
numbers("us_npi", "en", "own:us_npi", "1#########", "", weight=2, en="NPI|National Provider Identifier|provider NPI|NPI number")
LET = "<[ACDEFGHJKMNPQRTUVWXY]>"
ALN = "<[0123456789ACDEFGHJKMNPQRTUVWXY]>"
numbers("us_mbi", "en", "", f"<[123456789]>{LET}{ALN}#{LET}{ALN}#{LET}{LET}##", "####-###-####|###########|####-###-####", near=False, weight=2, en="Medicare number|MBI|Medicare Beneficiary Identifier|Medicare ID|beneficiary ID (MBI)")
numbers("us_passport", "en", "", "<[ACXYZ]>########|<[123456]>########", "", also="passport_generic gb_passport", near=False, en="US passport|U.S. passport number|passport number|passport no.|United States passport", weight=2)
numbers("us_drivers_license", "en", "", "<[ABCDEFNY]>#######|<[GHJKS]>############|<[1234567]>#######", "", also="drivers_license_generic", near=False, en="driver's license|driver license number|DL number|driver's license no.|DMV license number|Driver License #", structured=False)
add("us_health_plan_id", "en", lambda d: drawn(d, d.pick(["<[XYWKR]>@@#########", "@@#########", "<[123456789]>##########"])), structured=False, en="member ID|health plan member ID|subscriber ID|insurance policy number (health plan)|health insurance member ID")
numbers("us_ndc", "en", "", "####<[123456789]>###<[123456789]>#|#####<[123456789]>##<[123456789]>#|0####<[123456789]>###<[123456789]>#", "", near=False, en="NDC|National Drug Code|drug code (NDC)|NDC code")
from values.spec import SPECS  # noqa: E402
SPECS["us_ndc"].make = lambda d: d.pick([lambda: drawn(d, "####-####-##"), lambda: drawn(d, "#####-###-##"), lambda: drawn(d, "#####-####-##"), lambda: drawn(d, "#####-####-#")])()
add("icd10_cm", "en", lambda d: d.pick(["E11.9", "I10", "J45.909", "F32.1", "M54.50", "C50.911", "K21.9", "N18.31", "G40.209", "B20", "F41.1", "E66.01", "S72.001A", "I25.10",
                                         "J44.1", "M17.11", "H40.1131", "L40.0", "Z51.11", "A41.9", "O24.410", "T78.40XA"]), also="icd10_gm", weight=2,
    en="ICD-10|ICD-10-CM|diagnosis code|Dx code|primary diagnosis (ICD-10)|admitting diagnosis ICD-10")
add("icd9_cm", "en", lambda d: d.pick(["250.00", "401.9", "493.90", "V58.11", "E885.9", "428.0", "715.16", "296.20", "530.81", "414.01", "V70.0", "724.2", "311"]), en="ICD-9|ICD-9-CM|ICD-9 diagnosis|ICD9 code")
add("cpt_code", "en", lambda d: d.pick(["99213", "99214", "99203", "36415", "80053", "85025", "93000", "71046", "45378", "90471", "0001F", "0042T", "97110", "90834"]), en="CPT|CPT code|procedure code (CPT)|billing code CPT|CPT procedure")
add("hcpcs_code", "en", lambda d: d.pick(["J1100", "G0008", "A0428", "E0601", "L3000", "J3420", "G0463", "Q4101", "A4253", "K0001", "J0696"]), en="HCPCS|HCPCS code|HCPCS level II|HCPCS billing code")
numbers("cusip", "en de", "cusip", "<[0123456789]>##<[0123456789ABCDEFGH]><[0123456789]><[0123456789VW]><[1]>0#", "", en="CUSIP|CUSIP number|CUSIP no.", de="CUSIP|CUSIP-Nummer")

numbers("ca_sin", "en fr", "ca.sin", "<[1234567]>########", "### ### ###|###-###-###|#########", weight=2, en="SIN|Social Insurance Number|social insurance no.", fr="NAS|numéro d'assurance sociale|N° d'assurance sociale")
numbers("ca_on_ohip", "en", "luhn", "<[123456789]>#########", "####-###-###|#### ### ### ##".replace(" ##", "") + "|##########|####-###-###", also="ca_health_service", en="OHIP number|OHIP|Ontario health card|health card number (Ontario)")
numbers("ca_bc_phn", "en", "ca.bc_phn", "9#########", "#### ### ###|##########", also="ca_health_service", en="BC PHN|Personal Health Number (BC)|BC Services Card PHN|PHN|CareCard")
numbers("ca_health_service", "en fr", "", "<[123456789]>#########", "", near=False, also="ca_on_ohip ca_bc_phn", en="health card number|Alberta personal health number|provincial health card|Personal Health Number", fr="carte d'assurance maladie|numéro de carte santé|carte santé n°", structured=False)
numbers("ca_qc_hin", "fr en", "", "<[BCDGLMPRT]><[AEORU]><[LMRNT]><[AEJMPS]>##<[05]><[123456789]><[012]><[12345678]>##", "#### #### ####|############", near=False, fr="RAMQ|numéro d'assurance maladie|NAM|carte soleil|numéro RAMQ", en="RAMQ number|Quebec health insurance number")
numbers("ca_passport", "en fr", "", "<[AGHJQWB]><[ABCDEFGHJK]>######", "", also="passport_generic", near=False, en="Canadian passport|passport number|passport no. (Canada)", fr="passeport canadien|numéro de passeport")
numbers("ca_drivers_license", "en fr", "", "@####<[0123456789]>#########", "#####-#####-#####|#####-#####-#####|###############", also="drivers_license_generic", near=False, en="Ontario driver's licence|driver's licence number|driver's licence no.", fr="permis de conduire (Ontario)|permis de conduire n°")
numbers("ca_bank_account", "en", "", "<[0123]>####<[0]><[0]>#<[1234567]>######", "#####-### #######|#####-###-#######", near=False, also="bank_account_generic", structured=False, en="transit and institution number|direct deposit, transit number|transit number")

numbers("br_cpf", "es en", "br.cpf", "###########", "###.###.###-##|###.###.###-##|###########", weight=2, x="CPF|CPF n.º|Cadastro de Pessoas Físicas", en="Brazilian CPF|CPF number", es="CPF (Brasil)|CPF")
numbers("br_cnpj", "es en", "br.cnpj", "########000<[123]>##", "##.###.###/####-##|##.###.###/####-##|##############", x="CNPJ|CNPJ da empresa|Cadastro Nacional da Pessoa Jurídica", en="Brazilian CNPJ|CNPJ", es="CNPJ (Brasil)|CNPJ")
numbers("br_rg", "en es", "", "<[1234]>########", "##.###.###-#|##.###.###-#", near=False, x="RG|carteira de identidade RG|registro geral|RG n.º", en="Brazilian RG|RG number", es="RG (Brasil)|registro geral")
numbers("ar_cuit", "es en", "ar.cuit", "20#########|27#########|30#########|23#########", "##-########-#|##-########-#|###########", es="CUIT|CUIL|clave única de identificación tributaria|CUIT n.º", en="Argentine CUIT|CUIT number")
numbers("ar_dni", "es en", "", "<[1234]>#######", "##.###.###|########|##.###.###", near=False, es="DNI argentino|DNI (Argentina)|documento nacional de identidad argentino|D.N.I.", en="Argentine DNI|DNI (Argentina)")
numbers("cl_rut", "es en", "cl.rut", "<[12]>#######<[0123456789K]>|<[56789]>######<[0123456789K]>", "", es="RUT|RUN|rol único tributario|R.U.T.", en="Chilean RUT|RUT")
SPECS["cl_rut"].make = (lambda plain: lambda d: (lambda t: d.pick([f"{int(t[:-1]):,}".replace(",", ".") + "-" + t[-1], t[:-1] + "-" + t[-1], f"{int(t[:-1]):,}".replace(",", ".") + "-" + t[-1]]))(plain(d)))(SPECS["cl_rut"].make)
numbers("co_cedula", "es en", "", "<[123456789]>#######|1#########", "", near=False, es="cédula de ciudadanía|C.C.|cédula|NUIP|cédula de ciudadanía n.º", en="Colombian cédula|cédula de ciudadanía")
numbers("mx_curp", "es en", "mx.curp", "<[BCGHLMPRSTV]><[AEIOU]><[BCDGLMPRST]><[ABCDEFGHJKLM]><yymmdd><[HM]><[D]>F<[BCDFGLMNPRST]><[BCDFGLMNPRST]><[BCDFGLMNPRST]>0#", "", alone=True, es="CURP|clave única de registro de población|C.U.R.P.", en="Mexican CURP|CURP")
