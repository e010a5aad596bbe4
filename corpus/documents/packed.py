"""Archives as support cases bring them: nested, encrypted, cut short."""
import ledger as book
from documents import harmless, health, letters, money, records
from writers import archive

PASSWORD = b"Sommer2024!"


def nested(dice, ledger):
    """A zip that holds a tar.gz and a zip that holds a zip."""
    claim = [("schaden/schadenmeldung.docx", money.insurance_claim(dice, ledger)), ("schaden/notiz.txt", records.notice_utf16(dice, ledger))]
    inner = archive.zip_file([("export/kunden.csv", records.crm_csv(dice, ledger))])
    middle = archive.zip_file([("alt/kunden.zip", inner), ("alt/liesmich.txt", "Stand Februar, bitte nicht mehr verwenden.\n".encode())])
    return archive.zip_file([("fall-4711/schaden.tar.gz", archive.tar_gz(claim)), ("fall-4711/archiv.zip", middle),
                             ("fall-4711/mail.eml", letters.complaint(dice, ledger)), ("fall-4711/preise.csv", harmless.price_csv(dice, ledger))])


def encrypted(cipher):
    def build(dice, ledger):
        unread = book.Ledger()  # behind a password: nothing of it can be found
        return archive.zip_file([("befund.pdf", health.lab_report(dice, unread)), ("bescheid.txt", b"see attachment\n")], cipher, PASSWORD, dice)
    return build


def cut_short(dice, ledger):
    """An upload that broke off: the first member is whole, of the second a part arrived, the directory is missing."""
    customers = book.Ledger()
    whole = archive.zip_file([("01-roster.txt", records.travel_roster(dice, ledger)), ("02-kunden.csv", records.crm_csv(dice, customers))])
    came = whole[:len(whole) * 2 // 3]
    ledger.add_part(customers, archive.inflated_from(came, b"02-kunden.csv").decode("utf-8", "ignore"))
    return came


def unknown_binary(dice, ledger):
    """No known format; an address stands readable between the bytes."""
    address = ledger.put("email_address", "device-log@sensors.example.net")
    return b"\x9dQX7\x01\x02" + dice.bytes(600) + b"\0" + address.encode() + b"\0" + dice.bytes(900)
