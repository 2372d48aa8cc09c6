/** Cycles beside the scheduled ones: of one object, of the whole target, and restarts. */
export const cycles = {
  "help.app.provision": "provision one user or group now, or show what that would send",
  "help.option.provision-user": "the user to provision: userName or id",
  "help.option.provision-group": "the group to provision, with its members: displayName or id",
  "help.option.provision-dry-run": "write nothing, and show every request that would be sent",
  "cli.rehearsal-requests_one": "{{count}} request would be sent:",
  "cli.rehearsal-requests_other": "{{count}} requests would be sent:",
  "cli.rehearsal-nothing-sent": "This was a dry run: the target was only read, and nothing was written.",
  "help.reconcile": "read a whole target and compare it with what Muster knows of it",
  "help.option.reconcile-correct":
    "correct the accounts that differ; accounts without a link stay as they are",
  "cli.reconciled": "{{linked}} linked accounts: {{drifted}} differ, {{missing}} are not there",
  "cli.reconcile-attribute": "{{path}}: {{differing}} of {{compared}}",
  "cli.reconcile-spelt":
    "{{path}}: {{spelt}} of {{compared}} in the target’s own spelling, which does not count as a difference",
  "cli.reconcile-missing": "the target does not have this account",
  "cli.reconcile-members_one": "{{count}} member that Muster added is not there any longer",
  "cli.reconcile-members_other": "{{count}} members that Muster added are not there any longer",
  "cli.reconcile-refused_one":
    "{{count}} value was refused by the target, which is a difference that is known and does not count:",
  "cli.reconcile-refused_other":
    "{{count}} values were refused by the target, which are differences that are known and do not count:",
  "cli.reconcile-more_one": "… and {{count}} more: --json lists up to 500",
  "cli.reconcile-more_other": "… and {{count}} more: --json lists up to 500",
  "cli.reconcile-unread_one":
    "{{count}} linked account was not in the listing and was not read: 1,000 such accounts are read at most.",
  "cli.reconcile-unread_other":
    "{{count}} linked accounts were not in the listing and were not read: 1,000 such accounts are read at most.",
  "cli.reconcile-orphans":
    "Accounts without a link: {{local}} local, {{unassigned}} of objects that are out of scope, {{assigned}} of objects in scope",
  "plan.reconciled_one": "The whole target was read: {{count}} linked account differs.",
  "plan.reconciled_other": "The whole target was read: {{count}} linked accounts differ.",
  "plan.drift-disabled_one":
    "{{count}} account was disabled in the target itself, and stays disabled: correct the differences to enable it again.",
  "plan.drift-disabled_other":
    "{{count}} accounts were disabled in the target itself, and stay disabled: correct the differences to enable them again.",
  "plan.drift-enabled_one":
    "{{count}} account was disabled in the target itself. Correcting it enables the account again if its user is active and in scope.",
  "plan.drift-enabled_other":
    "{{count}} accounts were disabled in the target itself. Correcting them enables those again whose users are active and in scope.",
  "plan.reconcile-spelt_one":
    "The target spells {{count}} value in its own way. It does not count as a difference.",
  "plan.reconcile-spelt_other":
    "The target spells {{count}} values in its own way. They do not count as differences.",
  "plan.reconcile-refused_one":
    "The target refused {{count}} value that it was sent. The difference is known and does not count.",
  "plan.reconcile-refused_other":
    "The target refused {{count}} values that it was sent. The differences are known and do not count.",
  "plan.reconcile-unread_one":
    "{{count}} linked account was not in the listing and was not read, because the limit of reads was used up. Nothing is known of it.",
  "plan.reconcile-unread_other":
    "{{count}} linked accounts were not in the listing and were not read, because the limit of reads was used up. Nothing is known of them.",
  "plan.mass-drift_one":
    "{{count}} of {{linked}} linked accounts differs, more than people change by hand, so that none was corrected. Look for one cause, such as a target that was restored or that spells values in its own way.",
  "plan.mass-drift_other":
    "{{count}} of {{linked}} linked accounts differ, more than people change by hand, so that none was corrected. Look for one cause, such as a target that was restored or that spells values in its own way.",
  "help.app.restart": "forget failures, look at everything again and end rests; links stay",
  "help.option.restart-scope":
    "the scopes to restart, as a list with commas or repeated: escrows, watermark, quarantine, force-deletes, full (default: full, which is the first three)",
  "help.option.restart-yes": "approve held disables and deletes, without which force-deletes does nothing",
  "usage.restart-yes-missing":
    'Nothing was changed. The scope force-deletes would approve all disables and deletes that the guard holds in "{{name}}" (held users and groups: {{held}}), once. Look through them with muster hold list {{app}}, then repeat the command with --yes.',
  "cli.restarted": '"{{name}}" was restarted. Links and accounts stay as they are.',
  "cli.restart-retried_one": "escrows: {{count}} user or group that failed is due again",
  "cli.restart-retried_other": "escrows: {{count}} users and groups that failed are due again",
  "cli.restart-refusals_one": "escrows: {{count}} value that the target refused is sent again",
  "cli.restart-refusals_other": "escrows: {{count}} values that the target refused are sent again",
  "cli.restart-initial": "watermark: the next cycle is initial and looks at every user and group",
  "cli.restart-quarantine": "quarantine: the application is out of quarantine",
  "cli.restart-operations_one": "quarantine: operations of {{count}} kind rest no longer",
  "cli.restart-operations_other": "quarantine: operations of {{count}} kinds rest no longer",
  "cli.restart-nothing-rested": "quarantine: nothing was in quarantine",
  "cli.restart-approved_one": "force-deletes: {{count}} held disable or delete was approved for one cycle",
  "cli.restart-approved_other":
    "force-deletes: {{count}} held disables and deletes were approved for one cycle",
  "cli.restart-next": "The next cycle begins by the schedule, or now with: muster sync {{app}}",
  "column.last-success": "last successful cycle",
  "column.last-exports": "last one with changes",
  "column.steady-state": "nothing left to do",
  "column.complete-failures": "failed cycles in a row",
  "cli.steady-state": "{{last}}, for the first time {{first}}",
  "cli.time-left": "about {{time}} left",
} as const;
