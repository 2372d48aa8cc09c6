/** Messages of the command line: results, progress, its own errors, and the words of its tables. */
export const cli = {
  "cli.colon": ":",
  "cli.org-created": 'Organization "{{name}}" created: {{org}}',
  "cli.org-next": "Next:",
  "cli.org-keeps_one":
    '"{{name}}" keeps users that SCIM deletes for {{count}} day. Until then they can be restored.',
  "cli.org-keeps_other":
    '"{{name}}" keeps users that SCIM deletes for {{count}} days. Until then they can be restored.',
  "cli.org-keeps-nobody":
    '"{{name}}" no longer keeps users that SCIM deletes: from now on they are removed at once.',
  "cli.no-deleted-users": "There are no deleted users.",
  "cli.user-restored_one": "{{name}} was restored and is a member of {{count}} group again.",
  "cli.user-restored_other": "{{name}} was restored and is a member of {{count}} groups again.",
  "cli.user-restored-inactive": "The account was inactive when it was deleted, and it still is.",
  "cli.user-purged": "{{name}} was purged. This cannot be undone.",
  "cli.deleted-ambiguous":
    'Several deleted users had the name "{{find}}": {{list}}. Give the id of one of them.',
  "cli.scim-url": "SCIM address: {{url}}",
  "cli.token-created": 'Token "{{name}}", valid until {{at}}. It is shown only this once:',
  "cli.token-issued": "The token is issued to {{name}}. It ends when that account is deactivated or deleted.",
  "cli.token-limited": 'Requests a second of the token "{{name}}": {{limit}}.',
  "cli.limit-default": "as the server allows by default",
  "cli.limit-none": "no limit",
  "cli.token-revoked": "Token {{token}} was revoked. It is no longer accepted.",
  "cli.app-created": 'Application "{{name}}" created: {{app}}. Next:',
  "cli.a-user-name": "USERNAME",
  "cli.one-user-first": "one user first; --group or --all when that account is right",
  "cli.app-updated": 'Application "{{name}}" was changed.',
  "cli.app-updated-config":
    "The settings of its target changed, so the next cycle looks at every user and group. Test the target first: muster app test {{app}}",
  "cli.secret-replaced":
    'The credentials of "{{name}}" were replaced, and the old ones were deleted here. Test whether the target accepts the new ones: muster app test {{app}}',
  "cli.app-deleted":
    'Application "{{name}}" was deleted. The accounts in the target stay as they are. Plans, cycles, logs and the audit trail are kept.',
  "cli.no-apps": "There are no applications yet. Create one with muster app create.",
  "cli.links": "users: {{users}}, groups: {{groups}}",
  "cli.directory": "users: {{users}}, groups: {{groups}}",
  "cli.secret-stored": "stored, encrypted",
  "cli.secret-none": "none",
  "cli.never": "never",
  "cli.assigned": 'Assigned to "{{app}}": {{type}} {{name}}',
  "cli.assigned-all": 'Assigned to "{{app}}": everyone',
  "cli.unassigned-all": 'No longer assigned to "{{app}}": everyone',
  "cli.unassigned": 'No longer assigned to "{{app}}": {{subject}}',
  "cli.test-authorized": "The target accepts the credentials. Provisioning can be enabled.",
  "cli.test-writes": "Changes are written: users {{user}}, groups {{group}}.",
  "cli.test-refused-attribute_one": "{{path}} was not accepted or not kept for {{count}} object.",
  "cli.test-refused-attribute_other": "{{path}} was not accepted or not kept for {{count}} objects.",
  "bulk-use.used":
    "Changes that are ready together travel in one bulk request. The target accepts {{most}} changes and {{bytes}} bytes in each.",
  "bulk-use.not-offered": "Each change is a request of its own: the target offers no bulk requests.",
  "bulk-use.switched-off":
    "Each change is a request of its own: the setting bulkRequests is off. The target accepts {{most}} changes and {{bytes}} bytes in a bulk request.",
  "bulk-use.limited":
    "Each change is a request of its own, because the application has limits of writes (rates). The target accepts {{most}} changes and {{bytes}} bytes in a bulk request.",
  "bulk-use.refused":
    "Each change is a request of its own: the target offers bulk requests, and its answer to one ({{status}}) was a refusal or did not say what became of each change. Muster tries again a day after that answer.",
  "write-method.patch": "with PATCH",
  "write-method.put": "whole, with PUT",
  "write-method.none":
    "not at all, because the target refused PATCH and PUT: it can neither disable nor change an account",
  "write-method.untested": "with PATCH, or with PUT where it is refused",
  "cli.test-refused": "Provisioning cannot be enabled: the target refused and gave no reason.",
  "cli.exchange-id": "recorded exchange: {{id}}",

  "cli.planning": "planning",
  "cli.applying": "applying",
  "cli.uploading": "uploading",
  "cli.merging": "merging",
  "cli.cancel-requested": "(to be cancelled)",
  "cli.no-cycle-runs": "No cycle is running.",
  "cli.no-cycle-of-app":
    'No cycle of "{{name}}" is running, so there is nothing to cancel. muster cycle list "{{name}}" shows the ones that have ended.',
  "cli.cycle-not-found":
    "No cycle and no application {{find}} is visible to this token. muster status shows the applications with their last cycle.",
  "usage.several-cycles":
    "Several cycles are running: {{list}}. Name the one to cancel: muster cycle cancel CYCLE, or muster cycle cancel APP.",
  "cli.left-cycle":
    "This command ended, but the server goes on with the cycle {{cycle}}. To follow it: muster status --follow. To stop it: muster cycle cancel {{cycle}}",
  "cli.left-status":
    "This command ended, but the server goes on with its cycles. To stop one: muster cycle cancel APP",
  "cli.left-plan":
    "This command ended, but the server goes on with the plan {{plan}}. A plan changes nothing in the target. To see when it is ready: muster plan list {{app}}",
  "cli.left-import":
    "This command ended, but the merge of the import {{import}} has begun and cannot be stopped: the server goes on until it is merged as a whole, or not at all. Afterwards muster user list shows the users. To go back, import the former files.",
  "cli.import-released":
    "The import {{import}} was released: nothing of it is kept, and nothing has changed. It can be started again at once.",
  "cli.import-not-released":
    "The import {{import}} ended here, but the server could not be reached. Nothing has changed unless its merge had begun. The server gives the import up after a minute; until then, another import of the source is refused.",

  "cli.mapping-current": "This is the newest default mapping.",
  "cli.mapping-newer":
    "This mapping differs from the default mapping, and stays until you take the default. Look at what that would change: muster app mapping {{app}} --default --plan",
  "cli.mapping-taken":
    "The newest default mapping is in use. The next cycle looks at every user and group: muster plan {{app}}",
  "cli.cycle-no-reason": "No reason was recorded. See the server's log.",
  "cli.because": "because: {{why}}",
  "cli.attributes_one": "{{count}} attribute",
  "cli.attributes_other": "{{count}} attributes",
  "cli.more-changes_one": "… and {{count}} more change: --details",
  "cli.more-changes_other": "… and {{count}} more changes: --details",
  "cli.no-value": "(nothing)",

  "cli.cycle-planning": "Cycle {{cycle}} ({{kind}}) is still planning",
  "cli.cycle-running": "Cycle {{cycle}} ({{kind}}) is still running",
  "cli.cycle-closed": "Cycle {{cycle}} ({{kind}}) closed after {{seconds}} s",
  "cli.cycle-cancelled": "Cycle {{cycle}} ({{kind}}) was cancelled after {{seconds}} s",
  "cli.cycle-interrupted": "Cycle {{cycle}} ({{kind}}) was interrupted after {{seconds}} s",
  "cli.cycle-failed": "Cycle {{cycle}} ({{kind}}) failed after {{seconds}} s",
  "cli.balanced": "The cycle balances: {{sum}}",
  "cli.not-balanced": "The cycle does NOT balance, or was not closed: {{sum}}",
  "cli.left-held_one":
    "{{count}} held: muster plan shows why; approve it with muster hold approve {{plan}} --all",
  "cli.left-held_other":
    "{{count}} held: muster plan shows why; approve them with muster hold approve {{plan}} --all",
  "cli.left-failed_one": "{{count}} failed: muster log {{app}} --failed shows why",
  "cli.left-failed_other": "{{count}} failed: muster log {{app}} --failed shows why",
  "cli.left-pending_one":
    "{{count}} pending: the next cycle continues with it; see muster log {{app}} --status pending",
  "cli.left-pending_other":
    "{{count}} pending: the next cycle continues with them; see muster log {{app}} --status pending",
  "cli.approved_one":
    "{{count}} held decision was approved, for one plan. Plan again: the next plan carries it out.",
  "cli.approved_other":
    "{{count}} held decisions were approved, for one plan. Plan again: the next plan carries them out.",
  "cli.rejected_one": "{{count}} held decision was rejected. The account stays as it is.",
  "cli.rejected_other": "{{count}} held decisions were rejected. The accounts stay as they are.",

  "cli.imported": 'Imported from "{{source}}": people {{people}}, groups {{groups}}',
  "cli.import-held_one": "{{count}} leaver is held and stays as before.",
  "cli.import-held_other": "{{count}} leavers are held and stay as before.",
  "cli.import-failed":
    "The import {{import}} failed while it was merged, and changed nothing. The server's log says why. Correct the cause, then run the import again.",

  "cli.log-empty": "There are no matching records.",
  "cli.no-answer": "no answer",
  "cli.status-server": "Muster {{version}} at {{url}}, store: {{store}}",
  "cli.why-title": '{{type}} {{name}} ({{state}}) and "{{app}}"',
  "cli.why-scope": "Scope",
  "cli.why-in": "in scope",
  "cli.why-out": "out of scope",
  "cli.why-link": "Account",
  "cli.why-linked": "linked to {{account}} ({{status}}), {{how}} {{since}}, last changed {{modified}}",
  "cli.why-no-link": "not linked to an account",
  "cli.why-last": "Last action",
  "cli.why-no-last": "no action yet",
  "cli.why-next": "Next attempt",
  "cli.why-no-next": "none planned: there is nothing to do, or the object waits for a person or a change",
  "cli.why-blockers": "Blocked by",
  "cli.why-no-blockers": "nothing",

  "cli.tracking-id": "tracking id: {{id}}",
  "cli.token-missing":
    "There is no token for {{url}}, so the server cannot tell who you are. Run muster login, or set MUSTER_TOKEN: to the token that muster init printed, or to one of muster token create --admin.",
  "cli.bad-url":
    '"{{url}}" is not the address of a server. Set MUSTER_URL to an address such as http://127.0.0.1:8080.',
  "cli.unreachable":
    "No Muster server answers at {{url}} ({{reason}}). The server may be stopped, or use another address. Start it with muster serve --data DIR, or set MUSTER_URL to its address.",
  "cli.not-muster":
    "The program that answers at {{url}} does not speak Muster's API (status {{status}}, {{type}}). It is another program, a proxy or a sign-in page. Check MUSTER_URL and the network between here and the server.",
  "cli.unexpected-answer":
    "The answer of {{url}} has a shape that this command line does not know ({{path}}), so the two are of different versions. Use the muster command that came with the server.",
  "cli.app-not-found":
    'No application "{{find}}" is visible to this token. List the applications with muster app list.',
  "cli.app-ambiguous":
    'Several applications have the name "{{find}}": {{list}}. Give the id of one of them, or its organization with --org.',
  "cli.env-missing":
    "The variable {{variable}}, which {{option}} names, is not set or is empty. Put the credential for the target in it: {{variable}}=… muster app …",
  "cli.file-unreadable":
    "The file {{file}} cannot be read ({{reason}}). Nothing was changed. Check its name and permissions.",
  "cli.output-failed":
    "The output could not be written ({{reason}}), so it is incomplete. The command may have done its work all the same. Make room or choose another file, and look at the result again.",
  "cli.bug":
    "The command line itself failed. This is a bug in Muster, not a mistake of yours: {{reason}}. Please report it with the lines below.",

  "usage.unknown-command": '"{{what}}" is not a command. muster --help lists the commands.',
  "usage.unknown-option": "The option {{what}} is not known. --help after the command lists its options.",
  "usage.missing-argument": "The argument <{{what}}> is missing. --help after the command shows examples.",
  "usage.option-needs-value":
    "The option {{what}} needs a value after it. --help after the command shows examples.",
  "usage.missing-option": "The option {{what}} is required. --help after the command shows examples.",
  "usage.too-many-arguments":
    "There are more arguments than the command takes. Put names that contain spaces in quotes; --help after the command shows examples.",
  "usage.wrong": "The command line was not understood: {{detail}}. --help after the command shows examples.",
  "usage.bad-value": "{{place}} {{problem}}. --help after the command shows examples.",
  "usage.not-a-url":
    '{{option}} takes an address such as https://target.example/scim/v2, and "{{value}}" is not such an address.',
  "usage.org-unknown":
    'No organization "{{find}}" is visible to this token. It sees: {{list}}. Give one of them with --org or in MUSTER_ORG.',
  "usage.org-ambiguous":
    'Several organizations have the name "{{find}}". Give the id of one of them: {{list}}.',
  "usage.org-missing":
    "There are several organizations: {{list}}. Say which one with --org or in MUSTER_ORG.",
  "usage.org-none": "There is no organization yet. Create one with muster org create NAME.",
  "usage.login-damaged":
    "The file {{file}}, which muster login writes, cannot be understood. Run muster login again, or muster logout to remove it.",
  "usage.login-permission":
    "Other users can read the file {{file}} (mode {{mode}}), which holds your token, so it was not used. Restrict it with chmod 600 {{file}}. If another user may have read it, revoke the token with muster token revoke and log in with another.",
  "usage.login-unusable":
    "The file {{file}}, which muster login writes, cannot be used ({{reason}}). Correct that, or choose another folder with XDG_CONFIG_HOME.",
  "usage.token-characters":
    "The token contains a space, a line break or another character that no token has, so something else was probably copied with it. Nothing was sent. Put the token alone, on one line, into MUSTER_TOKEN, or run muster login again.",
  "usage.no-secret":
    "No token was given. Type it at the prompt, or pass it on standard input: muster login --url URL < token-file",
  "usage.did-you-mean": "Did you mean {{near}}?",
  "usage.choose-one": "Give exactly one of {{options}}. --help after the command shows examples.",
  "usage.choose-some": "Give at least one of {{options}}. --help after the command shows examples.",
  "usage.yes-missing":
    'Nothing was deleted. This command would delete "{{name}}" ({{app}}) here, with its assignments ({{assignments}}), its links to users ({{users}}) and groups ({{groups}}), its pending work ({{pending}}), its credentials and its schedule. The accounts in the target would stay as they are, and plans, cycles, logs and the audit trail would be kept. To delete it, repeat the command with --yes.',
  "usage.purge-yes-missing":
    "Nothing was purged. This command would remove {{name}} ({{user}}) and the record of its memberships for good; the user could not be restored. To purge it, repeat the command with --yes.",
  "usage.not-a-column":
    '{{option}}: "{{value}}" does not name a column. Write column=name, such as userPrincipalName="E-Mail".',
  "usage.column-twice":
    '{{option}}: the column "{{column}}" is given twice, and one column of a file fills it. Give it once.',
  "usage.not-an-id": '{{option}} takes an id, and "{{value}}" is not an id. muster status shows ids.',
  "usage.not-an-interval":
    '{{option}} takes an interval from 10s to 24h, such as 30s, 5m or 2h, and "{{value}}" is not such an interval.',
  "usage.not-a-number":
    '{{option}} takes a whole number from {{min}} to {{max}}, and "{{value}}" is not such a number.',
  "usage.not-one-of": '{{option}} takes one of {{allowed}}, and "{{value}}" is not one of them.',

  "cli.logged-in":
    "Logged in to {{url}} with {{kind}}. Address, token and organization are kept in {{file}}, which only you can read.",
  "cli.logged-in-org":
    "Commands work in the organization {{name}} unless --org or MUSTER_ORG says otherwise.",
  "cli.logged-out":
    "The login was removed from this machine. The token is still valid; muster token revoke ends it.",
  "cli.logged-out-already": "There was no login on this machine.",
  "cli.login-prompt": "Token for {{url}} (not shown): ",
  "cli.no-organization": "none; commands need --org if there are several",
  "cli.token-known": "{{name}}, {{kind}}, valid until {{at}}",
  "from.option": "from the option",
  "from.environment": "from {{variable}}",
  "from.file": "from {{file}}",
  "from.default": "by default",
  "cli.list-empty": "The list is empty.",
  "cli.list-more": "There are more: continue with --after {{cursor}}, or show all with --all.",
  "column.display-name": "displayName",
  "column.members": "members",
  "column.started": "started",
  "column.time": "time",
  "column.actor": "actor",
  "column.activity": "activity",
  "column.target": "object",
  "column.server": "server",
  "column.per-second": "requests a second",
  "column.token": "token",
  "type.user": "user",
  "type.group": "group",
  "type.users": "users",
  "type.groups": "groups",
  "part.people": "people",
  "part.groups": "groups",
  "state.active": "active",
  "state.inactive": "inactive",
  "state.deleted": "deleted",
  "state.building": "being made",
  "state.planned": "planned",
  "state.applying": "being applied",
  "state.applied": "applied",
  "state.stale": "out of date",
  "state.failed": "failed",
  "state.staging": "staging",
  "state.staged": "staged",
  "state.merging": "merging",
  "state.merged": "merged",
  "valueKind.nothing": "nothing",
  "valueKind.boolean": "true or false",
  "valueKind.number": "number",
  "valueKind.text": "text",
  "valueKind.list": "list",
  "kind.initial": "initial",
  "kind.incremental": "incremental",
  "kind.reconcile": "reconcile",
  "kind.on-demand": "on demand",
  "kind.event": "event",
  "kind.instance-admin": "a token of an instance administrator",
  "kind.metrics": "a token that reads metrics",
  "kind.organization-admin": "a token of an organization administrator",
  "kind.scim": "a SCIM token",
  "verb.create": "create",
  "verb.adopt": "adopt",
  "verb.update": "update",
  "verb.disable": "disable",
  "verb.delete": "delete",
  "verb.unchanged": "unchanged",
  "verb.hold": "hold",
  "verb.skip": "skip",
  "verb.pending": "pending",
  "count.evaluated": "evaluated",
  "count.created": "created",
  "count.adopted": "adopted",
  "count.updated": "updated",
  "count.disabled": "disabled",
  "count.deleted": "deleted",
  "count.unchanged": "unchanged",
  "count.skipped": "skipped",
  "count.held": "held",
  "count.failed": "failed",
  "count.pending": "pending",
  "import-count.created": "created",
  "import-count.updated": "updated",
  "import-count.restored": "restored",
  "import-count.unchanged": "unchanged",
  "import-count.leavers": "left",
  "import-count.membersAdded": "memberships added",
  "import-count.membersRemoved": "memberships removed",
  "waiting.held": "held",
  "waiting.pending": "pending",
  "waiting.parked": "parked",
  "cli.waiting-none": "Nothing is held, pending or parked.",
  "cli.waiting-left": "Still waiting; muster hold list shows the reasons:",
  "cli.waiting-more": "  and others: muster hold list shows all of them",
  "cli.waiting-since": "since {{since}}",
  "cli.waiting-next": "since {{since}}; next attempt after {{next}}",
  "cli.waiting-answer": "to answer, run one of these:",
  "log-status.success": "done",
  "log-status.failure": "failed",
  "log-status.skipped": "skipped",
  "log-status.held": "held",
  "log-status.pending": "pending",
  "schedule.waiting": "waits for the first apply (then every {{every}})",
  "schedule.on": "every {{every}}",
  "schedule.off": "off (every {{every}} when on)",
  "schedule.quarantine": "target in quarantine (every {{every}} afterwards)",
  "cycle-state.planning": "planning",
  "cycle-state.running": "running",
  "cycle-state.closed": "closed",
  "cycle-state.cancelled": "cancelled",
  "cycle-state.interrupted": "interrupted",
  "cycle-state.failed": "failed",
  "refused-by.target": "The target itself refused.",
  "refused-by.middlebox": "A web page refused, and not SCIM: probably something in front of the target.",
  "refused-by.muster": "Muster refused before anything was sent.",
  "refused-by.network": "The target could not be reached.",
  "refused-by.unknown": "This was not done. The answer does not show what refused it.",
  "provenance.created": "created by Muster",
  "provenance.adopted": "adopted",
  "provenance.recovered": "recovered after a lost answer",
  "column.id": "id",
  "column.name": "name",
  "column.kind": "kind",
  "column.profile": "profile",
  "column.issued-to": "issued to",
  "column.expires": "expires",
  "column.deleted": "deleted",
  "column.purged": "purge on",
  "column.revoked": "revoked",
  "column.users": "users",
  "column.groups": "groups",
  "column.organization": "organization",
  "column.connector": "connector",
  "column.secret": "credentials",
  "column.schedule": "schedule",
  "column.next-run": "next run",
  "column.assignments": "assignments",
  "column.accounts": "accounts",
  "column.held": "held",
  "column.parked": "parked",
  "column.pending": "pending",
  "column.last-cycle": "last cycle",
} as const;
