"""Letterheads of invented companies and offices."""
import people
import values


def letterhead(dice, ledger, name, mailbox, phone=values.phone_de, street="Am Alten Deich 4, 20999 Hamburg"):
    telephone = ledger.put("phone_number", phone(dice))
    address = ledger.put("email_address", mailbox)
    words = ("Telefon", "E-Mail") if phone is values.phone_de else ("Phone", "E-mail")
    place = people.postal(ledger, street) if phone is values.phone_de else street
    return [name, place, f"{words[0]} {telephone} · {words[1]} {address}"]


def bank_line(dice, ledger):
    """What German business letters have at the foot."""
    return (f"Bankverbindung IBAN {ledger.put('iban', values.spaced_iban(dice))} · BIC {ledger.put('swift_bic', values.bic(dice))} · "
            f"USt-IdNr. {ledger.put('de_vat_id', values.de_vat_id(dice))}")


def euros(dice, low, high):
    cents = dice.between(low * 100, high * 100)
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
