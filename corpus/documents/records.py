"""What systems export: customers, employees, travellers."""
import json

import people
import values
from documents.houses import euros
from writers import xlsx


def crm_csv(dice, ledger):
    lines = ["Kundennummer;Vorname;Nachname;Straße;Ort;Geburtsdatum;E-Mail;Telefon;IBAN;Steuer-ID;Umsatz 2023;Bemerkung"]
    for i in range(60):
        one = people.german(dice)
        remark = dice.pick(["", "", "Newsletter abbestellt", '"Ruft an, wenn ""Ware"" da ist; bitte notieren"', "Zahlt pünktlich"])
        lines.append(";".join([f"K-{20400 + i}", ledger.put("person_name", one.first), one.last, people.postal(ledger, one.street), one.place, one.birthday(ledger),
                               ledger.put("email_address", one.email), ledger.put("phone_number", values.phone_de(dice)),
                               ledger.put("iban", values.iban(dice)), ledger.put("de_tax_id", values.de_tax_id(dice).replace(" ", "")),
                               euros(dice, 90, 8000), remark]))
    return b"\xef\xbb\xbf" + ("\r\n".join(lines) + "\r\n").encode()


def crm_json(dice, ledger):
    customers = []
    for i in range(25):
        one = people.english(dice)
        customers.append({"id": 7100 + i, "name": ledger.put("person_name", one.name), "birth_date": one.birthday(ledger, "%Y-%m-%d"), "email": ledger.put("email_address", one.email),
                          "phone": ledger.put("phone_number", values.phone_us(dice)),
                          "ssn": ledger.put("us_ssn", values.us_ssn(dice)),
                          "payment": {"card_number": ledger.put("credit_card", values.credit_card(dice, dice.pick(["400001", "520082"]))),
                                      "valid_thru": ledger.put("credit_card_expiry", f"{dice.between(1, 12):02d}/{dice.between(25, 29)}")},
                          "address": {"street": ledger.put("street_address", one.street), "town": one.place}, "tags": dice.pick([["retail"], ["wholesale", "net30"]])})
    return (json.dumps({"exported": "2024-03-15T10:15:00Z", "customers": customers}, indent=2) + "\n").encode()


def payroll(dice, ledger):
    """The sheet with the numbers that matter is hidden, as people do."""
    visible = [["Name", "Abteilung", "Eintritt", "Brutto"]]
    hidden = [["Name", "Sozialversicherungsnummer", "Steuer-ID", "IBAN"]]
    for _ in range(14):
        one = people.german(dice)
        letter = one.last[0] if one.last[0].isascii() else "B"
        ledger.put("person_name", one.name, 2)  # once in each sheet
        visible.append([one.name, dice.pick(["Lager", "Vertrieb", "Werkstatt"]), one.born.replace(year=2010 + dice.below(13)),
                        float(dice.between(2400, 5200))])
        hidden.append([one.name, ledger.put("de_social_security", values.de_social_security(dice, one.born, letter)),
                       ledger.put("de_tax_id", values.de_tax_id(dice)), ledger.put("iban", values.spaced_iban(dice))])
    return xlsx.write("Gehaltsliste", "Personalbüro", [xlsx.Sheet("März 2024", visible), xlsx.Sheet("Stammdaten", hidden, hidden=True)])


def travel_roster(dice, ledger):
    """One traveller a line, each with the number of the home country."""
    kinds = [("FR", "NIR", "fr_nir", lambda one: values.fr_nir(dice, one.born)), ("ES", "DNI", "es_dni", lambda one: values.es_dni(dice)),
             ("IT", "codice fiscale", "it_fiscal_code", lambda one: values.it_fiscal_code(dice, one.born)),
             ("NL", "BSN", "nl_bsn", lambda one: values.nl_bsn(dice)),
             ("GB", "National Insurance number", "gb_nino", lambda one: values.gb_nino(dice)),
             ("US", "ITIN", "us_itin", lambda one: values.us_itin(dice))]
    text = "Travel roster, spring fair\n\n"
    for i in range(12):
        one, (country, name, detector, make) = people.english(dice), kinds[i % len(kinds)]
        text += f"{i + 1:2d}. {one.name}, {country}\n    {name}: {ledger.put(detector, make(one))}\n    room {210 + i}, vegetarian: no\n\n"
    return text.encode()


def notice_utf16(dice, ledger):
    one = people.german(dice)
    text = (f"Aktennotiz\r\n\r\n{ledger.put('person_name', f'Herr {one.last}')} hat heute angerufen und seine neue Bankverbindung durchgegeben:\r\n"
            f"IBAN {ledger.put('iban', values.spaced_iban(dice))}\r\nFür Rückfragen: {ledger.put('email_address', one.email)}\r\n\r\n"
            "Die alte Verbindung bitte zum Monatsende löschen – gez. Büro Süd\r\n")
    return b"\xff\xfe" + text.encode("utf-16-le")
