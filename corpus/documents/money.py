"""Claim, account statement, payment order, tax letter, collection letter, affidavit of fraud, business registration."""
import datetime

import people
import values
from documents import houses
from documents.houses import euros
from layout import Document, Fields, Heading, PageBreak, Paragraph, Table
from writers import docx, pdf, xlsx


def insurance_claim(dice, ledger):
    driver, other = people.german(dice), people.german(dice)
    blocks = [
        Heading("Schadenmeldung zur Kfz-Versicherung"),
        Fields([("Versicherungsnehmer", ledger.put("person_name", driver.name)), ("Geburtsdatum", driver.birthday(ledger)),
                ("Anschrift", driver.home(ledger)), ("Telefon", ledger.put("phone_number", values.phone_de(dice))),
                ("E-Mail", ledger.put("email_address", driver.email)), ("Vertrag", "KF-2207-881"), ("Kennzeichen", ledger.put("de_license_plate", "HH-AB 123")),
                ("Führerscheinnummer", ledger.put("de_drivers_license", values.de_drivers_license(dice))),
                ("Personalausweisnummer", ledger.put("de_id_card", values.de_document(dice, "LMNPRTVWXY")))]),
        Heading("Hergang"),
        Paragraph("Am 2. März 2024 gegen 17:45 Uhr fuhr ich auf der Oberen Mühlgasse in Richtung Hafen. Das Fahrzeug vor mir bremste wegen "
                  "eines Radfahrers, ich konnte rechtzeitig anhalten. Der Lieferwagen hinter mir fuhr auf mein Fahrzeug auf und schob es auf "
                  "den Wagen davor. Verletzt wurde niemand, die Polizei hat den Unfall aufgenommen."),
        Paragraph(f"Unfallgegner: {other.name}, {other.home(ledger)}, Telefon {ledger.put('phone_number', values.phone_de(dice))}."),
        Heading("Schäden und Kosten"),
        Table(["Position", "Beschreibung", "Betrag in EUR"],
              [["1", "Stoßfänger hinten mit Lackierung", euros(dice, 900, 1400)], ["2", "Heckklappe richten", euros(dice, 500, 900)],
               ["3", "Mietwagen, sechs Tage", euros(dice, 280, 420)], ["4", "Gutachten", euros(dice, 450, 700)]], [12, 60, 28]),
        Paragraph(f"Bitte überweisen Sie die Erstattung auf mein Konto, IBAN {ledger.put('iban', values.spaced_iban(dice))}. Ich versichere, "
                  "dass alle Angaben der Wahrheit entsprechen."),
        Paragraph(f"Ort, Datum: {driver.place.split()[1]}, 4. März 2024"),
    ]
    head = houses.letterhead(dice, ledger, "Nordwind Versicherung AG", "schaden@nordwind-versicherung.example.com")
    note = f"Rückruf am Montag unter {ledger.put('phone_number', values.phone_de(dice))} vereinbart, Handy aus der Akte stimmt nicht mehr."
    return docx.write(Document("Schadenmeldung KF-2207-881", driver.name, head, houses.bank_line(dice, ledger), blocks,
                               comments=[("Sachbearbeitung", note)]))


PAYEES = ["Stadtwerke Moosbruch", "Bäckerei Löwenhagen", "Hausverwaltung Eichelkamp", "Mobilfunk Sonnenhang", "Verein der Gartenfreunde",
          "Möbelhaus Tüllmanns", "Versicherung Nordwind", "Drogerie am Alten Deich", "Bahnreisen", "Buchhandlung Quastenberg"]


def account_statement(dice, ledger):
    owner, day, balance = people.german(dice), datetime.date(2024, 2, 1), 2417.36
    rows = [["Kontoauszug Februar und März 2024"], ["Kontoinhaber", f"{owner.name}, {owner.home(ledger)}"],
            ["IBAN", ledger.put("iban", values.spaced_iban(dice))], ["BIC", ledger.put("swift_bic", values.bic(dice))], [],
            ["Buchung", "Wertstellung", "Auftraggeber/Empfänger", "IBAN Gegenkonto", "Verwendungszweck", "Betrag", "Saldo"]]
    for i in range(48):
        day += datetime.timedelta(days=dice.below(3))
        amount = dice.between(8, 240) + dice.below(100) / 100 if dice.chance(6) else -(dice.between(4, 160) + dice.below(100) / 100)
        balance = round(balance + amount, 2)
        rows.append([day, day + datetime.timedelta(days=dice.below(2)), dice.pick(PAYEES), ledger.put("iban", values.iban(dice)),
                     dice.pick(["Lastschrift Abschlag", "Kartenzahlung", "Rechnung vom Vormonat", "Dauerauftrag Miete", "Beitrag"]),
                     float(round(amount, 2)), float(balance)])
    totals = xlsx.Sheet("Summen", [["Monat", "Eingänge", "Ausgänge"], ["Februar", 612.4, 1830.2], ["März", 340.75, 1466.1]])
    return xlsx.write("Kontoauszug", "Kreditbank Birkenwinkel", [xlsx.Sheet("Umsätze", rows), totals])


def payment_order(dice, ledger):
    """SEPA credit transfers, ISO 20022 pain.001.001.03."""
    transfers, debtor = "", people.german(dice)
    for i in range(6):
        payee = people.german(dice)
        transfers += f"""      <CdtTrfTxInf>
        <PmtId><EndToEndId>RE-2024-03{i:02d}</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="EUR">{dice.between(80, 2400)}.{dice.below(100):02d}</InstdAmt></Amt>
        <CdtrAgt><FinInstnId><BIC>{ledger.put("swift_bic", values.bic(dice))}</BIC></FinInstnId></CdtrAgt>
        <Cdtr><Nm>{payee.name}</Nm></Cdtr>
        <CdtrAcct><Id><IBAN>{ledger.put("iban", values.iban(dice, dice.pick(["DE", "AT", "NL", "FR"])))}</IBAN></Id></CdtrAcct>
        <RmtInf><Ustrd>Rechnung RE-2024-03{i:02d}</Ustrd></RmtInf>
      </CdtTrfTxInf>
"""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">
  <CstmrCdtTrfInitn>
    <GrpHdr><MsgId>ZV-20240315-01</MsgId><CreDtTm>2024-03-15T10:15:00</CreDtTm><NbOfTxs>6</NbOfTxs><InitgPty><Nm>{debtor.name}</Nm></InitgPty></GrpHdr>
    <PmtInf>
      <PmtInfId>ZV-1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt>2024-03-18</ReqdExctnDt>
      <Dbtr><Nm>{debtor.name}</Nm></Dbtr>
      <DbtrAcct><Id><IBAN>{ledger.put("iban", values.iban(dice))}</IBAN></Id></DbtrAcct>
      <DbtrAgt><FinInstnId><BIC>{ledger.put("swift_bic", values.bic(dice))}</BIC></FinInstnId></DbtrAgt>
{transfers}    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
""".encode()


def tax_letter(dice, ledger):
    citizen = people.german(dice)
    number = values.de_tax_id(dice)
    lines = [["Einkünfte aus nichtselbständiger Arbeit", euros(dice, 38000, 52000)], ["Werbungskosten", euros(dice, 1300, 2600)],
             ["Einkünfte aus Vermietung und Verpachtung", euros(dice, 1800, 5200)], ["Sonderausgaben", euros(dice, 4000, 7200)],
             ["Zu versteuerndes Einkommen", euros(dice, 34000, 41000)], ["Festgesetzte Einkommensteuer", euros(dice, 7200, 9100)],
             ["Solidaritätszuschlag", "0,00"], ["Anzurechnende Lohnsteuer", euros(dice, 7600, 9600)], ["Erstattung", euros(dice, 210, 900)]]
    blocks = [
        Paragraph(f"{citizen.name}, {citizen.home(ledger)}"),
        Heading("Bescheid für 2023 über Einkommensteuer und Solidaritätszuschlag"),
        Fields([("Identifikationsnummer", ledger.put("de_tax_id", number)), ("Steuernummer", ledger.put("de_tax_number", "22/815/08150")),
                ("Geburtsdatum", citizen.birthday(ledger)),
                ("Sozialversicherungsnummer", ledger.put("de_social_security",
                                                         values.de_social_security(dice, citizen.born, citizen.last[0] if citizen.last[0].isascii() else "S")))]),
        Heading("Festsetzung"), Table(["Besteuerungsgrundlage", "Betrag in EUR"], lines, [70, 30]),
        Paragraph(f"Die Erstattung wird auf das Konto mit der IBAN {ledger.put('iban', values.spaced_iban(dice))} überwiesen."),
        Heading("Erläuterungen"),
        Paragraph("Die Aufwendungen für ein häusliches Arbeitszimmer konnten nicht in voller Höhe berücksichtigt werden, weil die Tätigkeit "
                  "überwiegend an der ersten Tätigkeitsstätte ausgeübt wurde. Die Entfernungspauschale wurde nach den vorliegenden Angaben "
                  "angesetzt. Belege sind nur auf Anforderung einzureichen."),
        PageBreak(),
        Heading("Rechtsbehelfsbelehrung"),
        Paragraph("Die Festsetzung der Einkommensteuer kann mit dem Einspruch angefochten werden. Der Einspruch ist bei dem vorbezeichneten "
                  "Finanzamt schriftlich einzureichen, diesem elektronisch zu übermitteln oder dort zur Niederschrift zu erklären. Die Frist "
                  "beträgt einen Monat und beginnt mit Ablauf des Tages, an dem Ihnen der Bescheid bekannt gegeben worden ist."),
        Paragraph(f"Bei Rückfragen geben Sie bitte Ihre Steuer-ID {ledger.put('de_tax_id', number)} an."),
    ]
    head = houses.letterhead(dice, ledger, "Finanzamt Köln-Sonnenhang", "poststelle@finanzamt.example.org", street="Sonnenhang 1, 50999 Köln")
    return pdf.write(Document("Einkommensteuerbescheid 2023", "Finanzamt", head, "Dieser Bescheid ist maschinell erstellt.", blocks))


def collection_letter(dice, ledger):
    debtor = people.german(dice)
    blocks = [
        Paragraph(f"{debtor.name}, {debtor.home(ledger)}"),
        Heading("Letzte Mahnung vor gerichtlichem Mahnverfahren"),
        Fields([("Aktenzeichen", "FO-24/3318"), ("Gläubiger", "Möbelhaus Tüllmanns GmbH"), ("USt-IdNr. der Lieferantin", ledger.put("vat_number_generic", "DK90000012")), ("Forderung vom", "11.11.2023")]),
        Paragraph(f"Sehr geehrte Damen und Herren, trotz zweier Mahnungen ist die folgende Forderung gegen {debtor.name}, geboren am "
                  f"{debtor.birthday(ledger)}, offen. Die Lastschrift vom Konto mit der IBAN {ledger.put('iban', values.spaced_iban(dice))} wurde "
                  "von Ihrer Bank zurückgegeben."),
        Table(["Forderung", "Betrag in EUR"], [["Hauptforderung", "1.284,90"], ["Zinsen", "38,12"], ["Kosten der Rücklastschrift", "8,50"],
                                               ["Inkassovergütung", "130,00"], ["Gesamt", "1.461,52"]], [70, 30]),
        Paragraph("Zahlen Sie den Gesamtbetrag bis zum 29. März 2024 auf unser unten genanntes Konto. Können Sie nicht in einer Summe zahlen, "
                  f"rufen Sie uns an: Telefon {ledger.put('phone_number', values.phone_de(dice))}. Ratenzahlung ist möglich."),
        Paragraph(f"Wir haben Sie zuletzt unter {ledger.put('email_address', debtor.email)} und telefonisch unter "
                  f"{ledger.put('phone_number', values.phone_de(dice))} zu erreichen versucht."),
    ]
    head = houses.letterhead(dice, ledger, "Fordera Inkasso GmbH", "kontakt@fordera-inkasso.example.net")
    return docx.write(Document("Mahnung FO-24/3318", "Fordera Inkasso", head, houses.bank_line(dice, ledger), blocks))


def fraud_affidavit(dice, ledger):
    victim = people.english(dice)
    card = values.credit_card(dice)
    rows = [[f"0{1 + i // 2}/{12 + i}/2024", words, f"${dice.between(60, 1900):,}.{dice.below(100):02d}"]
            for i, words in enumerate(["Electronics, online", "Airline ticket", "Gift cards", "Jewelry, in store"])]
    blocks = [
        Heading("Identity Theft and Fraud Affidavit"),
        Fields([("Full legal name", ledger.put("person_name", victim.name)), ("Date of birth", victim.birthday(ledger, "%B %d, %Y")), ("Address", f"{ledger.put('street_address', victim.street)}, {victim.place}"),
                ("Social Security number", ledger.put("us_ssn", values.us_ssn(dice))),
                ("U.S. passport number", ledger.put("us_passport", values.us_passport(dice))),
                ("Phone", ledger.put("phone_number", values.phone_us(dice))), ("E-mail", ledger.put("email_address", victim.email))]),
        Heading("Statement"),
        Paragraph(f"On March 12, 2024 I learned that my credit card {ledger.put('credit_card', card)} had been used without my permission. I did "
                  "not authorize anyone to use my name or personal information to obtain the money, credit, goods or services described below."),
        Table(["Date", "Transaction", "Amount"], rows, [25, 50, 25]),
        Paragraph(f"A second account was opened in my name with the same Social Security number. The bank's routing number is "
                  f"{ledger.put('us_aba_routing', values.us_aba_routing(dice))}. I have not received any of the money."),
        PageBreak(),
        Heading("Declaration"),
        Paragraph("I declare under penalty of perjury that the information I have provided in this affidavit is true and correct to the best of "
                  "my knowledge. I understand that knowingly making false statements to government agencies may violate federal or state law."),
        Paragraph(f"Please replace the card ending in {card[-4:]} and close the account. Signed: {victim.name}, March 15, 2024."),
    ]
    head = houses.letterhead(dice, ledger, "Port Ashby Community Bank", "fraud@portashby-bank.example.com", values.phone_us,
                             "12 Harbor Lane, Port Ashby, IL")
    return pdf.write(Document("Fraud affidavit", victim.name, head, "Keep a copy of this form for your records.", blocks, "en"))


def business_registration(dice, ledger):
    owner = people.german(dice)
    blocks = [
        Heading("Gewerbe-Anmeldung nach § 14 GewO"),
        Fields([("Name, Vorname", ledger.put("person_name", f"{owner.last}, {owner.first}")), ("Geburtsdatum", owner.birthday(ledger)),
                ("Wohnanschrift", owner.home(ledger)), ("Telefon", ledger.put("phone_number", values.phone_de(dice))),
                ("E-Mail", ledger.put("email_address", owner.email)),
                ("Reisepassnummer", ledger.put("de_passport", values.de_document(dice, "CFGHJK")))]),
        Heading("Angaben zum Betrieb"),
        Fields([("Bezeichnung", "Fahrradwerkstatt Krähenstieg"), ("Betriebsstätte", people.postal(ledger, "Krähenstieg 12, 10999 Berlin")),
                ("Beginn der Tätigkeit", "01.04.2024"), ("Umsatzsteuer-ID", ledger.put("de_vat_id", values.de_vat_id(dice))),
                ("Zahl der Beschäftigten", "2 in Vollzeit, 1 in Teilzeit")]),
        Paragraph("Die Anmeldung berechtigt nicht zum Beginn des Gewerbebetriebes, wenn noch eine Erlaubnis oder eine Eintragung in die "
                  "Handwerksrolle notwendig ist. Diese Bescheinigung ist keine Genehmigung zur Errichtung einer Betriebsstätte."),
    ]
    return pdf.write(Document("Gewerbe-Anmeldung", "Ordnungsamt",
                              houses.letterhead(dice, ledger, "Bezirksamt, Ordnungsamt", "gewerbe@bezirksamt.example.org",
                                                street="Lindenhöfer Weg 30, 10999 Berlin"), "GewA 1", blocks))
