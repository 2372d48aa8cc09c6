/** Words for the gallery, its templates and the limits of targets. */
export const gallery = {
  "help.gallery": "templates of applications: addresses, limits, mappings",
  "help.gallery.list": "list the templates of the gallery",
  "help.gallery.search": "find templates by words; letter case and accents do not count",
  "help.gallery.show":
    "show a template: values to fill in, how its token is obtained, limits with their sources",
  "help.option.gallery-category":
    "only templates of this field of work: business, communication, data, development, identity, general",
  "help.option.template": "template of the gallery, in place of --connector and --url",
  "help.option.template-set": "value of a parameter of the template; may be given several times",
  "help.option.connector-config": "setting of the connector, as JSON or text; an empty value removes it",
  "help.option.oauth-token-url":
    "address of the token endpoint: OAuth 2.0 client credentials in place of a fixed token",
  "help.option.client-id": "id of the OAuth client",
  "help.option.oauth-method": "client_secret_basic (default), client_secret_post or private_key_jwt",
  "help.option.oauth-scope": "scopes that the token is requested for",
  "help.option.oauth-audience": "audience that the token is requested for",
  "help.option.oauth-resource": "resource that the token is requested for (RFC 8707)",
  "help.option.key-id": "kid of the private key, in the header of signed assertions",
  "help.option.oauth-account-id":
    "account that the token is requested for, with the grant account_credentials of Zoom",
  "help.option.client-secret-env": "environment variable that holds the secret of the OAuth client",
  "help.option.private-key-file": "file with the private key of the OAuth client, in PEM form",
  "invalid.private-key": "is not a private key in PEM form",
  "invalid.one-credential":
    "names a secret or a private key, and exactly one of them where a credential is needed",
  "cli.no-templates": "No template holds {{search}}. muster gallery list shows all of them.",
  "cli.credential-is-client-secret":
    "The application obtains its access tokens with OAuth, so the value of --token-env is used as its client secret. If it is one, nothing is left to do. A client secret is usually given with --client-secret-env.",
  "cli.credential-is-token":
    "The application has no token endpoint, so the value of --client-secret-env is sent to the target as a bearer token. If it is a client secret, set up OAuth with muster app set, --oauth-token-url and --client-id. If it is a bearer token, nothing is left to do.",
  "cli.template-parameters": "Values to fill in",
  "cli.template-credentials": "Credentials",
  "cli.template-lifetime_one": "They end {{count}} day after they were issued.",
  "cli.template-lifetime_other": "They end {{count}} days after they were issued.",
  "cli.template-unconfirmed": "Not confirmed by a page of the vendor.",
  "cli.template-steps": "Steps",
  "cli.template-limits": "Limits",
  "cli.template-quirks": "Deviations",
  "cli.template-mappings": "Mappings of a new application",
  "cli.template-mapping-default": "the default of the connector",
  "cli.template-settings": "Settings of a new application",
  "cli.template-roles": "Roles",
  "cli.template-sources": "Sources",
  "cli.limit-all": "Requests: {{count}} in {{seconds}} s.",
  "cli.limit-reads": "Reads: {{count}} in {{seconds}} s.",
  "cli.limit-writes": "Writes: {{count}} in {{seconds}} s.",
  "cli.limit-burst": "{{burst}} at once after a pause.",
  "cli.limit-members-per-call": "Members in one change of a group: {{count}}.",
  "cli.limit-page-size": "Accounts in one page: {{count}}.",
  "cli.limit-bytes-per-call": "Bytes in one request: {{count}}.",
  "column.template": "template",
  "column.category": "category",
  "column.summary": "summary",
  "usage.given-twice": "{{option}} gives {{name}} twice. Give each name once.",
  "template.not-found":
    "The gallery of this version has no template {{template}}. muster gallery list shows its templates.",
  "template.broken":
    "The template {{template}} of this installation cannot be read: {{places}}. Other templates can be used. Install Muster again, or correct the file and start the server again.",
  "template.parameters-invalid_one":
    "{{errors}} value of the template {{template}} is wrong. Nothing was created. Correct it.",
  "template.parameters-invalid_other":
    "{{errors}} values of the template {{template}} are wrong. Nothing was created. Correct them.",
  "template.parameter-missing":
    "The parameter {{name}} has no value. {{where}} A value looks like {{example}}. Give it with --set {{name}}=VALUE, or as {{name}} below parameters in a file.",
  "template.parameter-invalid":
    "The value of {{name}} does not match {{pattern}}. {{where}} A value looks like {{example}}.",
  "template.parameter-unknown":
    "The template has no parameter {{name}}. Its parameters: {{known}}. Correct the name or leave it out.",
  "invalid.template-or-connector":
    "names either a template with its parameters, or a connector; never both, and no parameters without a template",
  "config.rates":
    "The setting rates is a list of at most {{most}} limits, each with calls (all, reads or writes), requests, perSeconds and perhaps burst, as whole numbers. Correct it.",
  "target.token-refused":
    "The token endpoint refused the client ({{status}}, {{error}}). Nothing was sent to the target. Check the client id, the secret or key (muster app secret) and the scope.",
  "target.token-unavailable":
    "The token endpoint could not be reached or failed. Nothing was sent to the target. The next cycle asks again; check the address in the setting oauth.",
  "target.token-not-understood":
    "The token endpoint answered {{status}} without a bearer token that can be used. Check the address in the setting oauth.",
  "target.token-key":
    "The stored secret is not a private key that can sign (RSA, P-256 or Ed25519 in PEM form). Give another one with muster app secret --private-key-file FILE.",
  "config.oauth":
    "The member {{member}} of the setting oauth is missing or wrong. It takes tokenUrl (an address without query), clientId, method ({{methods}}), and perhaps scope, audience, resource, keyId and accountId, as texts. Correct it.",
  "target.over-limit":
    "The request has {{bytes}} bytes, more than the {{most}} of the setting bytesPerCall. It was not sent. Lower membersPerCall, or raise bytesPerCall if the target accepts more.",
} as const;
