OPENERS = """Guten Tag,
vielen Dank für Ihre Nachricht vom {d}.
wie gestern am Telefon besprochen, hier die fehlenden Angaben.
Zu Ihrem Antrag fehlen uns noch Unterlagen.
Im Anhang finden Sie das ausgefüllte Formular.
Bezug: Ihr Schreiben vom {d}
Kurze Rückfrage zum Vorgang {n}.
Wir haben die Daten im System noch einmal geprüft.
Bitte entschuldigen Sie die späte Antwort.
Für die Anmeldung brauche ich noch Ihre Freigabe.
Der Kunde hat heute Morgen angerufen.
Protokoll der Besprechung vom {d}, Punkt {n}.
Die Akte liegt seit dem {d} bei uns.
Nachtrag zur Meldung von letzter Woche:
Hallo zusammen,
Anbei die Stammdaten für die Neuanlage.""".split("\n")
CORES = """Meine {l} lautet {v}.
Bitte tragen Sie als {l} {v} ein.
{l}: {v}
Die {l} ist {v}, bitte gut aufbewahren.
In der Akte steht unter {l} der Eintrag {v}.
Der Datensatz mit {l} {v} ist doppelt vorhanden.
Wir haben {v} als {l} hinterlegt.
{l} {v}
Können Sie prüfen, ob {l} {v} stimmt?
Ohne gültige {l} ({v}) geht es leider nicht weiter.
Auf dem Ausdruck steht "{l}: {v}".
Geändert wurde nur {l}: {v} (bisher leer).
Es handelt sich um {v} ({l}).
Ich habe mich vertippt, richtig ist {l} {v}.
{p} hat als {l} {v} angegeben.
Zur Person: {p}, {l} {v}.
Angaben laut Formular: {l}: {v}; Eingang am {d}.
Bitte löschen Sie die {l} {v} aus dem Verteiler.""".split("\n")
CLOSERS = """Mit freundlichen Grüßen
Vielen Dank im Voraus!
Bei Fragen melden Sie sich gern.
Den Rest schicke ich nach.
Die Frist endet am {d}.
Bitte bestätigen Sie den Eingang.
Das Original folgt per Post.
Sonst bleibt alles, wie es war.
Die Kollegen in Raum {n} wissen Bescheid.
Beste Grüße
Danke und schönes Wochenende
Bitte nicht weiterleiten.""".split("\n")
DISTANT = """die gewünschte {l} finden Sie unten. Ich habe sie eben noch einmal vom Original abgeschrieben.

{v}

Damit sollte alles vollständig sein.
Sie hatten nach folgender Angabe gefragt: {l}. Entschuldigen Sie, dass das so lange gedauert hat.
{v}""".split("\nSie ")
DISTANT = [DISTANT[0], "Sie " + DISTANT[1]]
FIELDS = ["Eingangsdatum", "Sachbearbeitung", "Abteilung", "Status", "Bemerkung"]
FILLERS = ["offen", "erledigt", "siehe Anlage", "Team Nord", "in Prüfung", "Rückruf erbeten"]
GREETING, BYE = ["Sehr geehrte Damen und Herren,", "Hallo,", "Guten Morgen,"], ["Mit freundlichen Grüßen", "Viele Grüße", "MfG"]
PROSE = """Der Bericht wird im nächsten Quartal vorgelegt, sobald die Zahlen geprüft sind.
Bitte geben Sie Ihre Steuer-ID und Ihre IBAN erst an, wenn Sie dazu aufgefordert werden.
Das Formular fragt nach Personalausweis, Reisepass oder Führerschein; eines davon genügt.
Die Krankenkasse hat den Antrag geprüft und bewilligt.
Passwörter dürfen nicht per E-Mail verschickt werden.
Wir suchen zum nächsten Ersten eine Aushilfe für das Lager.
Die Sitzung beginnt um 14:30 Uhr in Raum 2.17 und dauert bis 16:00 Uhr.
Im Jahr 2025 stieg der Umsatz um 3,7 % auf 1.284.300 Euro.
Die Sozialversicherungsnummer steht auf dem Ausweis, den Ihnen die Rentenversicherung geschickt hat.
Zimmer 114, Ebene 3, Gebäude 27 ist wegen Bauarbeiten bis 31.10.2026 gesperrt.""".split("\n")
NOTHING = {"order": ["Bestellnummer", "Auftragsnummer", "Auftrag Nr.", "Bestell-Nr.", "Ihre Bestellung"], "invoice": ["Rechnungsnummer", "Rechnung Nr.", "Re.-Nr.", "Belegnummer"],
           "serial": ["Seriennummer", "Serien-Nr.", "Geräte-Seriennummer", "S/N"], "product": ["Artikelnummer", "Art.-Nr.", "Produktcode", "Teilenummer"], "tracking": ["Sendungsnummer", "Paketnummer", "Sendungsverfolgung"],
           "ticket": ["Ticket", "Vorgangsnummer", "Aktenzeichen", "Ticketnummer"], "reference": ["Verwendungszweck", "Referenz", "Unser Zeichen", "Buchungsnummer"], "customer": ["Kundennummer", "Vertragsnummer", "Zählernummer", "Zählerstand"]}
NOT_CORES = ["{l} {v} wurde heute versandt.", "Ihre {l} lautet {v}.", "{l}: {v}", "Bitte geben Sie bei Rückfragen immer die {l} {v} an.", "Zu {l} {v} liegt uns keine Rückmeldung vor.", "Reklamation zu {l} {v}, Menge {n}.", "Die Lieferung zu {l} {v} verzögert sich bis {d}.", "Wir haben {l} {v} storniert."]
