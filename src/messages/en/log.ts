/** The entries of the provisioning log, on the command line. */
export const log = {
  "log.entry-not-found":
    "The provisioning log of this application has no entry {{entry}}: old entries are removed after a time",
  "log-step.import": "import",
  "log-step.scoping": "scope",
  "log-step.matching": "matching",
  "log-step.processing": "decision",
  "log-step.referenceResolution": "references",
  "log-step.export": "sending",
  "log-step-status.success": "done",
  "log-step-status.warning": "waits",
  "log-step-status.failure": "failed",
  "log-step-status.skipped": "skipped",
  "cli.log-steps": "Steps",
  "cli.log-exchanges": "Calls",
  "cli.log-reference-code": "Code in the log of Entra ID: {{code}}",
  "help.option.log-entry": "show the entry with this id alone: its steps, changes and calls",
  "help.option.log-action": "show only entries of this action, such as create, disable or add-members",
  "help.option.log-step":
    "show only entries that ended at this step without success: import, scoping, matching, processing, referenceResolution or export",
  "help.option.log-code":
    "show only entries with this code: of the fault, of a reason, or of Entra ID's log, such as EntryConflict",
} as const;
