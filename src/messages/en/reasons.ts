/** Why the engine decided what it decided: reason chains, holds, notes of plans, ends of cycles. */
export const reasons = {
  "scope.all": "everyone is assigned",
  "scope.user": "assigned in person",
  "scope.group": 'member of the assigned group "{{group}}"',
  "scope.none": "neither assigned in person nor through a group",
  "scope.inactive": "inactive in the directory",
  "scope.deleted": "deleted in the directory",
  "scope.gone": "no longer in the directory",

  "match.found": "matched: exactly one account has {{path}} = {{value}}",
  "match.none": "no account has {{path}} = {{value}}",
  "match.several_one": "{{count}} account has {{path}} = {{value}}",
  "match.several_other": "{{count}} accounts have {{path}} = {{value}}",

  "change.attributes_one": "{{count}} attribute differs",
  "change.attributes_other": "{{count}} attributes differ",
  "change.members": "members: {{added}} to add, {{removed}} to remove",
  "change.reference": "the reference {{path}} differs",

  "decide.create": "create: in scope, and no account yet",
  "decide.adopt": "adopt: the account that is there already becomes this one's",
  "decide.update": "update: the account differs from the directory",
  "decide.disable": "disable: nobody may use the account any more",
  "decide.delete": "delete: the account is no longer wanted",
  "decide.unchanged": "unchanged: the account is as it should be",
  "decide.skip-inactive": "skipped: inactive, and without an account that could be disabled",
  "decide.already-disabled": "unchanged: out of scope, and the account is disabled already",

  "hold.deletion-threshold_one":
    "held: within {{hours}} h {{count}} of {{base}} {{types}} would be disabled or deleted, and the limit is {{limit}}. Look at it; approve it if it is meant",
  "hold.deletion-threshold_other":
    "held: within {{hours}} h {{count}} of {{base}} {{types}} would be disabled or deleted, and the limit is {{limit}}. Look at them; approve those that are meant",
  "hold.several-matches":
    "held: several accounts match, and adopting the wrong one would give it away. Make the matching value unique in the target, then plan again",
  "hold.mapping-problem":
    "held: the mapping of {{path}} gives no usable value. Correct the person's data or the mapping, then plan again",
  "hold.matching-missing":
    "held: {{path}} is empty, so that the account cannot be told from others. Give it a value in the directory, then plan again",
  "hold.duplicate-source":
    'held: "{{other}}" would have the same account. Give one of the two another matching value, then plan again',
  "hold.rejected": "held: a person rejected this decision",

  "pending.reference": "waits: {{path}} points to {{object}}, which has no account yet",
  "pending.member_one": "waits: {{count}} member has no account yet",
  "pending.member_other": "waits: {{count}} members have no account yet",
  "pending.match-failed":
    "waits: the target did not answer whether there is an account already ({{why}}); it is asked again in the next cycle",
  "pending.unknown-outcome":
    "waits: a request was sent and its answer never read; the account is looked up before anything is sent again",
  "pending.parked_one":
    "parked after {{attempts}} identical refusal; tried again once the person or the settings change",
  "pending.parked_other":
    "parked after {{attempts}} identical refusals; tried again once the person or the settings change",

  "plan.incremental_one":
    "Incremental: {{changes}} change in the directory since the last cycle was looked at.",
  "plan.incremental_other":
    "Incremental: {{changes}} changes in the directory since the last cycle were looked at.",
  "plan.initial": "Initial: everyone in the directory was looked at.",

  "cycle.stopped-unauthenticated":
    "The target refused our credentials, so nothing more was sent. Put new ones in a variable and run muster app secret APP --token-env VAR, then muster app test APP. Nothing is lost: the next cycle goes on where this stopped.",
  "cycle.interrupted":
    "The server stopped in the middle of the cycle. Nothing is lost: run muster sync, and it looks up what became of the last requests before it goes on.",
  "cycle.not-balanced":
    "The counts of the cycle do not balance. That is a bug in Muster, not yours: please report it with the id of the cycle. muster sync checks every account again.",

  "cycle.failed":
    "The cycle ended early, as something went wrong in Muster itself. That is a bug and not yours; the server's log says where. Nothing is lost: muster sync goes on where this stopped.",

  "why.deleted": "deleted in the directory: only an import that has the person again brings them back",
  "why.out-of-scope":
    "not assigned: assign in person, or a group that the person is in, with muster app assign",
  "why.inactive": "inactive in the directory, so that no account is made: make the person active there",
  "why.schedule-waiting":
    "the schedule begins after the first apply: run muster plan and muster apply, or muster sync",
  "why.schedule-off": "the schedule is off: turn it on with muster app schedule --on, or run muster sync",
  "why.schedule-quarantine_one":
    "the target rests since {{since}}, as it refused our credentials {{attempts}} time; it is asked again at {{next}}, or at once by muster app test",
  "why.schedule-quarantine_other":
    "the target rests since {{since}}, as it refused our credentials {{attempts}} times; it is asked again at {{next}}, or at once by muster app test",
  "why.pending_one": "failed {{attempts}} time, and waits for its next attempt: muster log --failed says why",
  "why.pending_other":
    "failed {{attempts}} times, and waits for its next attempt: muster log --failed says why",
  "why.link-incomplete": "only part of the account arrived: the rest follows with the next attempt",

  "recover.found":
    "recovered: the account {{account}} had been created although the answer was lost; it is linked now",

  "step.create": "create the account",
  "step.update": "update the account",
  "step.disable": "disable the account",
  "step.delete": "delete the account",
  "step.add-members": "add members",
  "step.remove-members": "remove members",
  "step.reference": "set a reference to another account",
} as const;
