/** The chain of the audit trail: what a verification found. */
export const audit = {
  "help.option.audit-id": "only the entry with this id",
  "help.option.audit-service":
    "only activities of this service: Core Directory, Account Provisioning or admin",
  "help.audit.verify": "compare the audit trail with its seals: the first change, gap or addition is shown",
  "help.audit.errors":
    "show the answers of the server with an error, newest first, or the one with a tracking id",
  "help.option.errors-instance":
    "those that belong to no organization, such as refused sign-ins; with --id, of any organization",
  "help.option.errors-id": "only the answer with this tracking id",
  "help.option.errors-status": "only answers with this HTTP status",
  "help.option.errors-code": "only answers with this code, such as plan.not-found",
  "help.option.errors-actor": "only answers to this actor: person:ID, token:ID or anonymous",
  "help.option.errors-since": "only answers from this day or moment on",
  "help.option.errors-until": "only answers until this day or moment",
  "column.answer": "answer",
  "column.request": "request",
  "column.tracking-id": "tracking id",
  "help.option.verify-data":
    "verify in this data directory, or in the database of MUSTER_DATABASE_URL, without a server: every organization, unless one is named",
  "help.option.verify-file": "verify a file that muster audit exported with --format jsonl",
  "help.option.verify-partial": "the file has only some of the entries, because filters chose them",
  "help.option.verify-org": "an organization, by its name or id",
  "help.option.verify-instance": "the audit trail of the instance",
  "help.option.verify-expect": "a hash of the chain that was noted earlier: it must be part of the chain",
  "invalid.hash": "must have 64 hexadecimal digits in small letters",
  "audit.verification-busy":
    "Several verifications of this audit trail are running or waiting already. Wait until they have ended, then try again.",
  "usage.verify-place": "Give either --data, to verify in place, or --file, to verify an exported file.",
  "usage.verify-partial": "--partial belongs to --file.",
  "usage.verify-expect":
    "A hash belongs to one audit trail: name it with --org or --instance, beside --expect and --data.",
  "cli.audit-trail": "Audit trail of {{name}}",
  "cli.audit-trail-instance": "Audit trail of the instance",
  "cli.audit-intact": "Intact: the entries {{first}} to {{last}} agree with their seals.",
  "cli.audit-none": "Intact: no entry is sealed yet.",
  "cli.audit-file-intact": "Intact: the sealed entries of the file ({{count}}) agree with their hashes.",
  "cli.audit-broken": "NOT intact: {{text}}",
  "cli.audit-head": "Last seal: {{seal}}, made {{at}}, up to entry {{record}}.\nHash of the chain: {{hash}}",
  "cli.audit-file-head": "Last sealed entry: {{record}}.\nHash of the chain: {{hash}}",
  "cli.audit-removed": "Older entries, up to {{record}}, were removed because they were old enough.",
  "cli.audit-unsealed_one": "{{count}} newer entry is not sealed yet.",
  "cli.audit-unsealed_other": "{{count}} newer entries are not sealed yet.",
  "cli.audit-file-unsealed_one": "{{count}} entry of the file was not sealed when it was exported.",
  "cli.audit-file-unsealed_other": "{{count}} entries of the file were not sealed when it was exported.",
  "cli.audit-uncertified_one":
    "The signature of {{count}} seal could not be checked: another master key made it.",
  "cli.audit-uncertified_other":
    "The signatures of {{count}} seals could not be checked: another master key made them.",
  "cli.audit-no-key": "The signatures of the seals were not checked, because no master key is here.",
  "audit-break.changed": "entry {{record}} ({{id}}, {{at}}) was changed after it was sealed.",
  "audit-break.missing": "entry {{record}} was removed after it was sealed.",
  "audit-break.added":
    "an entry ({{id}}, {{at}}) was added among sealed ones; it stands before entry {{record}}.",
  "audit-break.seal-changed": "seal {{seal}} was changed, or does not follow the one before it.",
  "audit-break.seal-missing": "seal {{seal}} is missing, or the row that says which seal is the last one.",
  "audit-break.hash-missing":
    "the hash that you noted is nowhere in the chain. The chain was shortened or computed again, it was restored from an older backup, or the hash belongs to another audit trail or to entries that were removed since.",
  "cli.audit-line": "Line {{line}} of the file: {{text}}",
  "cli.audit-not-an-entry":
    "Line {{line}} of {{file}} is not an entry of an audit trail. Export the trail again with muster audit --format jsonl, and leave the file as it is.",
  "audit-break.twice": "entry {{record}} comes twice.",
} as const;
