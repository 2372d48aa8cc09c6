/** What went wrong between us and a target: whose refusal it is, why, and what to do next. */
export const targets = {
  "target.unauthenticated":
    "The target refuses the credentials ({{status}}): they are wrong, expired or revoked there. Get a new token from the target's administrator, put it in a variable and run muster app secret APP --token-env VAR, then muster app test APP.",
  "target.unauthenticated-proxy":
    "Something in front of the target asks for other credentials ({{status}}, with a web page): a proxy or a sign-in gateway, not the target itself. Ask whoever runs it to let this server through to the target's SCIM address.",
  "target.forbidden":
    "The target accepts the credentials but does not allow this ({{status}}): the token lacks a right or a scope. Ask the target's administrator to grant it the right to provision users and groups.",
  "target.forbidden-proxy":
    "Something in front of the target refuses the call ({{status}}, with a web page): a firewall or gateway, not the target itself. Ask whoever runs it to allow this server's address.",
  "target.not-found":
    "The target says that it has no such account ({{status}}): it was deleted there. The next cycle looks for it again, and makes it anew if it is missing.",
  "target.wrong-url":
    "The answer {{status}} is not the target's own: the address exists no longer or is no SCIM endpoint. Nothing was concluded from it. Check the URL of the application; it usually ends in /scim/v2. muster app set APP --url changes it.",
  "target.html":
    "A web page came where SCIM was expected ({{status}}): a proxy, a sign-in page or another address answered. Check the URL of the application, and what stands in between.",
  "target.not-scim":
    "The answer says success, but it is not SCIM ({{contentType}}): a sign-in page or another service is at this address. Check the URL of the application.",
  "target.duplicate":
    "The target has an account with these names already ({{status}}), but does not show it to our search. Look for it there, deleted ones too; rename or remove it, or give it the value that we match by.",
  "target.conflict":
    "The target refuses the change because it conflicts with what it holds now ({{status}}). The next cycle reads the account again and repeats what is still needed.",
  "target.precondition":
    "The account changed at the target in the meantime ({{status}}). The next cycle reads it again and repeats what is still needed.",
  "target.invalid":
    "The target refuses the content of the call ({{status}}): a value or attribute that it does not take. Correct the person's data or the mapping; the recorded exchange shows what was sent.",
  "target.filter-refused":
    "The target does not answer searches by this attribute ({{status}}), so an account that is there already cannot be found. Match by another attribute, userName as a rule.",
  "target.filter-ignored":
    "The target answers a search with accounts that do not fit it, so that a match cannot be told from a miss. Nothing was created. Ask its vendor about filters (RFC 7644, section 3.4.2.2).",
  "target.unsupported":
    "The target does not support this operation ({{status}}). Ask its vendor how such a change is made, or leave it out of the mapping.",
  "target.too-large-request":
    "The call has more in it than the target takes ({{status}}). Lower the number of members that one call may change (membersPerCall).",
  "target.rate-limited":
    "The target asks to be called less often ({{status}}). We wait as long as it says and go on by ourselves; nothing is to be done unless it stays so.",
  "target.busy":
    "The target is not available for the moment ({{status}}). It is tried again by itself; if it stays so, ask whoever runs the target.",
  "target.server-error":
    "The target failed inside ({{status}}). It is tried again by itself; if it stays so, show the recorded exchange to whoever runs the target.",
  "target.refused":
    "The target refuses the call with a status that has no meaning of its own here ({{status}}). The recorded exchange shows what was sent and answered.",
  "target.redirect":
    "The target points to another address ({{status}} to {{location}}), and credentials are not carried there unasked. If that address is right, enter it as the URL of the application.",
  "target.timeout":
    "The target did not answer in time. It is tried again by itself; if it stays so, check that the address can be reached from this server.",
  "target.reset":
    "The connection broke off before the answer was complete. It is tried again by itself; if it stays so, look at what stands between this server and the target.",
  "target.refused-connection":
    "Nothing accepts connections at the target's address: it is down, or host or port are wrong. Start it, or correct the URL of the application.",
  "target.name-unknown":
    "The target's host name cannot be resolved: it is mistyped, or this server's DNS does not know it. Correct the URL of the application, or the DNS.",
  "target.tls":
    "No trusted TLS connection to the target can be made: its certificate is expired, for another name, or signed by an authority unknown here. Have it renewed, or make that authority known to this server (NODE_EXTRA_CA_CERTS).",
  "target.too-large":
    "The target's answer is larger than what is accepted, so it was not read to its end. Check the URL; if it is right, the target ignores paging, which its vendor must correct.",
  "target.outside":
    "The call would have left the target's address and was not sent. Check the URL of the application, and the addresses that the target hands out.",
  "target.aborted": "The call was called off here, as the server was stopping. The next cycle takes it up.",
  "target.unknown-outcome":
    "A change was sent and no readable answer came, so it may or may not have happened. The account is read before anything is sent again; nothing is to be done.",
  "target.no-id":
    "The target accepted a new account without telling its id, so it cannot be linked yet. The next cycle looks for it by its matching value; its vendor should correct this (RFC 7644, section 3.3).",
  "target.listing-short":
    "The target ended a listing before all that it had announced, and half a list is no list: nothing was concluded from it. It is tried again; if it stays so, ask its vendor about paging.",
  "target.listing-repeats":
    "The target repeats the same page of a listing, so the listing was given up and nothing was concluded from it. Ask its vendor about paging (RFC 7644, section 3.4.2.4).",
  "target.path-unknown":
    "An attribute path of the mapping cannot be written as SCIM. Correct the mapping of the application.",

  "config.url-missing": "The application has no URL for its target. Give one with --url.",
  "config.url-invalid":
    '"{{url}}" is not an absolute http or https URL. Give the target\'s SCIM address, such as https://host/scim/v2.',
  "config.url-credentials":
    "The URL holds a user name or password, which would show in every log. Take them out, and hand the credentials over with --token-env.",
  "config.number": 'The setting "{{name}}" takes a whole number from {{min}} to {{max}}. Correct it.',
  "config.unknown": 'The connector knows no setting "{{name}}". Correct the name or leave it out.',

  // The other side's own words, after the text of any code that has a detail.
  "more.detail": "[{{detail}}]",
} as const;
