"""Texts in which nothing is to be found, though it looks so. Each maker returns (tag, draft)."""
import hashlib
import re

from draft import Draft
from genres import day, key_of, slots
from values.shapes import drawn, luhn_ok
from words import LANGUAGES

HEX = "0123456789abcdef"
SHAPES = {
    "order": ["########", "#########", "##########", "2026-######", "###-#######-#######", "PO########", "4500######", "#### #### ####", "############", "B-#####-##"],
    "invoice": ["RE-2026-#####", "20260####", "#######", "##/####/###", "INV-######", "##########", "R#########"],
    "serial": ["@@########", "C02@@###@@@@", "SN#########", "##@@####@###", "@#@#-####-@@@@", "###############", "###########", "VNB3@#####"],
    "product": ["###.###.##", "@@-####-##", "#########", "####-####", "A###-##-@", "##.####.##.#", "MB-@@####", "######-###", "@@@@@@##", "DN50-PN16-####"],
    "tracking": ["1Z###@##########", "RR#########DE", "0034043#############", "JJD0003##############", "########## ##", "############", "CP#########FR"],
    "ticket": ["INC#######", "##-#####", "# C ###/##", "PROJ-####", "T######-####", "2026/######", "SR ########"],
    "reference": ["RF##########", "########-####", "MD######", "@@@@##", "@#@#@#", "#### #### ####", "+++###/####/#####+++"],
    "customer": ["######", "########", "K-#######", "#########", "#.###.###.###", "###### kWh", "1EMH00########"],
}


def nothing_number(dice, lang):
    words = LANGUAGES[lang]
    kind = dice.pick(sorted(SHAPES))
    shape = dice.pick(SHAPES[kind])
    draft = Draft()
    if dice.below(2):
        draft.fill(dice.pick(words.OPENERS), **slots(dice, lang)).write("\n")
    name = dice.pick(words.NOTHING[kind])
    value = drawn(dice, shape)
    style = dice.below(5)
    if style == 0:
        draft = Draft().write(f"{{\"{key_of(name)}\": \"{value}\", \"qty\": {dice.between(1, 90)}}}\n")
    elif style == 1:
        draft.write(f"{name[:1].upper() + name[1:]}: {value}\n{dice.pick(words.FIELDS)}: {dice.pick(words.FILLERS)}\n")
    else:
        draft.fill(dice.pick(words.NOT_CORES), l=name, v=value, **slots(dice, lang))
        if dice.below(2):
            draft.write("\n").fill(dice.pick(words.CLOSERS), **slots(dice, lang))
    return kind + "_number", draft


def digest(dice, lang):
    raw = hashlib.sha256(dice.bytes(8)).hexdigest()
    text = dice.pick([f"{hashlib.md5(raw.encode()).hexdigest()}  archiv-{dice.digits(2)}.tar.gz\n", f"sha256:{raw}\n", f"commit {raw[:40]}\nMerge branch 'main' into {dice.pick(['fix', 'feature'])}/{dice.digits(4)}\n",
                      f"ETag: \"{raw[:32]}\"\n", f"index {raw[:7]}..{raw[7:14]} 100644\n", f"integrity sha512-{raw[:43]}==\n", f"checksum = \"{raw}\"\n", f"{raw[:8]}-{raw[8:12]}-4{raw[13:16]}-a{raw[17:20]}-{raw[20:32]}\n"])
    return "hash", Draft().write(text)


def guid(dice, lang):
    one = "-".join([dice.take(HEX, 8), dice.take(HEX, 4), "4" + dice.take(HEX, 3), "a" + dice.take(HEX, 3), dice.take(HEX, 12)])
    return "guid", Draft().write(dice.pick(["{{{g}}}\n", "request-id: {g}\n", "<ref id=\"{g}\"/>\n", "uuid {g} not found\n", "CorrelationId={g};\n"]).replace("{{{g}}}", "{" + one + "}").replace("{g}", one))


def moment(dice, lang):
    epoch = 1_700_000_000 + dice.below(90_000_000)
    text = dice.pick([f"created_at={epoch}\n", f"\"timestamp\": {epoch}{dice.digits(3)}\n", f"2026{dice.between(1, 12):02d}{dice.between(1, 28):02d}{dice.between(10, 23)}{dice.between(10, 59)}{dice.between(10, 59)}.bak\n", f"2026-03-{dice.between(10, 28)} {dice.between(10, 23)}:{dice.between(10, 59)}:{dice.between(10, 59)},{dice.digits(3)} start\n",
                      f"IMG_2026{dice.between(1, 12):02d}{dice.between(1, 28):02d}_{dice.digits(6)}.jpg\n", f"uptime {dice.digits(7)} s, last seen {epoch}\n", f"expires: {epoch + 86400}; max-age=31536000\n", f"{dice.between(1, 28):02d}.{dice.between(1, 12):02d}.2026 {dice.between(10, 23)}:{dice.between(10, 59)} - {dice.between(1, 28):02d}.{dice.between(1, 12):02d}.2026\n"])
    return "timestamp", Draft().write(text)


CODE = ["static const uint32_t kTable[] = {{0x{h8}, 0x{h8b}, {d9}, {d10}}};\n", "if (id == {d9}) return lookup({d6}, {d8});\n", "assert parse(\"{d3}-{d2}\") == ({d3}, {d2})\n", "#define MAGIC {d9}U\n", "var color = '#{h6}', width = {d4};\n", "x = [{d4}, {d5}, {d6}, {d7}, {d8}]\n",
        "CREATE INDEX idx_{d5} ON orders (created, total);\n", "  at com.example.Main.run(Main.java:{d3})\n", "mov eax, 0x{h8}\n", "version = \"{v3}\"\n", "go 1.{d2}\nrequire example.org/lib v0.{d2}.{d1}\n", "regex = r'\\d{{3}}-\\d{{2}}-\\d{{4}}'\n", "return n % {d9} == 0;\n", "for i in range({d6}): total += {d7}\n",
        "float pi = 3.14159265358979, e = 2.718281828459045;\n", "seed = {d10}; rng = Random({d9})\n", "password = os.environ['DB_PASSWORD']\n", "token: ${{{{ secrets.DEPLOY_TOKEN }}}}\n", "const apiKey = process.env.API_KEY;\n", "password: ********\n", "PASSWORD=<your password here>\n", "secret_key = config.get('secret_key')\n", "api_key: \"\"\n", "ssn = models.CharField(max_length=11)\n",
        "iban = request.form['iban']\n", "def check_nhs_number(number): return len(number) == 10\n", "<input type=\"password\" name=\"password\" id=\"password\">\n", "INSERT INTO sizes VALUES ({d4}, {d5}, {d3});\n", "git checkout {h8}\n", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA{b40}\n", "sed -n '{d3},{d3}p' file.{d2}\n", "M {d3}.{d2} {d3}.{d2} L {d3}.{d2} {d2}.{d3} Z\n"]


def fill_code(dice, shape):
    """{d5}: five digits, {h8}: eight hexadecimal ones, {b40}: base64, {v3}: a version; {{ and }} are braces."""
    def made(token):
        kind, count = token[1], int(token[2] or 1)
        if kind == "d":
            return dice.pick("123456789") + dice.digits(count - 1)
        if kind == "v":
            return f"{dice.between(1, 9)}.{dice.below(30)}.{dice.below(30)}"
        return dice.take(HEX if kind == "h" else HEX + "GHIJKLMNOPQRSTUVWXYZ", count)

    return re.sub(r"\{([dhbv])(\d*)b?\}", made, shape).replace("{{", "{").replace("}}", "}")


def source(dice, lang):
    draft = Draft()
    for _ in range(dice.between(1, 4)):
        draft.write(fill_code(dice, dice.pick(CODE)))
    return "source_code", draft


LOGS = ["kernel: [{d5}.{d6}] usb 1-2: new high-speed device number {d1}\n", "GET /static/app.{h8}.js HTTP/1.1 200 {d5}\n", "pid {d5} exited after {d4} ms, rss {d8} kB\n", "[{d10}] block {d8}: {d6} of {d7} rows\n", "sshd[{d5}]: session opened for user {w} (uid={d4})\n", "txn {d12} committed, lsn 0/{h8}\n", "worker-{d2} took {d3}.{d3}s req={h8}{h8b}\n",
        "cache miss key=usr:{d7}:cart ttl={d4}\n", "#0  0x00007f{h8}{h2} in raise () at ../sysdeps/{d2}.c:{d2}\n", "frame {d6} {d5} {d4} {d9}\n", "dropped {d7} packets on queue {d2}\n", "upgrade from {v3} to {v3} done, build {d6}\n"]


def log(dice, lang):
    draft = Draft()
    for _ in range(dice.between(1, 4)):
        line = dice.pick(LOGS).replace("{w}", dice.pick(["root", "www-data", "postgres"]))
        draft.write(dice.pick(["", f"Mar {dice.between(1, 28):2d} {dice.between(10, 23)}:{dice.between(10, 59)}:{dice.between(10, 59)} host "]) + fill_code(dice, line))
    return "log", draft


def ean_digit(body):
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)


def book(dice, lang):
    body = "978" + dice.pick(["3", "0", "2", "84", "88", "90", "83"]) + dice.digits(9)
    body = body[:12]
    number = body + ean_digit(body)
    ean = dice.pick(["40", "30", "84", "80", "87", "59", "50"]) + dice.digits(10)
    ean += ean_digit(ean)
    text = dice.pick([f"ISBN {number[:3]}-{number[3]}-{number[4:8]}-{number[8:12]}-{number[12]}", f"ISBN: {number}", f"EAN {ean}", f"EAN/GTIN: {ean}", f"barcode {ean}", f"ISSN {dice.digits(4)}-{dice.digits(4)}", f"doi:10.{dice.digits(4)}/j.{dice.digits(6)}.{dice.digits(4)}"])
    words = LANGUAGES[lang]
    return "isbn_ean", Draft().write(dice.pick([text + "\n", f"{dice.pick(words.FIELDS)}: {text}\n", f"{text}, S. {dice.between(2, 400)}\n"]))


def version(dice, lang):
    a = [dice.between(1, 19), dice.below(30), dice.below(30), dice.below(400)]
    dotted = ".".join(map(str, a))
    text = dice.pick([f"Version {dotted}\n", f"firmware v{dotted}-rc{a[0]}\n", f"libfoo ({a[0]}:{a[1]}.{a[2]}-{a[3]}+deb12u{a[0]}) unstable; urgency=low\n", f"Chrome/{a[0] + 100}.0.{dice.digits(4)}.{a[3]} Safari/537.36\n", f"build {dotted} ({dice.digits(8)})\n", f"OID 1.3.6.1.4.1.{dice.digits(5)}.{a[0]}.{a[1]}\n", f"§ {a[3]} Abs. {a[0]} Nr. {a[1]}, Kapitel {a[0]}.{a[1]}.{a[2]}\n"])
    return "version", Draft().write(text)


def measure(dice, lang):
    n = dice.digits
    text = dice.pick([f"{n(3)}.{n(3)},{n(2)} EUR / {n(2)}.{n(3)},{n(2)} EUR", f"{n(3)} x {n(3)} x {n(3)} mm, {n(4)} kg", f"0.{n(9)} 1.{n(8)} -{n(1)}.{n(6)}e-{n(2)}", f"{n(2)} {n(3)} {n(3)} / {n(2)} {n(3)} {n(3)}", f"{n(2)}:{n(2)}:{n(2)} -> {n(2)}:{n(2)}:{n(2)}", f"{n(5)};{n(5)};{n(5)};{n(5)};{n(5)}", f"{n(3)}-{n(3)}-{n(3)}-{n(3)}", f"Σ = {n(9)} (n = {n(6)})", f"p. {n(3)}-{n(3)}, vol. {n(2)}({n(2)})"])
    return "figures", Draft().write(text + "\n")


def phone_like(dice, lang):
    words = LANGUAGES[lang]
    name = dice.pick(words.NOTHING[dice.pick(["ticket", "product", "reference"])])
    value = drawn(dice, dice.pick(["0####-#####", "0## ######", "###-###-####", "(##) ####-####", "0#/####-###", "## ## ## ## ##", "### ### ###"]))
    return "phone_like", Draft().fill(dice.pick(words.NOT_CORES), l=name, v=value, **slots(dice, lang))


def device_like(dice, lang):
    """Fifteen digits on a type plate, none of them an IMEI."""
    while True:
        value = "35" + dice.digits(13)
        if not luhn_ok(value):
            break
    words = LANGUAGES[lang]
    return "imei_like", Draft().fill(dice.pick(words.NOT_CORES), l=dice.pick(words.NOTHING["serial"]), v=value, **slots(dice, lang))


def sort_code(dice, lang):
    name = {"de": "Filiale", "en": "branch sort code", "fr": "code guichet", "es": "código de sucursal", "it": "CAB filiale", "nl": "filiaalcode", "pl": "numer rozliczeniowy oddziału"}[lang]
    value = drawn(dice, dice.pick(["##-##-##", "######", "#####"]))
    return "bank_sort_code", Draft().write(dice.pick([f"{name}: {value}\n", f"{name} {value}\n", f"{LANGUAGES[lang].FIELDS[4]}: {name} {value}.\n"]))


TESTS = ["4111 1111 1111 1111", "4242 4242 4242 4242", "5555 5555 5555 4444", "378282246310005", "4000 0000 0000 0002", "6011 1111 1111 1117"]
SAMPLES = [("en", "SSN: 078-05-1120"), ("en", "SSN 123-45-6789"), ("en", "SSN: 000-00-0000"), ("en", "aws_access_key_id = AKIAIOSFODNN7EXAMPLE"), ("en", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), ("en", "SSN: XXX-XX-XXXX"), ("en", "card: **** **** **** 1234"), ("de", "IBAN: DEkk bbbb bbbb kkkk kkkk kk"), ("de", "IBAN DE__ ____ ____ ____ ____ __"), ("de", "Steuernummer: ___/___/_____"),
           ("de", "Passwort: ********"), ("en", "password: <redacted>"), ("en", "password: changeme"), ("en", "password=xxxxxxxx"), ("de", "Steuer-ID: 00 000 000 000"), ("de", "Geburtsdatum: TT.MM.JJJJ"), ("en", "DOB: MM/DD/YYYY"), ("fr", "Date de naissance : JJ/MM/AAAA"), ("en", "Authorization: Bearer <token>"), ("en", "Authorization: Basic ..."), ("en", "postgres://user:password@localhost:5432/db"),
           ("en", "NHS number: 000 000 0000"), ("nl", "BSN: 000000000"), ("pl", "PESEL: 00000000000"), ("en", "NINO: QQ 12 34 56 C"), ("es", "DNI: 00000000X"), ("it", "Codice fiscale: XXXXXX00X00X000X"), ("fr", "N° de sécurité sociale : _ __ __ __ ___ ___ __"), ("en", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----"), ("en", "api_key = YOUR_API_KEY"), ("en", "secret: ${SECRET}")]


def placeholder(dice, lang):
    if dice.below(3) == 0:
        words = {"de": "Testkarte", "en": "test card", "fr": "carte de test", "es": "tarjeta de prueba", "it": "carta di prova", "nl": "testkaart", "pl": "karta testowa"}
        return "test_value", Draft().write(f"{words[lang]}: {dice.pick(TESTS)}\n")
    return "placeholder", Draft().write(dice.pick([text for of, text in SAMPLES if of == lang] or [SAMPLES[0][1]]) + dice.pick(["\n", "", " \n", "\n\n"]))


def prose(dice, lang):
    words = LANGUAGES[lang]
    draft = Draft().fill(dice.pick(words.OPENERS), **slots(dice, lang)).write(" " + dice.pick(words.PROSE) + " ").write(dice.pick(words.PROSE) + "\n")
    return "prose", draft.fill(dice.pick(words.CLOSERS), **slots(dice, lang))


# How often each, in all: numbers that are nothing lead, as they do in life.
MAKERS = [nothing_number] * 9 + [digest] * 2 + [guid, moment, moment, source, source, source, log, log, book, book, version, measure, measure, phone_like, phone_like, device_like, sort_code, placeholder, placeholder, prose, prose]
