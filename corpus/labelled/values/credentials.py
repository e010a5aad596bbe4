"""Keys and tokens in the shapes that vendors publish. They open nothing: their bytes are dice."""
import base64
import binascii
import json

from values.shapes import BASE62, BASE64, HEX, URL64
from values.spec import add

EN = "en de"


def base62_crc(body):
    number, out = binascii.crc32(body.encode()) & 0xFFFFFFFF, ""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    while number:
        number, rest = divmod(number, 62)
        out = digits[rest] + out
    return out.rjust(6, "0")


def crc_token(prefix, dice):
    body = dice.take(BASE62, 30)
    return prefix + body + base62_crc(body)


def secret(ident, make, words, langs=EN, alone=True, also="generic_api_key", **rest):
    add(ident, langs, make, also=also, alone=alone, near=False, en=words, de=words, **rest)


def b64(dice, size):
    return base64.b64encode(dice.bytes(size)).decode()


def jwt(dice, issuer="https://login.example.org"):
    def part(value):
        return base64.urlsafe_b64encode(value).decode().rstrip("=")

    head = json.dumps({"alg": dice.pick(["HS256", "RS256", "ES256"]), "typ": "JWT"}, separators=(",", ":")).encode()
    body = json.dumps({"sub": "user-" + dice.digits(5), "iss": issuer, "exp": 1790000000 + dice.below(9000000)}, separators=(",", ":")).encode()
    return ".".join((part(head), part(body), part(dice.bytes(dice.pick([32, 64])))))


def password(dice):
    return dice.take("ABCDEFGHJKMNPQRSTUVWXYZ", 2) + dice.take("abcdefghjkmnpqrstuvwxyz", dice.between(3, 6)) + dice.pick("!$#%+-_") + dice.digits(dice.between(2, 4)) + dice.take("abcdefghjkmnp", 2)


def pem(dice):
    kind = dice.pick(["RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "])
    body = b64(dice, dice.pick([230, 600, 900]))
    lines = [body[i:i + 64] for i in range(0, len(body), 64)]
    return "\n".join([f"-----BEGIN {kind}PRIVATE KEY-----", *lines, f"-----END {kind}PRIVATE KEY-----"])


HOSTS = "db.nordwind.internal cache.prod.local mq-2.example.org sql01.corp.lan 10.20.30.41".split()
KEY = "api key|API_KEY|token|secret"
secret("anthropic_key", lambda d: "sk-ant-" + d.pick(["api03", "admin01"]) + "-" + d.take(URL64, 93) + "AA", "ANTHROPIC_API_KEY|Claude key|anthropic api key")
secret("aws_access_key_id", lambda d: d.pick(["AKIA", "ASIA", "AKIA"]) + d.take("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16), "aws_access_key_id|AWS access key|AWS_ACCESS_KEY_ID", weight=2)
secret("aws_secret_key", lambda d: d.take(BASE64, 40), "aws_secret_access_key|AWS_SECRET_ACCESS_KEY|AWS secret key", alone=False, weight=2)
secret("azure_entra_client_secret", lambda d: d.take(BASE62, 3) + d.digits(1) + "Q~" + d.take(BASE62 + "_.~-", 34), "client_secret|AZURE_CLIENT_SECRET|app secret (Entra)")
secret("azure_sas", lambda d: f"?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2027-0{d.between(1, 9)}-01T00:00:00Z&st=2026-01-01T00:00:00Z&spr=https&sig={base64.b64encode(d.bytes(32)).decode().replace('+', '%2B').replace('/', '%2F').replace('=', '%3D')}", "SAS token|blob SAS|shared access signature")
secret("azure_sql_connection_string", lambda d: f"Server=tcp:{d.pick(['shop', 'crm', 'hr'])}.database.windows.net,1433;Initial Catalog={d.pick(['orders', 'people'])};User ID={d.pick(['sqladmin', 'appuser'])};Password={password(d)};Encrypt=True;", "connectionString|SQL connection string|ConnectionStrings:Default", also="jdbc_odbc_connection generic_password user_login_credentials")
secret("azure_storage_account_key", lambda d: f"DefaultEndpointsProtocol=https;AccountName={d.pick(['nordblob', 'kontordata'])};AccountKey={b64(d, 64)};EndpointSuffix=core.windows.net", "AZURE_STORAGE_CONNECTION_STRING|storage connection string|AzureWebJobsStorage", also="generic_symmetric_key")
secret("database_url", lambda d: f"{d.pick(['postgres', 'postgresql', 'mysql', 'mongodb+srv', 'redis', 'amqp'])}://{d.pick(['app', 'svc_orders', 'admin'])}:{password(d).replace('#', '_').replace('%', '_')}@{d.pick(HOSTS)}:{d.pick(['5432', '3306', '6379'])}/{d.pick(['orders', 'main', '0'])}", "DATABASE_URL|database url|connection url", also="url_with_credentials")
secret("gcp_api_key", lambda d: "AIza" + d.take(URL64, 34) + d.take(BASE62, 1), "GOOGLE_API_KEY|google maps api key|gcp api key")
secret("gcp_service_account", lambda d: '{"type": "service_account", "project_id": "kontor-' + d.digits(4) + '", "private_key_id": "' + d.take(HEX, 40) + '", "private_key": "-----BEGIN PRIVATE KEY-----\\n' + b64(d, 300) + '\\n-----END PRIVATE KEY-----\\n", "client_email": "robot@kontor.iam.gserviceaccount.com"}',
       "service account file|key.json|GCP service account", also="private_key_pem")
secret("generic_api_key", lambda d: d.pick(["api_key = \"{}\"", "api_key: {}", "apikey={}", "X-Api-Key: {}", "client_secret = '{}'", "access_token={}", "API_SECRET={}"]).format(d.take(BASE62, d.between(24, 40))), "config|settings.py|environment", also="generic_symmetric_key", structured=False, weight=2)
secret("generic_password", lambda d: d.pick(["password = {}", "password: {}", "passwd={}", "pwd: {}", "\"password\": \"{}\"", "Passwort: {}", "Kennwort: {}", "DB_PASSWORD={}"]).format(password(d)), "config|login|Zugang", also="user_login_credentials", structured=False, weight=3)
secret("github_pat", lambda d: crc_token(d.pick(["ghp_", "gho_", "ghs_", "ghu_"]), d), "GITHUB_TOKEN|github token|github pat", weight=2)
secret("gitlab_token", lambda d: "glpat-" + d.take(URL64[:-2], 20), "GITLAB_TOKEN|gitlab token|gitlab access token")
secret("http_authorization_header", lambda d: d.pick(["Authorization: Basic " + base64.b64encode(f"{d.pick(['admin', 'svc', 'robot'])}:{password(d)}".encode()).decode(), "Authorization: Bearer " + d.take(URL64[:-2], 40)]), "curl|request header|HTTP", also="generic_api_key jwt")
secret("jwt", jwt, "session token|id_token|jwt|token", also="http_authorization_header kubernetes_token", weight=2)
secret("openai_key", lambda d: d.pick(["sk-" + d.take(BASE62, 20) + "T3BlbkFJ" + d.take(BASE62, 20), "sk-proj-" + d.take(URL64[:-2], 74) + "T3BlbkFJ" + d.take(URL64[:-2], 74)]), "OPENAI_API_KEY|openai key|openai token")
secret("private_key_pem", pem, "private key|id_rsa|server.key|Schlüssel", also="", weight=2)
secret("slack_token", lambda d: d.pick([f"xoxb-{d.between(10**11, 10**12 - 1)}-{d.between(10**12, 10**13 - 1)}-{d.take(BASE62, 24)}", f"https://hooks.slack.com/services/T{d.take('ABCDEFGHJKLMNP0123456789', 8)}/B{d.take('ABCDEFGHJKLMNP0123456789', 10)}/{d.take(BASE62, 24)}"]), "SLACK_TOKEN|slack bot token|slack webhook", also="url")
secret("stripe_key", lambda d: d.pick(["sk_live_", "rk_live_"]) + d.take(BASE62, d.pick([24, 99])), "STRIPE_SECRET_KEY|stripe key|stripe secret", weight=2)
secret("url_with_credentials", lambda d: f"{d.pick(['https', 'ftp', 'sftp', 'http'])}://{d.pick(['backup', 'deploy', 'jenkins'])}:{password(d).replace('#', '_').replace('%', '_')}@{d.pick(HOSTS)}/{d.pick(['repo', 'files', 'x.git'])}", "remote|ftp|git clone|mirror", also="database_url")
secret("user_login_credentials", lambda d: d.pick(["username: {}\npassword: {}", "user={}\npassword={}", "Benutzername: {}\nPasswort: {}", "Login: {}\nPassword: {}"]).format(d.pick(["ahrenbeck", "svc_backup", "k.eastlake"]), password(d)), "Zugangsdaten|access|credentials|Login", also="generic_password", structured=False)
secret("aspnet_machine_key", lambda d: f'<machineKey validationKey="{d.take("0123456789ABCDEF", 128)}" decryptionKey="{d.take("0123456789ABCDEF", 64)}" validation="SHA1" decryption="AES" />', "web.config|machine key", also="generic_symmetric_key")


def atlassian(dice):
    body = "ATATT3xFfGF0" + dice.take(URL64[:-2], 171) + "="
    return body + f"{binascii.crc32(body[:-1].encode()) & 0xFFFFFFFF:08X}"


secret("atlassian_token", atlassian, "ATLASSIAN_TOKEN|jira api token|confluence token")
secret("azure_cosmos_key", lambda d: f"AccountEndpoint=https://{d.pick(['nord', 'kontor'])}.documents.azure.com:443/;AccountKey={b64(d, 64)};", "cosmos connection string|COSMOS_CONNECTION|CosmosDb", also="azure_storage_account_key generic_symmetric_key")
secret("azure_databricks_pat", lambda d: "dapi" + d.take(HEX, 32), "DATABRICKS_TOKEN|databricks token|databricks pat")
secret("azure_devops_pat", lambda d: d.take("abcdefghijklmnopqrstuvwxyz234567", 52), "azure devops pat|AZURE_DEVOPS_EXT_PAT|azure devops personal access token", alone=False)
secret("azure_entra_user_credentials", lambda d: f"{d.pick(['k.meyer', 'svc-sync', 'admin'])}@{d.pick(['nordwind', 'kontor'])}.onmicrosoft.com password: {password(d)}", "Azure AD login|UPN|Entra login", also="generic_password email_address user_login_credentials", structured=False)
secret("azure_iot_key", lambda d: f"HostName={d.pick(['nord', 'plant'])}-hub.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey={b64(d, 32)}", "IOTHUB_CONNECTION_STRING|iot hub connection string", also="azure_service_bus_conn generic_symmetric_key")
secret("azure_publish_password", lambda d: f'<publishProfile profileName="kontor" userName="$kontor" userPWD="{d.take(BASE62, 60)}" destinationAppUrl="http://kontor.azurewebsites.net">', "publishsettings|publish profile", also="generic_password")
secret("azure_redis_conn", lambda d: f"kontor.redis.cache.windows.net:6380,password={b64(d, 32)},ssl=True,abortConnect=False", "redis connection string|REDIS_CONNECTION", also="generic_password")
secret("azure_service_bus_conn", lambda d: f"Endpoint=sb://{d.pick(['nord', 'kontor'])}.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey={b64(d, 32)}", "SERVICEBUS_CONNECTION|service bus connection string", also="generic_symmetric_key azure_iot_key")
secret("cloudflare_key", lambda d: d.pick([d.take(BASE62 + "_-", 40), "v1.0-" + d.take(HEX, 24) + "-" + d.take(HEX, 146)]), "CLOUDFLARE_API_TOKEN|cloudflare api key|cloudflare token", alone=False)
secret("digitalocean_token", lambda d: d.pick(["dop_v1_", "doo_v1_", "dor_v1_"]) + d.take(HEX, 64), "DIGITALOCEAN_TOKEN|digitalocean token")
secret("discord_token", lambda d: d.pick([base64.b64encode(str(d.between(10**17, 10**18 - 1)).encode()).decode().rstrip("=") + "." + d.take(URL64[:-2], 6) + "." + d.take(URL64[:-2], 27), f"https://discord.com/api/webhooks/{d.between(10**17, 10**18 - 1)}/{d.take(URL64[:-2], 68)}"]), "DISCORD_TOKEN|discord bot token|discord webhook", also="url")
secret("docker_config_auth", lambda d: '{"auths": {"registry.example.org": {"auth": "' + base64.b64encode(f"robot:{password(d)}".encode()).decode() + '"}}}', "~/.docker/config.json|docker config|dockerconfigjson")
secret("dockerhub_token", lambda d: "dckr_pat_" + d.take(URL64[:-2], 27), "DOCKERHUB_TOKEN|docker hub token|docker pat")
secret("generic_symmetric_key", lambda d: d.pick(["encryption_key = \"{}\"", "AES_KEY={}", "secret_key: {}", "aes key: {}"]).format(d.pick([d.take(HEX, 64), b64(d, 32), d.take(HEX, 32)])), "config|settings", structured=False)
secret("hashicorp_token", lambda d: d.pick(["hvs." + d.take(URL64[:-2], 90), d.take(BASE62, 14) + ".atlasv1." + d.take(URL64[:-2], 64)]), "VAULT_TOKEN|vault token|terraform cloud token")
secret("http_cookie", lambda d: d.pick(["Set-Cookie: sessionid={}; Path=/; HttpOnly; Secure", "Cookie: JSESSIONID={}; theme=dark", "Cookie: PHPSESSID={}"]).format(d.take(BASE62, 32)), "HTTP trace|request|curl -v", structured=False)
secret("huggingface_token", lambda d: "hf_" + d.take(BASE62[:52], 34), "HF_TOKEN|huggingface token|hugging face token")
secret("jdbc_odbc_connection", lambda d: d.pick([f"jdbc:sqlserver://{d.pick(HOSTS)}:1433;databaseName=hr;user=sa;password={password(d)}", f"Driver={{SQL Server}};Server={d.pick(HOSTS)};Database=crm;Uid=reader;Pwd={password(d)};", f"jdbc:mysql://{d.pick(HOSTS)}/shop?user=app&password={password(d).replace('#', '_').replace('%', '_')}"]), "jdbc url|ODBC connection string|dsn", also="generic_password azure_sql_connection_string database_url user_login_credentials")
secret("kubernetes_token", lambda d: jwt(d, "kubernetes/serviceaccount"), "kubectl token|service account token|kubeconfig", also="jwt http_authorization_header")
secret("npm_token", lambda d: crc_token("npm_", d), "NPM_TOKEN|npm token|_authToken")
secret("pypi_token", lambda d: "pypi-AgEIcHlwaS5vcmc" + d.take(URL64[:-2], d.between(85, 150)), "TWINE_PASSWORD|pypi token|upload token")
secret("sendgrid_key", lambda d: "SG." + d.take(URL64[:-2], 22) + "." + d.take(URL64[:-2], 43), "SENDGRID_API_KEY|sendgrid key")
secret("teams_webhook", lambda d: (lambda g: f"https://kontor.webhook.office.com/webhookb2/{g()}@{g()}/IncomingWebhook/{d.take(HEX, 32)}/{g()}")(lambda: "-".join(d.take(HEX, n) for n in (8, 4, 4, 4, 12))), "teams webhook|TEAMS_WEBHOOK_URL|incoming webhook", also="url")
secret("telegram_bot_token", lambda d: f"{d.between(10**8, 10**10 - 1)}:A{d.pick('AEFGH')}{d.take(URL64[:-2], 33)}", "TELEGRAM_BOT_TOKEN|telegram bot token|telegram token")
secret("twilio_key", lambda d: d.pick(["AC", "SK"]) + d.take(HEX, 32), "TWILIO_ACCOUNT_SID|twilio sid|twilio api key", alone=False)
secret("weak_password_hash", lambda d: d.pick([f"$1${d.take(BASE62, 8)}${d.take(BASE62, 22)}", f"$6${d.take(BASE62, 16)}${d.take(BASE62, 86)}", f"$2a$10${d.take(BASE62, 53)}", f"$5${d.take(BASE62, 16)}${d.take(BASE62, 43)}"]), "shadow entry|password hash|passwd hash", also="")
