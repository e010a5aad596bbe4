"""A laboratory report, a ward list, a list of prescribers."""
import datetime

import people
import values
from documents import houses
from layout import Document, Fields, Heading, PageBreak, Paragraph, Table
from writers import pdf

BLOOD = [("Leukozyten", "G/l", 4.0, 10.0), ("Erythrozyten", "T/l", 4.3, 5.8), ("Hämoglobin", "g/dl", 12.0, 17.0),
         ("Hämatokrit", "%", 37.0, 50.0), ("MCV", "fl", 80.0, 96.0), ("Thrombozyten", "G/l", 150.0, 370.0)]
CHEMISTRY = [("Natrium", "mmol/l", 135.0, 145.0), ("Kalium", "mmol/l", 3.6, 5.2), ("Kreatinin", "mg/dl", 0.5, 1.2),
             ("Harnstoff", "mg/dl", 17.0, 48.0), ("GPT (ALT)", "U/l", 5.0, 41.0), ("GOT (AST)", "U/l", 5.0, 40.0),
             ("Gamma-GT", "U/l", 8.0, 61.0), ("Cholesterin", "mg/dl", 100.0, 200.0), ("HDL", "mg/dl", 40.0, 90.0),
             ("Triglyceride", "mg/dl", 50.0, 150.0), ("Glukose nüchtern", "mg/dl", 70.0, 99.0), ("HbA1c", "%", 4.0, 6.0)]
DIAGNOSES = [("E11.9", "Diabetes mellitus, Typ 2"), ("I10", "Essentielle Hypertonie"), ("E78.5", "Hyperlipidämie"),
             ("J45.909", "Asthma bronchiale"), ("F32.9", "Depressive Episode"), ("N18.3", "Chronische Nierenkrankheit"),
             ("K21.9", "Refluxkrankheit"), ("M54.5", "Kreuzschmerz"), ("G43.909", "Migräne"), ("C50.919", "Mammakarzinom"),
             ("I25.10", "Koronare Herzkrankheit"), ("E03.9", "Hypothyreose")]


def measured(dice, panel):
    rows = []
    for name, unit, low, high in panel:
        value = low * 0.85 + (high * 1.25 - low * 0.85) * dice.below(1000) / 1000
        mark = "-" if value < low else "+" if value > high else ""
        rows.append([name, f"{value:.1f}".replace(".", ",") + f" {mark}".rstrip(), unit, f"{low:.1f} – {high:.1f}".replace(".", ",")])
    return rows


def put_code(ledger, code):
    """A German code has two digits behind the point at most, the American one more."""
    return ledger.put("icd10_cm" if len(code) > 6 else "icd10_gm", code)


def lab_report(dice, ledger):
    """Its name stands in the heading and in the title of the file."""
    patient, doctor = people.german(dice), people.german(dice)
    panel = [42, 20, 18, 28]
    head = ["Parameter", "Ergebnis", "Einheit", "Referenzbereich"]
    (first, first_name), (second, second_name) = DIAGNOSES[0], DIAGNOSES[5]
    blocks = [
        Heading(f"{ledger.put('medical_record_document', 'Laborbefund', 2)} – Endbefund"),
        Fields([("Patient", ledger.put("person_name", patient.name)), ("Geburtsdatum", patient.birthday(ledger)), ("Anschrift", patient.home(ledger)),
                ("Krankenversichertennummer", ledger.put("de_kvnr", values.de_kvnr(dice))), ("Einsender", ledger.put("person_name", f"Dr. med. {doctor.name}")),
                ("Auftragsnummer", "L24-1187-03"), ("Materialeingang", "14.03.2024, 08:40 Uhr")]),
        Heading("Hämatologie"), Table(head, measured(dice, BLOOD), panel),
        Heading("Klinische Chemie"), Table(head, measured(dice, CHEMISTRY), panel),
        PageBreak(),
        Heading("Beurteilung"),
        Paragraph(f"Diagnose: {ledger.put('disease_terms', first_name)} ({ledger.put('icd10_gm', first)}). Der Langzeitzucker liegt über dem Zielbereich, eine Anpassung "
                  "der Medikation sollte erwogen werden. Die übrigen Werte zeigen gegenüber der Voruntersuchung keine wesentliche Änderung."),
        Paragraph(f"Nebendiagnose: {ledger.put('disease_terms', second_name)}, ICD-10 {ledger.put('icd10_gm', second)}. Wir empfehlen eine Kontrolle von Kreatinin und "
                  "Harnstoff in vier Wochen sowie die Bestimmung von Albumin im Morgenurin."),
        Paragraph(f"Rückfragen des Einsenders beantwortet das Labor unter Telefon {ledger.put('phone_number', values.phone_de(dice))}. "
                  f"Eine Kopie dieses Befundes ging an {ledger.put('email_address', patient.email)}."),
        Paragraph(f"Medizinisch validiert durch {ledger.put('person_name', f'Dr. med. {people.german(dice).name}')}, Fachärztin für Laboratoriumsmedizin."),
    ]
    head_lines = houses.letterhead(dice, ledger, "Labor am Krähenstieg MVZ", "befund@labor-kraehenstieg.example.com")
    return pdf.write(Document("Laborbefund L24-1187-03", "Labor am Krähenstieg", head_lines,
                              "Befunde unterliegen der ärztlichen Schweigepflicht (§ 203 StGB).", blocks))


def ward_list(dice, ledger):
    """Twelve names with diagnoses, as a hospital system exports them."""
    lines = ["Fallnummer\tName\tGeburtsdatum\tKVNR\tDiagnose\tKlartext\tStation"]
    for i, (code, words) in enumerate(DIAGNOSES):
        patient = people.german(dice)
        lines.append("\t".join([f"F24-{1040 + i}", ledger.put("person_name", f"{patient.last}, {patient.first}"), patient.birthday(ledger),
                                ledger.put("de_kvnr", values.de_kvnr(dice)), put_code(ledger, code), ledger.put("disease_terms", words), f"Innere {1 + i % 3}"]))
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def prescribers(dice, ledger):
    lines = ["provider_name,npi,dea_number,state,phone,medicare_id_last_claim"]
    for _ in range(15):
        doctor = people.english(dice)
        lines.append(",".join([f'"{ledger.put("person_name", f"{doctor.last}, {doctor.first}")} MD"', ledger.put("us_npi", values.us_npi(dice)),
                               ledger.put("us_dea_number", values.us_dea_number(dice, doctor.last)), dice.pick(["MA", "NY", "IL", "CA"]),
                               ledger.put("phone_number", values.phone_us(dice)), ledger.put("us_mbi", values.us_mbi(dice))]))
    return ("\n".join(lines) + "\n").encode()


def appointment_page(dice, ledger):
    patient, day = people.english(dice), datetime.date(2024, 4, 9)
    number = ledger.put("gb_nhs_number", values.gb_nhs_number(dice))
    rows = [("Patient", ledger.put("person_name", patient.name)), ("NHS number", number), ("Date of birth", patient.birthday(ledger, "%d %B %Y")),
            ("Appointment", f"{day:%A %d %B %Y}, 10:20"), ("Clinic", "Respiratory outpatients, level 2"),
            ("Contact", ledger.put("phone_number", values.phone_gb(dice)))]
    cells = "\n".join(f"    <tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Your appointment</title>
  <style>body {{ font-family: sans-serif }} th {{ text-align: left; padding-right: 2em }}</style>
  <script>var slots = [1020, 1040, 1100]; {ledger.put("source_code", "function print_page() {")} window.print(); }}</script>
</head>
<body>
  <h1>Harbor Lane Hospital &ndash; your appointment</h1>
  <p>Please bring this page with you. If you cannot come, tell us at least two days before.</p>
  <table>
{cells}
  </table>
  <p>Diagnosis given by your doctor: {ledger.put("disease_terms", "asthma")}, ICD-10 {ledger.put("icd10_cm", "J45.909")}.</p>
  <footer>&copy; Harbor Lane Hospital &middot; page made on 15 March 2024</footer>
</body>
</html>
""".encode()
