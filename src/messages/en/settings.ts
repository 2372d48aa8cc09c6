/** The meaning of each setting of an application, for docs/settings.md and the command line, and why one is refused. */
export const settings = {
  "setting.everySeconds": "The interval between two cycles of the schedule.",
  "setting.startOnChange":
    "Whether a change of the directory that concerns the application begins a cycle at once, while the schedule is on. A person who loses access loses it beside a running cycle too.",
  "setting.deletionShareMax":
    "Guard: this share of the accounts in scope may be disabled or deleted within the window.",
  "setting.deletionCountMax":
    "Guard: this number of accounts may be disabled or deleted within the window, where it is smaller than the share.",
  "setting.deletionFloor": "Guard: this number of accounts may be disabled or deleted in any case.",
  "setting.deletionWindowHours":
    "Guard: the hours whose disables and deletes, and whose rewrites of an attribute, are counted together.",
  "setting.rewriteShareMax":
    "Guard: in this share of the users' accounts in scope one attribute may get another value within the window.",
  "setting.rewriteCountMax":
    "Guard: in this number of users' accounts one attribute may get another value within the window, where it is smaller than the share.",
  "setting.rewriteFloor":
    "Guard: in this number of users' accounts one attribute may get another value in any case.",
  "setting.rewriteAttributes":
    "The attributes that the guard against mass rewrites counts, each for itself: those that identify an account (the user name, the matching attributes and those with unique values), or all of them.",
  "setting.onUserGone":
    "The action on the account of a user who is gone from the directory for good: disable it, or delete it. With `delete`, accounts of such users that were disabled earlier are deleted too.",
  "setting.onScopeLeave":
    "The action on the account of an active user who leaves the scope: disable it, delete it, or keep it as it is. An account that is kept is still disabled when its user becomes inactive or is deleted.",
  "setting.onFilteredOut":
    "The action on the account of an active user who is assigned and whom a scoping filter leaves out. With `as-unassigned` it is that of `onScopeLeave`.",
  "setting.onUserDeleted":
    "The action on the account of a user who was deleted and can still be restored: disable it, disable it and give it other names so that its user name and its addresses are free (`rename`), or delete it at once.",
  "setting.departedName":
    "The name that `rename` gives, made of its parts: `{local}` and `{at}` are the name before the last `@` and the rest, `{value}` is both, `{id}` is the id of the user without dashes, and `{tail}` its last 12 digits. It has `{id}` or `{tail}`, so that no two names are equal.",
  "setting.onManagerLeave":
    "Whether the accounts of those who report to a manager keep this manager when the manager leaves the scope and the account is disabled: keep it, or clear it. An account that is deleted is cleared in any case.",
  "setting.onGroupLeave":
    "The action on the group in the target when ours leaves the scope or the directory: delete it, or keep it.",
  "setting.neverDelete":
    "Whether nothing is ever deleted in the target, whatever the other settings and the mappings say: accounts are disabled instead, and groups stay.",
  "setting.users":
    "The users in scope: those who are assigned, or all users of the organization without an assignment. Scoping filters apply to both.",
  "setting.groups":
    "The groups in scope, chosen apart from the users: those that are assigned, all groups of the organization, those that are selected one by one, or none. Scoping filters apply to all of them.",
  "setting.defaultAccess":
    "Whether an assignment with the application's default role brings people into scope. With `exclude`, that role is left out, and a person without another one gets no account.",
  "setting.nestedGroups":
    "Whether groups in a group count: their members are in scope by its assignment, and they are members of it in the target. With `false`, only the users who are in a group themselves count.",
  "setting.groupMembershipsOnly":
    "Whether only the memberships of groups are kept: a group of the target is found and its members are kept, and the group itself is never created, renamed, changed or deleted.",
  "setting.listOverUnlinked":
    "If more objects than this need an account, the target is listed once instead of asked for each of them.",
  "setting.bulkRequests":
    "Whether new accounts and changes of users that are ready together go to the target in one request (`/Bulk`), if the target offers that and the application has no limits of writes. Changes that take access away always go by themselves.",
  "setting.parkAfter": "An object is parked after this number of identical refusals in a row.",
  "setting.reconcileHours":
    "The hours between two comparisons of the whole target with what Muster knows of it. With `0`, only a person begins them.",
  "setting.onDrift":
    "The action of a scheduled comparison on linked accounts that differ or are not there: report them, correct them within the guards, or ask: hold each correction until a person approves it. A mass of differences is only reported.",
  "setting.defaultDomain":
    "The domain that `DefaultDomain` gives to expressions. While it is not set, objects whose mapping uses it are held.",
  "setting.recordingSizeMax":
    "The facts that a cycle reads are recorded up to this size, so that its plan can be computed once more elsewhere. With `0`, cycles are not recorded. See docs/replay.md.",
  "setting.notifyAddress": "The address for notices about this application by mail. See docs/notices.md.",
  "setting.notifyOnFailure":
    "Whether the address gets a notice when the target goes into quarantine, gives another reason or leaves it, when deprovisioning is held, and when an import of the organization fails.",
  "setting.notifyDigest":
    "Whether the address gets a summary of each day, with what waits, what is held and which tokens end soon. A day without news has none.",
  "setting.notifyLanguage":
    "The language of messages about this application: English (`en`) or French (`fr`).",
  "unit.seconds": "seconds",
  "unit.hours": "hours",
  "unit.share": "share",
  "unit.accounts": "accounts",
  "unit.objects": "objects",
  "unit.refusals": "refusals",
  "unit.megabytes": "MB",
  "column.setting": "setting",
  "column.value": "value",
  "column.unit": "unit",
  "column.possible": "possible",
  "column.default": "default",
  "app.settings-invalid_one": "No setting was changed, because the change has an error.",
  "app.settings-invalid_other": "No setting was changed, because the change has {{errors}} errors.",
  "setting.unknown": "Applications have no setting {{setting}}. Correct its name.",
  "setting.not-a-number":
    "{{value}} cannot be the value of {{setting}}. Give a number from {{minPlain}} to {{maxPlain}}.",
  "setting.not-a-whole-number":
    "{{value}} cannot be the value of {{setting}}. Give a whole number from {{minPlain}} to {{maxPlain}}.",
  "setting.not-a-choice": "{{value}} cannot be the value of {{setting}}. Give one of {{allowed}}.",
  "setting.not-a-switch": "{{value}} cannot be the value of {{setting}}. Give true or false.",
  "setting.not-a-name-pattern":
    'The setting "{{setting}}" has no value {{value}}. Nothing was changed. A pattern for names has {id} or {tail}, no other parts than {local}, {at}, {value}, {id} and {tail}, no blanks, and at most 100 characters.',
  "setting.not-a-domain":
    "{{value}} cannot be the value of {{setting}}. Give a domain, such as contoso.example.",
  "setting.not-an-address":
    "{{value}} cannot be the value of {{setting}}. Give one address for mail, such as admin@contoso.example.",
  "usage.not-a-setting":
    "{{option}} needs the name of a setting and its value, such as {{option}} parkAfter=5, not {{value}}. muster app settings APP lists them.",
  "usage.setting-repeated": "The setting {{setting}} is named twice. Name each setting once.",
  "cli.settings-mark": "* was set; the other settings have their default.",
  "cli.settings-changed": "Changed: {{names}}.",
  "cli.settings-alter-results":
    "The next cycle looks at every user and group with these settings. See what it would send: muster plan {{app}}",
  "cli.settings-same": "Every setting already had this value; nothing was changed.",
} as const;
