/** The queue of matching: reasons, refusals, and the lines of the commands. */
export const matching = {
  "adopt.chosen": "a person chose this account",
  "match.create-approved": "a person chose that a new account is created beside the accounts that were found",
  "decide.skip-unmatched": "skipped: the settings leave objects in this situation without an account",
  "match.link-lost":
    "the link to this account was lost, and the user has no right to an account; it is linked again first",
  "hold.account-found":
    "held: the account {{account}} exists already, and the setting onFound asks before it is adopted. Decide in the queue of matching: muster match list APP",
  "hold.account-privileged":
    "held: the account {{account}} is privileged, or the target does not show whether it is, so it is not adopted without a person. Decide in the queue of matching: muster match list APP",
  "hold.account-absent":
    "held: the target has no account for the user or group, and the setting onAbsent asks before one is created. Decide in the queue of matching: muster match list APP",
  "hold.asked-later": "held: a person put the decision off; it is asked again when the time is over",
  "match.not-open":
    "{{object}} does not wait for a decision about its account. Nothing was changed. See which objects wait: muster match list APP",
  "match.account-needed":
    'There is no single account to adopt for "{{name}}" ({{object}}): {{count}} were found. Nothing was changed. Name the account: --account ACCOUNT',
  "match.account-for-one":
    "The account {{account}} was named for {{count}} objects, and an account belongs to one. Nothing was changed. Name one object.",
  "match.account-taken":
    'The account {{account}} is linked to "{{owner}}". Nothing was changed. Choose another account, or unlink that one first.',
  "setting.not-a-filter":
    '{{value}} cannot be the value of {{setting}}. Give a filter in the grammar of SCIM over the standard attributes of users, such as userType eq "admin".',
  "setting.onFound":
    "The action on the one account of the target that matches a user or group and that no other one has: adopt it, ask a person first, or ignore it, so that the user or group gets no account.",
  "setting.onAbsent":
    "The action for a user or group for whom the target has no account: create one, ask a person first, or ignore the user or group.",
  "setting.onAmbiguous":
    "The action for a user or group whom several accounts match: ask a person, or ignore the user or group. Muster never chooses one of several.",
  "setting.privilegedAccounts":
    "A filter in the grammar of SCIM over the accounts of the target. An account that it finds is never adopted without a person, and neither is any account where the target does not show the attributes of the filter.",
  "situation.confirmed": "confirmed",
  "situation.found": "found",
  "situation.absent": "absent",
  "situation.ambiguous": "ambiguous",
  "situation.missing": "missing",
  "situation.source-missing": "source missing",
  "situation.unqualified": "unqualified",
  "situation.unassigned": "unassigned",
  "situation.collision": "collision",
  "match-answer.adopt": "adopt",
  "match-answer.reject": "reject",
  "match-answer.create": "create a new account",
  "match-answer.later": "ask later",
  "cli.matches-none": "No user or group waits for a decision about its account.",
  "cli.match-candidate": "account {{account}}  {{name}}",
  "cli.match-candidate-privileged": "account {{account}}  {{name}}  (privileged, or not known)",
  "cli.match-answer": "Answer with one of:",
  "cli.match-answered": "Answered: {{answer}}, by {{by}} at {{at}}. The next cycle follows it.",
  "cli.none-matched": "No user or group waits for this decision, so nothing was changed.",
  "cli.match-adopt_one": "{{count}} account is adopted by the next cycle.",
  "cli.match-adopt_other": "{{count}} accounts are adopted by the next cycle.",
  "cli.match-reject_one": "{{count}} decision: no account is adopted while the same accounts match.",
  "cli.match-reject_other": "{{count}} decisions: no account is adopted while the same accounts match.",
  "cli.match-create_one": "{{count}} account is created by the next cycle.",
  "cli.match-create_other": "{{count}} accounts are created by the next cycle.",
  "cli.match-later_one": "{{count}} decision was put off.",
  "cli.match-later_other": "{{count}} decisions were put off.",
  "help.match": "decide about accounts that match, or that do not, one by one or all of a kind",
  "help.match.list": "list the users and groups that wait for a decision, with the accounts that were found",
  "help.match.adopt": "link the account that was found, or any other that is free",
  "help.match.reject": "leave the accounts that were found and the user or group apart",
  "help.match.create": "create a new account, beside those that were found",
  "help.match.later": "put the decision off",
  "help.option.situation": "only those in this situation",
  "help.option.match-account":
    "the account to adopt, by its id in the target; needed where not exactly one was found",
  "help.option.match-days": "how long, in days; 7 by default",
  "help.option.match-user": "a user who waits, by userName or id; may be repeated",
  "help.option.match-group": "a group that waits, by displayName or id; may be repeated",
  "help.option.match-all": "all that wait, or all in the situation of --situation",
} as const;
