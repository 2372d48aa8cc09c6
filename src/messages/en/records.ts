/** The provisioning log, recorded exchanges, answers to holds and the effect of a mapping, on the command line. */
export const records = {
  "help.exchange": "show a recorded request with its answer, without secrets",
  "help.option.log-cycle": "show only entries of the cycle with this id",
  "help.option.log-object": "show only entries of the user or group with this id",
  "help.option.log-search":
    "show only entries with this text in the name, the account, a change or the fault",
  "help.option.log-since": "show only entries from this time on, such as 2026-02-03 or 2026-02-03T04:05:06Z",
  "help.option.log-until": "show only entries until this time",
  "help.option.log-export":
    "print the entries that the filters choose as a file: csv, json or jsonl; all of them, or as many as --limit says",
  "help.option.audit-export": "print all entries that the filters choose as a file: csv or jsonl",
  "cli.answer-broke-off":
    "The answer of {{url}} broke off before its end ({{reason}}), so that what was written is not the whole file. Run the command again.",
  "help.mapping.preview":
    "count the accounts in which a mapping of a file gives other values; changes nothing",
  "cli.mapping-preview": "{{path}}: {{changed}} of {{accounts}} change",
  "cli.mapping-preview-none": "No attribute of the {{accounts}} accounts changes.",
  "cli.mapping-preview-problems_one":
    "{{count}} object would be held, because an attribute has no usable value.",
  "cli.mapping-preview-problems_other":
    "{{count}} objects would be held, because an attribute has no usable value.",
  "cli.hold-approved": "approved by {{by}} until {{until}}; the next plan carries it out",
  "cli.hold-rejected": "rejected by {{by}} until {{until}}; the account stays as it is",
  "cli.hold-approved-for-good": "approved by {{by}}; the next plan carries it out",
  "cli.hold-rejected-for-good": "rejected by {{by}} until the decision changes; the account stays as it is",
  "cli.exchange-carrier": "in the bulk request {{id}}",
  "cli.exchange-joined_one": "a bulk request with {{count}} change",
  "cli.exchange-joined_other": "a bulk request with {{count}} changes",
  "cli.exchange-step": "step {{operation}} of {{name}} in cycle {{cycle}}",
  "cli.exchange-request": "Request",
  "cli.exchange-response": "Answer",
} as const;
