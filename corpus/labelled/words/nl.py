OPENERS = """Goedemorgen,
bedankt voor uw bericht van {d}.
Zoals telefonisch besproken, hierbij de ontbrekende gegevens.
Voor uw aanvraag missen we nog stukken.
In de bijlage vindt u het ingevulde formulier.
Betreft: uw brief van {d}
Korte vraag over dossier {n}.
We hebben het dossier nog eens nagekeken.
Excuses voor de late reactie.
Ik heb nog uw akkoord nodig.
De klant belde vanochtend.
Verslag van het overleg van {d}, punt {n}.
Het dossier ligt hier sinds {d}.
Vervolg op de melding van vorige week:
Hallo allemaal,
Hieronder de gegevens voor het nieuwe account.""".split("\n")
CORES = """Mijn {l} is {v}.
Vul als {l} {v} in.
{l}: {v}
Het {l} is {v}, graag goed bewaren.
In het dossier staat {v} bij {l}.
De regel met {l} {v} staat er dubbel in.
Wij hebben {v} als {l}.
{l} {v}
Kunt u nagaan of {l} {v} klopt?
Zonder geldig {l} ({v}) kunnen we niet verder.
Op de afdruk staat "{l}: {v}".
Alleen {l} is gewijzigd: {v} (was leeg).
Het gaat om {v} ({l}).
Ik heb me vergist, het juiste {l} is {v}.
{p} gaf {v} op als {l}.
Aanvrager: {p}, {l} {v}.
Volgens het formulier: {l}: {v}; ontvangen op {d}.
Graag {l} {v} van de lijst halen.""".split("\n")
CLOSERS = """Met vriendelijke groet
Alvast bedankt!
Bij vragen hoor ik het graag.
De rest stuur ik na.
De termijn loopt af op {d}.
Graag een ontvangstbevestiging.
Het origineel volgt per post.
Verder blijft alles gelijk.
De collega's in kamer {n} weten ervan.
Groeten
Fijn weekend
Niet doorsturen a.u.b.""".split("\n")
DISTANT = ["hieronder vindt u het gevraagde {l}. Ik heb het net van het origineel overgenomen.\n\n{v}\n\nDaarmee is alles compleet.", "U vroeg hiernaar: {l}. Sorry dat het zo lang duurde.\n{v}"]
FIELDS = ["Ontvangen", "Behandelaar", "Afdeling", "Status", "Opmerking"]
FILLERS = ["open", "gereed", "zie bijlage", "team noord", "in behandeling", "terugbellen"]
GREETING, BYE = ["Geachte heer, mevrouw,", "Hallo,", "Goedemiddag,"], ["Met vriendelijke groet", "Groeten", "Hoogachtend"]
PROSE = """Het verslag wordt volgend kwartaal gepresenteerd, zodra de cijfers zijn gecontroleerd.
Vul uw BSN en IBAN alleen in als daarom wordt gevraagd.
Het formulier vraagt om een paspoort, rijbewijs of identiteitskaart.
De zorgverzekeraar heeft de aanvraag goedgekeurd.
Wachtwoorden mogen nooit per e-mail worden verstuurd.
De vergadering begint om 14.30 uur in kamer 2.17 en duurt tot 16.00 uur.
In 2025 steeg de omzet met 3,7 % tot 1.284.300 euro.
Uw btw-nummer staat op de brief van de Belastingdienst.
Kamer 114, verdieping 3, gebouw 27 is dicht tot 31 oktober 2026.""".split("\n")
NOTHING = {"order": ["ordernummer", "bestelnummer", "inkooporder", "uw bestelling"], "invoice": ["factuurnummer", "factuur nr.", "bonnummer"], "serial": ["serienummer", "serienr.", "S/N"], "product": ["artikelnummer", "productcode", "onderdeelnummer"],
           "tracking": ["track-and-tracecode", "pakketnummer", "zending"], "ticket": ["ticket", "zaaknummer", "melding"], "reference": ["betalingskenmerk", "ons kenmerk", "boekingsnummer"], "customer": ["klantnummer", "contractnummer", "meternummer"]}
NOT_CORES = ["{l} {v} is vandaag verzonden.", "Uw {l} is {v}.", "{l}: {v}", "Vermeld altijd {l} {v}.", "Geen reactie op {l} {v}.", "Klacht over {l} {v}, aantal {n}.", "De levering van {l} {v} is uitgesteld tot {d}.", "We hebben {l} {v} geannuleerd."]
