#!/usr/bin/env python3
"""Writes the sample corpus: generate.py [FOLDER] (corpus/samples if not given) [--seed N] [--copies N].

The same seed gives the same bytes. `labels.jsonl` in the folder says for each file what a scan has to find: label, verdict, and
every finding with its value and count. More than one copy makes a larger corpus of the same kinds, with other people in it.
"""
import argparse
import json
import pathlib

from dice import Dice
from documents import harmless, health, letters, machines, money, packed, records
from ledger import Ledger

# path, maker, the label that rules/labels.yaml has to give, verdict
SAMPLES = [
    ("archive/case-4711.zip", packed.nested, "restricted", "scanned"),
    ("archive/lab-aes.zip", packed.encrypted("aes"), "internal", "encrypted"),
    ("archive/lab-zipcrypto.zip", packed.encrypted("zipcrypto"), "internal", "encrypted"),
    ("archive/upload-cut-short.zip", packed.cut_short, "restricted", "corrupt"),
    ("bank/kontoauszug-2024-03.xlsx", money.account_statement, "confidential", "scanned"),
    ("bank/zahlungsauftrag.xml", money.payment_order, "confidential", "scanned"),
    ("cad/halteplatte.dxf", machines.drawing, "internal", "scanned"),
    ("claim/schadenmeldung.docx", money.insurance_claim, "confidential", "scanned"),
    ("collection/mahnung.docx", money.collection_letter, "internal", "scanned"),
    ("crm/customers.json", records.crm_json, "restricted", "scanned"),
    ("crm/kunden.csv", records.crm_csv, "restricted", "scanned"),
    ("device/unknown.bin", packed.unknown_binary, "internal", "unsupported"),
    ("fraud/affidavit.pdf", money.fraud_affidavit, "confidential", "scanned"),
    ("health/appointment.html", health.appointment_page, "confidential", "scanned"),
    ("health/laborbefund.pdf", health.lab_report, "confidential", "scanned"),
    ("health/prescribers.csv", health.prescribers, "restricted", "scanned"),
    ("health/stationsliste.tsv", health.ward_list, "restricted", "scanned"),
    ("hr/gehaltsliste.xlsx", records.payroll, "restricted", "scanned"),
    ("hr/travel-roster.txt", records.travel_roster, "restricted", "scanned"),
    ("it/gateway.log", machines.server_log, "restricted", "scanned"),
    ("it/inventory.ndjson", machines.inventory, "internal", "scanned"),
    ("it/orders.env", machines.environment_file, "restricted", "scanned"),
    ("it/screenshot.png", machines.screenshot, "internal", "unsupported"),
    ("it/vpn-gateway.yaml", machines.configuration, "restricted", "scanned"),
    ("mail/beschwerde.eml", letters.complaint, "confidential", "scanned"),
    ("notes/aktennotiz-utf16.txt", records.notice_utf16, "internal", "scanned"),
    ("public/preise.csv", harmless.price_csv, "public", "scanned"),
    ("public/preisliste.xlsx", harmless.price_list, "public", "scanned"),
    ("public/press-release.txt", harmless.press_text, "public", "scanned"),
    ("public/pressemitteilung.docx", harmless.press_release, "internal", "scanned"),
    ("public/readme.md", harmless.readme, "public", "scanned"),
    ("public/shelf.py", harmless.source_code, "internal", "scanned"),
    ("tax/steuerbescheid.pdf", money.tax_letter, "confidential", "scanned"),
    ("trade/gewerbeanmeldung.pdf", money.business_registration, "confidential", "scanned"),
]


def generate(folder, seed, copies):
    rows = []
    for copy in range(copies):
        for path, make, label, verdict in SAMPLES:
            path = path if copies == 1 else f"{copy:04d}/{path}"
            ledger = Ledger()
            content = make(Dice(seed, path), ledger)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            rows.append({"file": path, "label": label, "verdict": verdict, "findings": ledger.findings()})
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "labels.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).parent / "samples")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=1)
    options = parser.parse_args()
    generate(options.folder, options.seed, options.copies)


if __name__ == "__main__":
    main()
