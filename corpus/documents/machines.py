"""What machines and their keepers write: a server log with credentials in it, configuration, inventory, a screenshot, a drawing."""
import json

import people
import values
from writers import dxf, png


def server_log(dice, ledger):
    """Two in a hundred lines hold what must never be logged."""
    lines, second = [], 0
    for i in range(240):
        second += dice.between(0, 9)
        at = f"2024-03-15T{10 + second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.{dice.below(1000):03d}Z"
        address = ledger.put("ipv4_address", values.ipv4(dice))
        request = dice.pick(["GET /api/v1/orders", "POST /api/v1/sessions", "GET /health", "PUT /api/v1/cart/items", "GET /static/app.js"])
        line = f"{at} INFO  gateway client={address} \"{request} HTTP/1.1\" {dice.pick([200, 200, 200, 204, 304, 404])} {dice.below(9000)} {dice.below(400)}ms"
        if i % 80 == 41:
            line = f"{at} DEBUG auth request from {address} with header Authorization: Bearer {ledger.put('jwt', values.jwt(dice, 'svc-orders'))}"
        elif i % 80 == 73:
            line = (f"{at} ERROR storage upload from {address} failed, credentials in use: AWS_ACCESS_KEY_ID="
                    f"{ledger.put('aws_access_key_id', values.aws_access_key_id(dice))} region=eu-central-1")
        lines.append(line)
    return ("\n".join(lines) + "\n").encode()


def environment_file(dice, ledger):
    return f"""# production settings of the order service
APP_ENV=production
LOG_LEVEL=info
DATABASE_HOST=db01.internal
DATABASE_NAME=orders
AWS_REGION=eu-central-1
AWS_ACCESS_KEY_ID={ledger.put("aws_access_key_id", values.aws_access_key_id(dice))}
AWS_SECRET_ACCESS_KEY={ledger.put("aws_secret_key", dice.take("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789/+", 40))}
SERVICE_TOKEN={ledger.put("jwt", values.jwt(dice, "svc-billing"))}
ALERT_MAIL={ledger.put("email_address", "oncall@orders.example.com")}
FEATURE_NEW_CART=true
""".encode()


def configuration(dice, ledger):
    lines = values.private_key_pem(dice).split("\n")
    ledger.put("private_key_pem", lines[0])
    indented = "\n".join("    " + line for line in lines)
    return f"""# VPN gateway, written by the installer on 2024-03-15
version: 2
interface:
  name: wg0
  listen: "{ledger.put("ipv6_address", values.ipv6(dice))}"
  gateway: {ledger.put("ipv4_address", values.ipv4(dice))}
  mtu: 1420
tls:
  min_version: "1.2"
  private_key: |
{indented}
  client_keystore: {ledger.put("pkcs12_file", values.keystore(dice))}
peers:
  - name: branch-north
    address: {ledger.put("ipv4_address", values.ipv4(dice))}
  - name: branch-south
    address: {ledger.put("ipv4_address", values.ipv4(dice))}
""".encode()


def inventory(dice, ledger):
    lines = []
    for i in range(30):
        lines.append(json.dumps({"hostname": f"ws-{100 + i}", "model": dice.pick(["Tower 7", "Slim 13", "Cube 2"]),
                                 "ip_address": ledger.put("ipv4_address", values.ipv4(dice)),
                                 "ipv6": ledger.put("ipv6_address", values.ipv6(dice)),
                                 "mac_address": ledger.put("mac_address", values.mac_address(dice)), "firmware": f"2.{dice.below(9)}.{dice.below(30)}"}))
    return ("\n".join(lines) + "\n").encode()


def screenshot(dice, ledger):
    """Text in pixels: nothing is expected of a scan that does not read pictures."""
    person, screen = people.english(dice), png.Screen(640, 400)
    screen.box(0, 0, 640, 28, png.BAR)
    screen.text(12, 7, "Customer 7104 - order desk", png.BAR_INK)
    rows = [("Name", person.name), ("E-mail", person.email), ("Phone", values.phone_us(dice)), ("Card", values.credit_card(dice)),
            ("Status", "payment refused twice"), ("Notes", "wants a call back on Monday")]
    for i, (name, value) in enumerate(rows):
        screen.box(150, 48 + 48 * i, 470, 32, png.BOX)
        screen.text(16, 57 + 48 * i, name)
        screen.text(160, 57 + 48 * i, value[:37])
    return screen.png()


def drawing(dice, ledger):
    author, sheet = people.german(dice), dxf.Drawing()
    sheet.rectangle(0, 0, 420, 297, "FRAME")
    sheet.rectangle(60, 120, 240, 110)
    for x, y in ((80, 140), (280, 140), (80, 210), (280, 210)):
        sheet.circle(x, y, 4.5)
    sheet.circle(180, 175, 22.0, "BORE")
    for i, text in enumerate(["HALTEPLATTE LINKS", "Werkstoff EN AW-6082", "Maßstab 1:2, Blatt 1 von 3", "Allgemeintoleranz ISO 2768-m",
                              f"Gezeichnet {author.last}, 15.03.2024", f"Rückfragen {ledger.put('email_address', author.email)}",
                              "Zeichnung 4471-002-B, vertraulich"]):
        sheet.text(305, 60 - 8 * i, text)
    return sheet.dxf()
