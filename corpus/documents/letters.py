"""A thread of e-mails about a complaint, with attachments."""
import people
import values
from documents import health
from writers import mail


def quoted(text):
    return "".join(f"> {line}\n" for line in text.rstrip("\n").split("\n"))


def complaint(dice, ledger):
    """The last mail quotes the whole thread, once as text and once as HTML."""
    def twice(detector, value):
        return ledger.put(detector, value, 2)

    customer, clerk = people.german(dice), people.german(dice)
    desk = "service@nordwind-versicherung.example.com"
    first = (f"Guten Tag,\n\nmeine Rechnung für die Behandlung vom Februar ist noch nicht erstattet. Meine Krankenversichertennummer ist\n"
             f"{twice('de_kvnr', values.de_kvnr(dice))}, das Geld bitte auf IBAN {twice('iban', values.spaced_iban(dice))}.\n\n"
             f"Mit freundlichen Grüßen\n{customer.name}\nTelefon {twice('phone_number', values.phone_de(dice))}\n")
    answer = (f"Guten Tag {customer.name},\n\nvielen Dank für Ihre Nachricht. Wir haben den Vorgang an die Fachabteilung gegeben; Sie erhalten\n"
              f"innerhalb von zehn Tagen Bescheid. Anbei der Befund, den Ihre Praxis uns geschickt hat.\n\nViele Grüße\n{clerk.name}\n"
              f"Durchwahl: {twice('phone_number', values.phone_de(dice))}\n\nAm 13.03.2024 um 09:12 schrieb {customer.name}:\n{quoted(first)}")
    again = (f"Guten Tag {clerk.name},\n\nder Befund gehört nicht zu mir! Bitte löschen Sie ihn.\n\n{customer.name}\n\n"
             f"Am 14.03.2024 um 16:40 schrieb {clerk.name}:\n{quoted(answer)}")
    page = again.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>\n")
    report = health.lab_report(dice, ledger)
    table = "Datum;Leistung;Betrag\r\n12.02.2024;Beratung;21,45\r\n12.02.2024;Blutentnahme;4,20\r\n".encode()
    body = mail.multipart("mixed", "=_corpus_outer", [
        mail.multipart("alternative", "=_corpus_inner", [mail.text_part(again), mail.text_part(f"<html><body><p>{page}</p></body></html>", "html")]),
        mail.attachment("laborbefund.pdf", "application/pdf", report), mail.attachment("leistungen.csv", "text/csv", table)])
    headers = [("Date", "Fri, 15 Mar 2024 10:15:00 +0100"),
               ("From", f'{mail.encoded_word(customer.name)} <{ledger.put("email_address", customer.email)}>'),
               ("To", ledger.put("email_address", desk)), ("Cc", ledger.put("email_address", clerk.email)),
               ("Subject", mail.encoded_word("AW: Fehlende Erstattung – falscher Befund")), ("Message-ID", "<20240315.1015@mx.localdomain>"),
               ("In-Reply-To", "<20240314.1640@mx.localdomain>"), ("X-Mailer", "corpus")]
    return mail.write(headers, body)
