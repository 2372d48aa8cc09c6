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
  "cli.reconcile-missing": "the target does not have this account",
  "cli.reconcile-members_one": "{{count}} member that Muster added is not there any longer",
  "cli.reconcile-members_other": "{{count}} members that Muster added are not there any longer",
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
  "plan.reconcile-unread_one":
    "{{count}} linked account was not in the listing and was not read, because the limit of reads was used up. Nothing is known of it.",
  "plan.reconcile-unread_other":
    "{{count}} linked accounts were not in the listing and were not read, because the limit of reads was used up. Nothing is known of them.",
  "plan.mass-drift_one":
    "{{count}} of {{linked}} linked accounts differs, more than people change by hand, so that none was corrected. Look for one cause, such as a target that was restored or that spells values in its own way.",
  "plan.mass-drift_other":
    "{{count}} of {{linked}} linked accounts differ, more than people change by hand, so that none was corrected. Look for one cause, such as a target that was restored or that spells values in its own way.",
} as const;
