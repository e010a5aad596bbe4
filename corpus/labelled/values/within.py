"""Which part of a credential is the secret, and what else may rightly be found inside one: a connection string holds a password, a host
and an address, and finding one of these is no false alarm."""

INNER = ("generic_password", "generic_api_key", "generic_symmetric_key", "url", "url_with_credentials", "database_url", "email_address", "ipv4_address", "jdbc_odbc_connection", "user_login_credentials", "private_key_pem", "http_authorization_header", "jwt", "weak_password_hash")
IDS = """anthropic_key aws_access_key_id aws_secret_key azure_entra_client_secret azure_sas azure_sql_connection_string azure_storage_account_key database_url gcp_api_key gcp_service_account generic_api_key
generic_password github_pat gitlab_token http_authorization_header jwt openai_key private_key_pem slack_token stripe_key url_with_credentials user_login_credentials aspnet_machine_key atlassian_token azure_cosmos_key
azure_databricks_pat azure_devops_pat azure_entra_user_credentials azure_iot_key azure_publish_password azure_redis_conn azure_service_bus_conn cloudflare_key digitalocean_token discord_token docker_config_auth
dockerhub_token generic_symmetric_key hashicorp_token http_cookie huggingface_token jdbc_odbc_connection kubernetes_token npm_token pypi_token sendgrid_key teams_webhook telegram_bot_token twilio_key weak_password_hash""".split()
WITHIN = {ident: (*INNER, ident) for ident in IDS}
BANK = ("bank_account_generic", "us_bank_account", "de_bank_account", "gb_bank_account", "au_bank_account", "ca_bank_account")
WITHIN.update({ident: BANK for ident in BANK})
WITHIN["hl7_message"] = ("hl7_message", "medical_record_number", "date_of_birth", "person_name")

# The stretch that must be covered by more than half.
_CORES = {"generic_password": r"[=:]\s*\"?([^\"\s]+)", "generic_api_key": r"[=:]\s*[\"']?([^\"'\s]+)", "generic_symmetric_key": r"[=:]\s*\"?([^\"\s]+)", "http_cookie": r"ID=([^;]+)|sessionid=([^;]+)", "http_authorization_header": r"(?:Basic|Bearer) (\S+)",
          "azure_publish_password": r"userPWD=\\?\"(\w+)", "azure_storage_account_key": r"AccountKey=([^;]+)", "azure_cosmos_key": r"AccountKey=([^;]+)", "azure_iot_key": r"SharedAccessKey=(\S+)",
          "azure_service_bus_conn": r"SharedAccessKey=(\S+)", "azure_redis_conn": r"password=([^,]+)", "azure_sas": r"sig=(\S+)", "docker_config_auth": r"\"auth\\?\": \\?\"([^\"\\]+)", "azure_entra_user_credentials": r"password: (\S+)"}


def core_of(ident):
    return _CORES.get(ident, "")
