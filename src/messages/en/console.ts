/** Texts of the console for codes whose text elsewhere names a command: here the remedy is on a page. */
export const pageTexts = {
  "console.overview.quarantine":
    "The target refuses the credentials, so cycles rest. Replace the credentials, or test the connection.",
  "console.overview.held_one": "{{count}} object waits for a person or for data.",
  "console.overview.held_other": "{{count}} objects wait for a person or for data.",
  "console.overview.cycle-failed": "The last cycle failed. Its page shows why.",
  "console.overview.parked_one":
    "{{count}} object waits for a change, because the target refused it too often.",
  "console.overview.parked_other":
    "{{count}} objects wait for a change, because the target refused them too often.",
  "console.overview.not-started": "No plan was applied yet, so the schedule has not begun. Make a plan.",
  "console.overview.off": "The schedule is off, so changes stay here. Turn it on in the settings.",

  "console.import.source-empty":
    "The snapshot contains no {{types}}, but the directory has {{live}} from this source. The export is probably broken, so they were all kept.",
  "console.import.too-many-leavers":
    "{{leavers}} of the {{live}} {{types}} of this source are missing from the snapshot, and at most {{limit}} may leave in one import. The export is probably incomplete, so they were all kept.",
  "console.import.columns-ignored":
    "{{file}}: these columns were left out: {{columns}}. If you need one of them, import the files again and choose its column in Muster.",
  "console.import.unknown-column":
    "{{file}}, line {{line}}: these columns are not known: {{columns}}. Nothing was imported. Import the files again, and choose for each of them its column in Muster, or leave it out. Known columns are: {{known}}.",
  "console.import.missing-column":
    '{{file}}, line {{line}}: the column "{{column}}" is missing. The file has these columns: {{columns}}. Nothing was imported. Import the files again and choose which of them it is, or export the file with the missing column.',

  "console.hold.default-domain-missing":
    "held: {{path}} uses DefaultDomain, and the application has no default domain. Enter it in the settings of the application",

  "console.cycle.stopped-unauthenticated":
    "The target refused the credentials, so nothing more was sent. Replace the credentials of the application, then test its connection. Nothing is lost: the next cycle continues from here.",
  "console.cycle.cancelled":
    "The cycle was cancelled on request. The calls that were sent until then are recorded; the next cycle does the rest.",
  "console.cycle.interrupted":
    "The server stopped during the cycle. Nothing is lost: the next cycle first checks the outcome of the last requests and then continues.",
  "console.cycle.not-balanced":
    "The counts of the cycle do not balance. This is a bug in Muster, not a mistake of yours: please report it with the id of the cycle. Another cycle checks every account again.",
  "console.cycle.planning-ended":
    "The thread that computes plans ended early, so nothing was sent; the server's log shows why. Nothing is lost: the next cycle plans again.",
  "console.cycle.failed":
    "Muster itself failed, so the cycle ended early. This is a bug, not a mistake of yours; the server's log shows where. Nothing is lost: the next cycle continues from here.",

  "console.why.default-access":
    "assigned with the default role alone: assign another role, or let assignments with the default role bring users into scope in the settings",
  "console.why.filtered-out": "no scoping filter holds: test the user or group on the page of the filters",
  "console.why.left-out": "a setting leaves the group out: see groups in scope in the settings",
  "console.why.out-of-scope": "not assigned: assign the user, or one of the user's groups",
  "console.why.schedule-waiting": "the schedule starts after the first plan is applied",
  "console.why.schedule-off": "the schedule is off: turn it on in the settings, or run a cycle",
  "console.why.schedule-quarantine_one":
    "the target is in quarantine since {{since}}, because it refused the credentials {{attempts}} time; the next test is at {{next}}, or at once by a test of the connection",
  "console.why.schedule-quarantine_other":
    "the target is in quarantine since {{since}}, because it refused the credentials {{attempts}} times; the next test is at {{next}}, or at once by a test of the connection",
  "console.why.pending_one":
    "failed {{attempts}} time and waits for the next attempt; the provisioning log shows why",
  "console.why.pending_other":
    "failed {{attempts}} times and waits for the next attempt; the provisioning log shows why",

  "console.target.unauthenticated":
    "The target refuses the credentials ({{status}}): they are wrong, expired or revoked. Get a new token from the target's administrator, replace the credentials of the application, and test its connection.",
  "console.target.wrong-url":
    "The answer {{status}} is not SCIM, so nothing was concluded from it. Probably the address of the application is wrong or no longer valid, or a gateway lost the route. Check the address under Connection; it usually ends in /scim/v2.",
  "console.target.secret-short":
    "The credential has fewer than {{least}} characters. If the target repeats it in a successful answer, Muster cannot tell it from an ordinary word and leaves it there. Have the target issue a longer one, and replace the credentials.",
  "console.target.token-refused":
    "The token endpoint refused the client ({{status}}, {{error}}). Nothing was sent to the target. Check the client id, the secret or key and the scope under Connection.",
  "console.target.token-key":
    "The stored secret is not a private key that can sign (RSA, P-256 or Ed25519 in PEM form). Replace the credentials.",
} as const;
