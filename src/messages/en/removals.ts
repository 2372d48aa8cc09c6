/** The effect of a removal that is tried before it is made. */
export const removals = {
  "help.option.why-if-removed":
    "tell also what changes if this group goes: its id or its displayName; changes nothing",
  "help.option.why-if-unassigned":
    "tell also what changes if the assignment of this group goes: its id or its displayName; changes nothing",
  "help.option.why-if-left":
    "tell also what changes if the user or group leaves this group: its id or its displayName; changes nothing",
  "help.option.removal-dry-run":
    "count the users who would lose their accounts, in each application; changes nothing",
  "help.option.unassign-dry-run": "count the users who would lose their account; changes nothing",
  "removal.of-group": 'If the group "{{name}}" were deleted',
  "removal.of-user": 'If the user "{{name}}" were blocked or deleted',
  "removal.of-member": 'If "{{member}}" left the group "{{name}}"',
  "removal.of-assignment-group": 'If the assignment of the group "{{name}}" were removed',
  "removal.of-assignment-user": 'If the assignment of the user "{{name}}" were removed',
  "removal.of-assignment-all": "If the assignment of everyone were removed",
  "removal.user-has-none": "{{name}} has no right to an account now",
  "removal.user-keeps": "{{name}} keeps the right to an account",
  "removal.user-loses": "{{name}} loses the right to an account",
  "removal.user-inactive": "{{name}} is inactive: an account stays switched off meanwhile",
  "removal.no-application": "No user loses or keeps an account in any application.",
  "removal.lose_one": "{{count}} user concerned loses the right to an account",
  "removal.lose_other": "{{count}} users concerned lose the right to an account",
  "removal.keep_one": "{{count}} user keeps it",
  "removal.keep_other": "{{count}} users keep it",
  "removal.lose-roles_one": "{{count}} of these has fewer roles",
  "removal.lose-roles_other": "{{count}} of these have fewer roles",
  "removal.not-a-member":
    'Nothing was computed, because "{{member}}" is not a direct member of the group "{{group}}". Choose the group that it is in itself.',
  "returns.source":
    'the {{type}} "{{name}}" belongs to the source "{{source}}", whose next import undoes this change: make it in the source',
  "returns.client":
    'the {{type}} "{{name}}" is managed by the SCIM client "{{client}}", which can undo this change with its next requests: make it there too',
  "invalid.member-of-removal": "is needed with removed=member, and has no place without it",
  "cli.why-access": "Access, if one of these alone went",
  "access.assignment-user": "the direct assignment",
  "access.assignment-group": 'the assignment of the group "{{name}}"',
  "access.assignment-all": "the assignment of everyone",
  "access.group": 'the group "{{name}}"',
  "access.role": '(role "{{role}}")',
  "access.keeps": "the user keeps the access",
  "access.loses": "the user loses the access",
  "expected.approved": "the hold was approved: the next cycle carries the change out",
  "expected.rejected": "the hold was rejected: the account stays as it is until the decision changes",
  "expected.create": "the next cycle looks for an account in the target, and creates one if it finds none",
  "expected.leave": "no longer in scope since the last cycle: the next cycle takes the access away",
  "expected.return": "back in scope since the last cycle: the next cycle gives the access back",
  "expected.switch-off": "inactive since the last cycle: the next cycle switches the account off",
  "expected.switch-on": "active again since the last cycle: the next cycle switches the account on",
  "expected.compare": "changed since the last cycle began: the next cycle compares it with the account",
} as const;
