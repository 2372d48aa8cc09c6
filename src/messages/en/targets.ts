/** Faults of targets: where the fault lies, why, and what to do next. */
export const targets = {
  "target.unauthenticated":
    "The target refuses the credentials ({{status}}): they are wrong, expired or revoked. Get a new token from the target's administrator, put it in a variable and run muster app secret APP --token-env VAR, then muster app test APP.",
  "target.unauthenticated-proxy":
    "Other credentials are required ({{status}}), by a web page and not in SCIM: probably by a proxy or a sign-in gateway in front of the target. Ask its administrator to let this server reach the target's SCIM address.",
  "target.forbidden":
    "The target accepts the credentials but does not allow this operation ({{status}}): the token lacks a right or a scope. Ask the target's administrator for the right to provision users and groups.",
  "target.forbidden-proxy":
    "The request was refused ({{status}}) by a web page and not in SCIM: probably by a firewall or a gateway in front of the target. Ask its administrator to allow this server's address.",
  "target.not-found":
    "The target answers that it has no such account ({{status}}): it was deleted there. The next cycle searches for it, and creates it again if it is missing.",
  "target.wrong-url":
    "The answer {{status}} is not SCIM, so nothing was concluded from it. Probably the URL of the application is wrong or no longer valid, or a gateway lost the route. Check the URL; it usually ends in /scim/v2. muster app set APP --url changes it.",
  "target.search-not-found":
    "The target itself answered {{status}} to a search. Either it has no such endpoint at this address, or it answers so when nothing matches, where SCIM asks for an empty list. Nothing was concluded, and no account was created. Check the URL of the application; if it is right, ask the target's vendor for an empty list.",
  "target.endpoint-not-found":
    "The target itself answers in SCIM that it has no such endpoint ({{status}}). Its server was reached, so probably the path of the address is wrong, or this kind of object cannot be provisioned there. Check the URL of the application; it usually ends in /scim/v2.",
  "target.no-groups-endpoint":
    "The target has no groups at this address: it lists its users and answered {{status}} at {{path}}. Use an address of the target that offers groups, or turn groups off: muster app settings APP --set groups=none.",
  "target.no-users-endpoint":
    "The same address answered /ServiceProviderConfig in SCIM a moment ago, but not the search at {{path}} ({{status}}). The address is therefore right as far as can be known; the endpoint for users is missing there, or something else answers it. Ask the target's administrator whether users can be provisioned over SCIM.",
  "scim.no-service-provider-config":
    "The target has no ServiceProviderConfig that can be read. The usual defaults are assumed.",
  "scim.service-provider-config-partial":
    "The target's ServiceProviderConfig does not mention {{name}}. The usual default is assumed.",
  "scim.number-as-text": "The target sends the number {{name}} as text. It was read as a number.",
  "scim.patch-denied":
    "The target says that it does not support PATCH. Accounts are read, merged and written whole with PUT.",
  "scim.no-resource-types":
    "The target has no ResourceTypes that can be read. Users are expected at /Users and groups at /Groups.",
  "scim.no-groups":
    "The target does not list groups among its resource types, so groups cannot be provisioned.",
  "scim.no-schemas":
    "The target has no Schemas that can be read. Attributes are sent as RFC 7643 defines them.",
  "scim.filter-ignored":
    "The target accepts filters and does not apply them. Every account that it returns is compared here.",
  "target.html":
    "A web page came where SCIM was expected ({{status}}): a proxy, a sign-in page or another server answered. Check the URL of the application, and the network in between.",
  "target.not-scim":
    "The answer reports success, but it is not SCIM ({{contentType}}): a sign-in page or another service is at this address. Check the URL of the application.",
  "target.duplicate":
    "The target answers that an account with this name already exists ({{status}}), but a search does not find it. Look for it in the target, also among deleted accounts. Rename or remove it, or give it the value that accounts are matched by.",
  "target.value-of-leaver":
    'The target refuses {{path}} "{{value}}" ({{status}}): the account {{account}} has it, which belongs to "{{owner}}" ({{id}}), who has left or is out of scope. Give one of the two another value, or remove that account in the target.',
  "target.value-of-other":
    'The target refuses {{path}} "{{value}}" ({{status}}): the account {{account}} has it, which belongs to "{{owner}}" ({{id}}). When that account gets another value, the next cycle repeats the change.',
  "target.name-in-use":
    'Muster did not send {{path}} "{{value}}": the account {{account}} of "{{owner}}" ({{id}}) still has it, because its own change was not written. See why with muster why. The next cycle that changes that account repeats this change.',
  "target.value-of-unlinked":
    'The target refuses {{path}} "{{value}}" ({{status}}): the account {{account}} has it, which is not linked to anyone here. Rename or remove that account in the target, or give the person another value.',
  "target.conflict":
    "The target refuses the change because it conflicts with the current state of the account ({{status}}). The next cycle reads the account again and repeats what is still needed.",
  "target.precondition":
    "The account in the target changed in the meantime ({{status}}). The next cycle reads it again and repeats what is still needed.",
  "target.invalid":
    "The target refuses the content of the request ({{status}}): it does not accept a value or an attribute. Correct the person's data or the mapping; the recorded exchange shows what was sent.",
  "target.filter-refused":
    "The target does not support searches by this attribute ({{status}}), so an existing account cannot be found. Match by another attribute, usually userName.",
  "target.filter-ignored":
    "The target answers a search with accounts that do not match it, so existing accounts cannot be found. Nothing was created. If the target has no filters, muster app test finds that out and Muster compares all accounts; otherwise ask its vendor (RFC 7644, section 3.4.2.2).",
  "target.unsupported":
    "The target does not support this operation ({{status}}). Ask its vendor how to make such a change, or remove it from the mapping.",
  "target.too-large-request":
    "The request is larger than the target accepts ({{status}}). Lower the number of members that one request may change (membersPerCall).",
  "target.rate-limited":
    "The target asks for fewer requests ({{status}}). Muster waits as long as the target says and continues by itself. If this does not end, ask the target's administrator for a higher limit.",
  "target.busy":
    "The target is temporarily unavailable ({{status}}). Muster tries again by itself. If this does not end, ask the target's administrator.",
  "target.server-error":
    "The target reports an internal error ({{status}}). Muster tries again by itself. If this does not end, show the recorded exchange to the target's administrator.",
  "target.refused":
    "The target refuses the request with a status that has no special meaning here ({{status}}). The recorded exchange shows what was sent and answered.",
  "target.redirect":
    "The target redirects to another address ({{status}} to {{location}}), and credentials are not sent there automatically. If that address is correct, set it as the URL of the application.",
  "target.timeout":
    "The target did not answer in time. Muster tries again by itself. If this does not end, check that this server can reach the address.",
  "target.reset":
    "The connection was closed before the answer was complete. Muster tries again by itself. If this does not end, check the network between this server and the target.",
  "target.refused-connection":
    "No server accepts connections at the target's address: the target is down, or the host or port is wrong. Start the target, or correct the URL of the application.",
  "target.name-unknown":
    "The target's host name cannot be resolved: it is mistyped, or this server's DNS does not know it. Correct the URL of the application, or the DNS.",
  "target.tls":
    "No trusted TLS connection to the target is possible: its certificate is expired, is for another name, or is signed by an unknown authority. Renew the certificate, or make the authority known to this server (NODE_EXTRA_CA_CERTS).",
  "target.too-large":
    "The target's answer is larger than the limit, so it was not read to the end. Check the URL. If it is correct, the target ignores paging; its vendor must correct that.",
  "target.outside":
    "The request was not sent, because it would have gone to a host other than the target. Check the URL of the application, and the addresses that the target returns.",
  "target.aborted":
    "The request was cancelled because the server was stopping. The next cycle sends it again.",
  "target.unknown-outcome":
    "A change was sent and no readable answer came, so it may or may not have been made. Muster reads the account before it sends anything again. There is nothing to do.",
  "target.bulk-answer":
    "The answer to a bulk request did not say what became of this change. Muster reads the account before it sends anything again, and sends single requests for a day. The vendor of the target should correct this (RFC 7644, section 3.7).",
  "target.no-id":
    "The target accepted a new account but did not return its id, so the account cannot be linked yet. The next cycle searches for it by its matching value. The vendor of the target should correct this (RFC 7644, section 3.3).",
  "target.inconsistent":
    "The target's answer contradicts itself: it announces {{total}} accounts and shows {{received}}, or hides the attribute that was searched for. Nothing was concluded or created. Show the recorded exchange to its vendor (RFC 7644, section 3.4.2).",
  "target.no-total":
    "The target answered with an empty list that lacks its number of accounts (totalResults), so it does not prove that an account is missing. Nothing was concluded or created. Ask its vendor to send totalResults (RFC 7644, section 3.4.2).",
  "target.other-type":
    "The target answered at {{path}} with something that says to be of another type (schemas or meta.resourceType), so nothing was concluded, adopted or created. Check the URL of the application, and show the recorded exchange to the target's vendor.",
  "target.other-account":
    "The target answered a request for the account {{account}} with the account {{other}}. Nothing was concluded from this answer, and nothing of it was written. Show the recorded exchange to the target's vendor.",
  "target.account-taken":
    "The target answered with the id {{account}}, which is the account of {{other}} already. Writing to it would mix two people, so nothing more is sent. Ask the target's vendor why two accounts have one id. Muster tries again once this person or the settings of the application change.",
  "target.listing-short":
    "The target ended a listing before all announced entries, so nothing was concluded from it. Muster tries again. If this does not end, ask the target's vendor about paging.",
  "target.listing-repeats":
    "The target repeats the same page of a listing, so the listing was stopped and nothing was concluded from it. Ask its vendor about paging (RFC 7644, section 3.4.2.4).",
  "target.contradiction":
    "The target says that it has no such account ({{status}}), and shows the account when it is read. Nothing was concluded from it. Muster tries again; ask the vendor of the target why writes are answered so.",
  "target.not-whole":
    "The target has no PATCH, so an account is changed by writing it whole (PUT). The target does not show {{attributes}}, which a PUT could remove, so nothing was sent. Ask its vendor for PATCH, or to show these attributes.",
  "target.not-applied":
    "The target reported success, and still shows the old value of {{path}}. The account may still give access: check it at the target, and ask its vendor.",
  "target.not-confirmed":
    "The target answered the change of {{path}} with something that is not the account, and does not show {{path}} when the account is read. The account may still give access: check it at the target, and ask its vendor. Muster tries again.",
  "target.not-kept":
    "The target accepted the account with {{path}} and did not keep this attribute, or does not show it. It is not sent again before its value changes. The target may hold one value of this kind only, or lack the attribute: ask its administrator.",
  "target.refuses-everything":
    "The target refuses every request at present (status {{status}}), also to read an account that it has, so its refusal says nothing about what was sent. Nothing is remembered, and Muster tries again by itself. Check the target.",
  "target.refuses-writes":
    "The target refuses every write at present (status {{status}}) in the same words, whatever is sent, and took such writes before. It can still be read. Nothing is remembered, and Muster tries again by itself. Check the target, which may be in maintenance.",
  "target.attribute-refused":
    "The target has refused {{path}} before ({{status}}), so it was not sent again. Remove it from the mapping, or ask the vendor of the target to accept it; it is tried again after a change of the connector settings, and from time to time by one account.",
  "target.not-offered":
    "The target does not list {{path}} among its attributes, and no account was seen to keep it, so this change was not sent. Ask the vendor of the target whether it can hold the attribute, or remove it from the mapping. Muster sends it once a new account keeps it.",
  "target.attributes-not-offered":
    "The target does not list these attributes of the mapping: {{attributes}}. Some targets take more than they list, so they are sent with new accounts; those that are not kept are named afterwards. Changes to existing accounts are sent once an account was seen to keep the attribute. Ask the vendor of the target whether it can hold them, or remove them from the mapping.",
  "target.attributes-hidden":
    "The target says that it does not show these attributes of the mapping when an account is read: {{attributes}}. Muster writes them and cannot check them.",
  "target.attributes-not-shown":
    "Muster wrote these attributes, and the accounts that were read just now do not show them: {{attributes}}. The target may hide them or have dropped them: ask its administrator.",
  "target.values-spelt":
    "The target keeps these attributes in a spelling of its own, each with the number of accounts among the {{accounts}} that were looked through: {{attributes}}. Such values do not count as differences.",
  "target.secret-short":
    "The credential has fewer than {{least}} characters. If the target repeats it in a successful answer, Muster cannot tell it from an ordinary word and leaves it there. Have the target issue a longer one, and give it with muster app secret APP --token-env VARIABLE.",
  "target.path-unknown":
    "An attribute path in the mapping cannot be written as SCIM. Correct the mapping of the application.",

  "config.url-missing":
    "The application has no URL for its target. Give one with --url, or as url below config in a file.",
  "config.url-invalid":
    '"{{url}}" is not an absolute http or https URL. Give the target\'s SCIM address, such as https://host/scim/v2.',
  "config.url-credentials":
    "The URL contains a user name or password, which would appear in every log. Remove them, and give the credentials with --token-env, or as credential in a file.",
  "config.url-query":
    "The URL has a query or fragment, which may hold a secret and would be stored and shown. Give the URL without it, and credentials with --token-env, or as credential in a file.",
  "config.number": 'The setting "{{name}}" takes a whole number from {{min}} to {{max}}. Correct it.',
  "config.unknown": 'The connector has no setting "{{name}}". Correct the name or remove the setting.',

  // The target's own words, added to the text of any code with a detail.
  "more.detail": "[{{detail}}]",
  "more.nearest": "The nearest name is {{nearest}}.",
  "column.last-test": "last test",
  "cli.tested-never": "not yet with this address and these credentials",
  "cli.tested-works": "works",
  "cli.tested-failed": "failed",
} as const;
