/** Reasons of the engine: reason chains, holds, notes of plans, ends of cycles. */
export const reasons = {
  "scope.all": "everyone is assigned",
  "scope.all-role": 'everyone is assigned, with the role "{{role}}"',
  "scope.user": "assigned directly",
  "scope.user-role": 'assigned directly, with the role "{{role}}"',
  "scope.group": 'member of the assigned group "{{group}}"',
  "scope.users-all": "the setting users is all, which brings every user into scope",
  "scope.groups-all": "the setting groups is all, which brings every group into scope",
  "scope.groups-none": 'the setting groups keeps every group away from this target: its value is "none"',
  "scope.group-role": 'member of the assigned group "{{group}}", with the role "{{role}}"',
  "scope.group-nested-role":
    'member of the assigned group "{{group}}" through other groups: {{path}}, with the role "{{role}}"',
  "scope.default-access":
    'assigned with the default role "{{role}}" alone, which the setting defaultAccess leaves out',
  "scope.none": "assigned neither directly nor through a group",
  "scope.inactive": "inactive in the directory",
  "scope.deleted": "deleted in the directory",
  "scope.gone": "no longer in the directory",
  "scope.filter-holds": 'scoping filter "{{filter}}" holds: {{clauses}}',
  "scope.clause-fails": 'scoping filter "{{filter}}" does not hold: {{clause}}',
  "scope.filters-fail_one": "{{count}} more scoping filter does not hold",
  "scope.filters-fail_other": "{{count}} more scoping filters do not hold",

  "adopt.approved":
    'a person approved that the account changes its owner; before, it was that of "{{owner}}" ({{id}})',
  "match.found": "matched: exactly one account has {{path}} = {{value}}",
  "match.found-together": "matched: exactly one account satisfies {{search}}",
  "match.name-given-up":
    'the account of {{other}} has {{path}} "{{value}}", and gives it up in the same cycle',
  "match.none": "no account has {{path}} = {{value}}",
  "match.none-together": "no account satisfies {{search}}",
  "match.several_one": "{{count}} account has {{path}} = {{value}}",
  "match.several_other": "{{count}} accounts have {{path}} = {{value}}",
  "match.several-together_one": "{{count}} account satisfies {{search}}",
  "match.several-together_other": "{{count}} accounts satisfy {{search}}",
  "match.candidates": "the accounts found are {{accounts}}",

  "change.attributes_one": "{{count}} attribute differs",
  "change.attributes_other": "{{count}} attributes differ",
  "change.timed":
    "the value of {{path}} depends on the time, so that an answer to the hold does not depend on it",
  "change.members": "members: {{added}} to add, {{removed}} to remove",
  "change.role-names": "the name of a role in {{path}} changed",
  "change.reference":
    "the reference {{path}} is compared when the account of the user that it names is linked, and set if it differs",
  "change.dead-members_one": "{{count}} member of the target's group does not exist at the target",
  "change.dead-members_other": "{{count}} members of the target's group do not exist at the target",
  "change.lost-members": "members: {{removed}} to remove that left the group with many others",
  "change.departed-names_one": "the user was deleted: {{count}} name of the account is made free for others",
  "change.departed-names_other":
    "the user was deleted: {{count}} names of the account are made free for others",
  "change.name-order": 'takes {{path}} "{{value}}" after the account that has it now has given it up',
  "change.value-aside": "{{path}} is cleared for a few calls, because another account gets its value",
  "change.name-temporary":
    'has {{path}} "{{value}}" for a moment, because these accounts exchange their names',

  "link.void": "the target has no account {{account}} of it any longer",
  "decide.create": "create: in scope, and no account yet",
  "decide.adopt": "adopt: an account already exists and is linked",
  "decide.update": "update: the account differs from the directory",
  "decide.disable": "disable: the account must no longer be usable",
  "decide.delete": "delete: the account is no longer needed",
  "decide.create-off": "skipped: creating is switched off in the mapping",
  "decide.update-off": "skipped: updating is switched off in the mapping",
  "decide.disable-off": "disabling is switched off in the mapping: the account stays usable",
  "decide.delete-off": "skipped: deleting is switched off in the mapping",
  "decide.unchanged": "unchanged: the account is as it should be",
  "decide.skip-inactive": "skipped: inactive, and there is no account to disable",
  "decide.already-disabled": "unchanged: out of scope, and the account is already disabled",
  "decide.kept-out-of-scope": "unchanged: the settings keep the accounts of users who leave the scope",
  "decide.never-delete": "nothing is deleted in this target: the settings say so",

  "hold.deletion-threshold_one":
    "held: within {{hours}} h {{count}} of {{base}} {{types}} would be disabled or deleted, and the limit is {{limit}}. Review it, and approve it if it is intended",
  "hold.deletion-threshold_other":
    "held: within {{hours}} h {{count}} of {{base}} {{types}} would be disabled or deleted, and the limit is {{limit}}. Review them, and approve those that are intended",
  "hold.mass-rewrite":
    "held: within {{hours}} h {{path}} would change for more than {{limit}} of {{base}} users, so every change of it in this plan is held. Review them, and approve those that are intended",
  "hold.group-loss":
    'held: {{lost}} of {{base}} members left the group "{{group}}" within an hour, so their removals are held in every application. Put back those who left by mistake, and approve the removals that are intended',
  "hold.several-matches":
    "held: several accounts match, and adopting the wrong one would give it to the wrong person. Choose one in the queue of matching: muster match list APP",
  "hold.mapping-problem":
    "held: the mapping of {{path}} gives no usable value. Correct the person's data or the mapping, then plan again",
  "hold.no-result":
    "held: the expression of {{path}} has a result that is longer than {{max}} characters or takes too long, or reads a pattern that is not valid. Correct the person's data or the expression, then plan again",
  "change.made-when-sent": "{{path}} is made when the account is created, and kept nowhere",
  "hold.default-domain-missing":
    "held: {{path}} uses DefaultDomain, and the application has no default domain. Set it with muster app settings APP --set defaultDomain=contoso.example",
  "hold.no-unique-value":
    "held: other accounts have every value that {{path}} could have ({{values}}). Add a rule to SelectUniqueValue, or change the person's data, then plan again",
  "hold.matching-missing":
    "held: {{path}} is empty, so the account cannot be found among others. Give it a value in the directory, then plan again",
  "hold.duplicate-source":
    'held: "{{other}}" would get the same account. Give one of the two another matching value, then plan again',
  "hold.account-of-leaver":
    'held: the account {{account}} belongs to "{{owner}}" ({{id}}), who has left or is out of scope and can come back. Approve the hold to give the account to the new owner, or reject it and choose another matching value for one of the two',
  "hold.account-of-former":
    'held: the account {{account}} was that of "{{owner}}" ({{id}}), who is gone from the directory for good. Approve the hold to give the account, with all that it holds, to the new owner, or reject it and choose another matching value for the new owner',
  "hold.former-name-taken":
    'held: the user was restored, and the account {{account}} has taken the name "{{value}}". Give one of the two another name, in the target or in the directory; the next cycle then enables the account',
  "hold.former-name-of-other":
    'held: the user was restored, and "{{owner}}" ({{id}}) has taken the name "{{value}}" with the account {{account}}. Give one of the two another name in the directory; the next cycle then enables the account',
  "guard.approved-before": "a person approved at {{at}} that the access ends, which covers the deletion",
  "hold.drift":
    "held: the account was changed in the target, or is not there any longer, and the settings want a person to be asked. Approve the hold to correct the account, or reject it to leave it as it is",
  "guard.approved": "a person approved this decision, so that it does not count against later ones",
  "hold.rejected": "held: a person rejected this decision",

  "pending.reference": "waits: {{path}} points to {{object}}, which has no account yet",
  "pending.owner-leaving":
    "waits: the account {{account}} belongs to an object that is gone, and is to be disabled first",
  "pending.member_one": "waits: {{count}} member has no account yet",
  "pending.member_other": "waits: {{count}} members have no account yet",
  "pending.member-new":
    "waits: the target does not take {{member}} as a member yet (account {{account}}). The account is new, so Muster sends it again in the next cycles, for ten minutes",
  "pending.account-gone":
    "waits: the target no longer has the account {{account}}; the next cycle links or creates one",
  "refused.attribute":
    "the target does not accept {{path}} (a value of kind {{valueKind}}). Muster sends it again when the value or the configuration changes, or after a full restart of the application",
  "refused.attribute-later":
    "the target does not accept {{path}} (a value of kind {{valueKind}}). Muster sends it again from {{next}} on, and before that when the value or the configuration changes",
  "refused.attribute-parked":
    "parked: the target does not accept {{path}} (a value of kind {{valueKind}}; equal answers in a row: {{answers}}). Muster sends it again when the value or the configuration changes, or after a restart that forgets failures",
  "refused.attribute-for-now":
    "the target did not accept {{path}} (a value of kind {{valueKind}}) this time. Muster sends it again with the next attempt",
  "refused.attribute-on-create":
    "the target did not accept {{path}} (a value of kind {{valueKind}}) with the new account. The mapping gives it to new accounts alone, so Muster does not send it again: set it in the target, or take it out of the mapping",
  "refused.member":
    "the target does not accept {{member}} (account {{account}}) as a member. Muster sends it again when the account or the configuration changes",
  "refused.member-later":
    "the target does not accept {{member}} (account {{account}}) as a member. Muster sends it again from {{next}} on, and before that when the account or the configuration changes",
  "refused.member-parked":
    "parked: the target does not accept {{member}} (account {{account}}) as a member (equal answers in a row: {{answers}}). Muster sends it again when the account or the configuration changes, or after a restart that forgets failures",
  "members.as-planned_one": "the target's own list shows {{count}} membership as planned already",
  "members.as-planned_other": "the target's own list shows {{count}} memberships as planned already",
  "pending.match-failed":
    "waits: the target did not say whether an account exists ({{why}}); the next cycle asks again",
  "pending.unknown-outcome":
    "waits: a request was sent and no answer was received; the account is read before anything is sent again",
  "pending.parked_one":
    "parked after {{attempts}} identical failure; the next attempt follows a change of the object or the settings, an initial cycle, or a restart of the application (scopes escrows, watermark, full)",
  "pending.parked_other":
    "parked after {{attempts}} identical failures; the next attempt follows a change of the object or the settings, an initial cycle, or a restart of the application (scopes escrows, watermark, full)",

  "plan.incremental_one": "Incremental: {{changes}} change in the directory since the last cycle.",
  "plan.incremental_other": "Incremental: {{changes}} changes in the directory since the last cycle.",
  "plan.default-mapping":
    "Preview: what the newest default mapping would change. Every user and group was looked at, and nothing is sent.",
  "plan.everyone":
    "Incremental: the assignment of everyone changed since the last cycle, so every user and group was looked at.",
  "plan.nothing-to-do_one":
    "Nothing to do: {{count}} account of the target is as it should be. Applying the plan links it, and sends nothing.",
  "plan.nothing-to-do_other":
    "Nothing to do: {{count}} accounts of the target are as they should be. Applying the plan links them, and sends nothing.",
  "plan.adopted-unchanged_one": "{{count}} account that the target holds already is linked as it is",
  "plan.adopted-unchanged_other": "{{count}} accounts that the target holds already are linked as they are",
  "plan.adopted-overwritten_one":
    "{{count}} account that the target holds already is linked and gets another value in an attribute; its decision shows the old one and the new one",
  "plan.adopted-overwritten_other":
    "{{count}} accounts that the target holds already are linked and get another value in an attribute; their decisions show the old ones and the new ones",
  "plan.adopted-attribute_one": "{{path}} is overwritten in {{count}} of them",
  "plan.adopted-attribute_other": "{{path}} is overwritten in {{count}} of them",
  "plan.not-offered_one":
    "Not offered by the target: {{count}} value of {{attribute}}. New accounts get it all the same, and it is named if it is not kept.",
  "plan.not-offered_other":
    "Not offered by the target: {{count}} values of {{attribute}}. New accounts get them all the same, and they are named if they are not kept.",
  "plan.reconfigured":
    "Incremental: the configuration of the application changed, so every user and group was evaluated again. The plan contains those whose result differs.",
  "plan.initial": "Initial: every user and group in the directory was looked at.",
  "plan.links-void":
    "The settings of the connector changed, and the target lacks {{count}} linked accounts: their users and groups are matched again.",
  "plan.initial-owed":
    "Initial, because a restart requested it or an earlier initial cycle was interrupted: every user and group in the directory was looked at.",

  "cycle.stopped-unauthenticated":
    "The target refused the credentials, so nothing more was sent. Put new credentials in a variable and run muster app secret APP --token-env VAR, then muster app test APP. Nothing is lost: the next cycle continues from here.",
  "cycle.cancelled":
    "The cycle was cancelled on request. The calls that were sent until then are recorded; the next cycle does the rest: muster sync, or the schedule, which muster app schedule APP --off turns off.",
  "cycle.interrupted":
    "The server stopped during the cycle. Nothing is lost: run muster sync, which first checks the outcome of the last requests and then continues.",
  "cycle.not-balanced":
    "The counts of the cycle do not balance. This is a bug in Muster, not a mistake of yours: please report it with the id of the cycle. muster sync checks every account again.",

  "cycle.planning-ended":
    "The thread that computes plans ended early, so nothing was sent; the server's log shows why. Nothing is lost: muster sync plans again.",
  "cycle.planning-memory":
    "The plan needed more memory than the {{mb}} MiB that the server may use for planning, so nothing was sent. Start the server with NODE_OPTIONS=--max-old-space-size=MB and a larger number, then run muster sync.",

  "cycle.failed":
    "Muster itself failed, so the cycle ended early. This is a bug, not a mistake of yours; the server's log shows where. Nothing is lost: muster sync continues from here.",

  "why.deleted":
    "deleted in the directory: muster user restore restores the user, and so does an import that contains the person again",
  "why.default-access":
    "assigned with the default role alone: assign another role with muster app assign and --role, or set defaultAccess to include with muster app settings",
  "why.filtered-out":
    "no scoping filter holds: muster scope show lists them, and muster scope test shows the clauses that fail",
  "why.left-out":
    "a setting leaves the group out: muster app settings APP shows the setting groups and changes it with --set",
  "why.out-of-scope": "not assigned: assign the user, or one of the user's groups, with muster app assign",
  "why.group-out-of-scope": "not assigned: assign the group itself with muster app assign",
  "why.inactive": "inactive in the directory, so no account is created: make the user active there",
  "why.schedule-waiting":
    "the schedule starts after the first apply: run muster plan and muster apply, or muster sync",
  "why.schedule-off": "the schedule is off: turn it on with muster app schedule --on, or run muster sync",
  "why.schedule-quarantine_one":
    "the target is in quarantine since {{since}}, because it refused the credentials {{attempts}} time; the next test is at {{next}}, or at once with muster app test",
  "why.schedule-quarantine_other":
    "the target is in quarantine since {{since}}, because it refused the credentials {{attempts}} times; the next test is at {{next}}, or at once with muster app test",
  "why.pending_one": "failed {{attempts}} time and waits for the next attempt: muster log --failed shows why",
  "why.pending_other":
    "failed {{attempts}} times and waits for the next attempt: muster log --failed shows why",
  "why.link-incomplete": "only a part of the account was written: the next attempt writes the rest",

  "recover.found":
    "recovered: the account {{account}} was created although its answer was lost; it is now linked",

  "step.create": "create the account",
  "step.update": "update the account",
  "step.disable": "disable the account",
  "step.delete": "delete the account",
  "step.add-members": "add members",
  "step.change-members": "change members",
  "step.check-members": "check members",
  "step.remove-members": "remove members",
  "step.reference": "set a reference to another account",
} as const;
