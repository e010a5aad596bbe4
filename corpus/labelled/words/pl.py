OPENERS = """Dzień dobry,
dziękuję za wiadomość z {d}.
Zgodnie z rozmową przesyłam brakujące dane.
Do wniosku brakuje jeszcze dokumentów.
W załączniku wypełniony formularz.
Dotyczy: pismo z {d}
Krótkie pytanie o sprawę {n}.
Sprawdziliśmy jeszcze raz kartotekę.
Przepraszam za późną odpowiedź.
Potrzebuję jeszcze Państwa zgody.
Klient dzwonił dziś rano.
Protokół spotkania z {d}, punkt {n}.
Akta są u nas od {d}.
Uzupełnienie zgłoszenia z zeszłego tygodnia:
Cześć wszystkim,
Poniżej dane do założenia konta.""".split("\n")
CORES = """Mój {l} to {v}.
Proszę wpisać {v} jako {l}.
{l}: {v}
{l} to {v}, proszę zachować.
W aktach widnieje {v} jako {l}.
Rekord, w którym {l} {v}, jest podwójny.
Mamy {v} jako {l}.
{l} {v}
Czy {l} {v} się zgadza?
Bez ważnego pola {l} ({v}) nie możemy kontynuować.
Na wydruku jest "{l}: {v}".
Zmieniono tylko {l}: {v} (wcześniej puste).
Chodzi o {v} ({l}).
Pomyliłem się, poprawny {l} to {v}.
{p}: {l} {v}.
Wnioskodawca: {p}, {l} {v}.
Według formularza: {l}: {v}; wpłynęło {d}.
Proszę usunąć {l} {v} z listy.""".split("\n")
CLOSERS = """Z poważaniem
Z góry dziękuję!
W razie pytań proszę o kontakt.
Resztę doślę później.
Termin mija {d}.
Proszę potwierdzić odbiór.
Oryginał wyślemy pocztą.
Reszta bez zmian.
Koledzy z pokoju {n} wiedzą.
Pozdrawiam
Miłego weekendu
Proszę nie przesyłać dalej.""".split("\n")
DISTANT = ["poniżej znajduje się {l}, o który Państwo prosili. Przepisałem go przed chwilą z oryginału.\n\n{v}\n\nTo powinno być wszystko.", "Pytano o: {l}. Przepraszam, że to tak długo trwało.\n{v}"]
FIELDS = ["Wpłynęło", "Prowadzący", "Dział", "Status", "Uwagi"]
FILLERS = ["otwarte", "gotowe", "patrz załącznik", "zespół północ", "w toku", "oddzwonić"]
GREETING, BYE = ["Szanowni Państwo,", "Cześć,", "Dzień dobry,"], ["Z poważaniem", "Pozdrawiam", "Z wyrazami szacunku"]
PROSE = """Raport zostanie przedstawiony w następnym kwartale, po sprawdzeniu danych.
PESEL i numer rachunku proszę podać tylko na prośbę urzędu.
Formularz wymaga paszportu, prawa jazdy albo dowodu osobistego.
Fundusz zatwierdził wniosek.
Haseł nie wolno wysyłać pocztą elektroniczną.
Spotkanie zaczyna się o 14:30 w sali 2.17 i trwa do 16:00.
W 2025 roku przychody wzrosły o 3,7 % do 1 284 300 euro.
NIP znajduje się na piśmie z urzędu skarbowego.
Pokój 114, piętro 3, budynek 27, jest zamknięty do 31 października 2026.""".split("\n")
NOTHING = {"order": ["numer zamówienia", "zamówienie nr", "nr zamówienia"], "invoice": ["numer faktury", "faktura nr", "paragon nr"], "serial": ["numer seryjny", "nr seryjny", "S/N"], "product": ["numer artykułu", "kod produktu", "nr katalogowy"],
           "tracking": ["numer przesyłki", "paczka nr", "list przewozowy"], "ticket": ["zgłoszenie", "numer sprawy", "sygnatura"], "reference": ["tytuł przelewu", "nasz znak", "numer rezerwacji"], "customer": ["numer klienta", "numer umowy", "numer licznika"]}
NOT_CORES = ["{l} {v} wysłano dzisiaj.", "{l}: {v}", "Proszę zawsze podawać {l} {v}.", "Brak odpowiedzi w sprawie {l} {v}.", "Reklamacja: {l} {v}, sztuk {n}.", "Dostawa ({l} {v}) opóźni się do {d}.", "Anulowaliśmy {l} {v}."]
