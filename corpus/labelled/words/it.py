OPENERS = """Buongiorno,
grazie per il messaggio del {d}.
Come d'accordo al telefono, ecco i dati mancanti.
Mancano ancora dei documenti per la Sua richiesta.
In allegato il modulo compilato.
Oggetto: Vostra lettera del {d}
Una domanda veloce sulla pratica {n}.
Abbiamo ricontrollato la scheda.
Scusi il ritardo.
Mi serve il Suo consenso per la registrazione.
Il cliente ha chiamato stamattina.
Verbale della riunione del {d}, punto {n}.
La pratica è qui dal {d}.
Seguito della segnalazione della settimana scorsa:
Salve a tutti,
Di seguito i dati per l'apertura.""".split("\n")
CORES = """Il mio {l} è {v}.
Per favore inserisca {v} come {l}.
{l}: {v}
Il {l} è {v}, la prego di conservarlo.
Nella scheda risulta {v} alla voce {l}.
La registrazione con {l} {v} è doppia.
Abbiamo {v} come {l}.
{l} {v}
Può verificare se {l} {v} è corretto?
Senza un {l} valido ({v}) non si procede.
Sul foglio c'è scritto "{l}: {v}".
È cambiato solo {l}: {v} (prima vuoto).
Si tratta di {v} ({l}).
Ho sbagliato, il {l} giusto è {v}.
{p} ha indicato {v} come {l}.
Richiedente: {p}, {l} {v}.
Come da modulo: {l}: {v}; ricevuto il {d}.
Si prega di togliere {l} {v} dalla lista.""".split("\n")
CLOSERS = """Cordiali saluti
Grazie in anticipo!
Resto a disposizione.
Mando il resto più tardi.
Il termine scade il {d}.
Si prega di confermare la ricezione.
L'originale arriverà per posta.
Il resto non cambia.
I colleghi della stanza {n} sono informati.
Distinti saluti
Buon fine settimana
Non inoltrare, per favore.""".split("\n")
DISTANT = ["qui sotto trova il {l} richiesto. L'ho appena copiato dall'originale.\n\n{v}\n\nDovrebbe essere tutto.", "Mi aveva chiesto questo: {l}. Scusi l'attesa.\n{v}"]
FIELDS = ["Ricevuto", "Referente", "Ufficio", "Stato", "Note"]
FILLERS = ["aperto", "chiuso", "vedi allegato", "gruppo nord", "in verifica", "richiamare"]
GREETING, BYE = ["Gentili signori,", "Salve,", "Buongiorno,"], ["Cordiali saluti", "Saluti", "Distinti saluti"]
PROSE = """La relazione sarà presentata il prossimo trimestre, dopo la verifica dei dati.
Indichi il codice fiscale e l'IBAN solo quando richiesto.
Il modulo chiede passaporto, patente o carta d'identità.
La cassa ha approvato la domanda.
Le password non vanno mai inviate per posta elettronica.
La riunione inizia alle 14:30 nella sala 2.17 e finisce alle 16:00.
Nel 2025 i ricavi sono cresciuti del 3,7 % a 1.284.300 euro.
La partita IVA è indicata sulla visura.
La stanza 114, piano 3, edificio 27, è chiusa fino al 31 ottobre 2026.""".split("\n")
NOTHING = {"order": ["numero d'ordine", "ordine n.", "ordine di acquisto"], "invoice": ["numero fattura", "fattura n.", "ricevuta n."], "serial": ["numero di serie", "matricola apparecchio", "S/N"], "product": ["codice articolo", "codice prodotto", "rif. articolo"],
           "tracking": ["numero di tracciamento", "spedizione n.", "pacco"], "ticket": ["ticket", "pratica n.", "segnalazione"], "reference": ["causale", "nostro rif.", "codice prenotazione"], "customer": ["numero cliente", "numero contratto", "numero contatore"]}
NOT_CORES = ["{l} {v} è stato spedito oggi.", "Il Suo {l} è {v}.", "{l}: {v}", "Si prega di citare sempre {l} {v}.", "Nessuna risposta su {l} {v}.", "Reclamo per {l} {v}, quantità {n}.", "La consegna di {l} {v} slitta al {d}.", "Abbiamo annullato {l} {v}."]
