/** Texts of the console for codes whose text elsewhere names a command or a value of the API: here both are on a page. */
export const pageTexts = {
  "page.overview.quarantine":
    "The target refuses the credentials, so cycles rest. Replace the credentials, or test the connection.",
  "page.overview.held_one": "{{count}} object waits for a person or for data.",
  "page.overview.held_other": "{{count}} objects wait for a person or for data.",
  "page.overview.cycle-failed": "The last cycle failed. Its page shows why.",
  "page.overview.parked_one": "{{count}} object waits for a change, because the target refused it too often.",
  "page.overview.parked_other":
    "{{count}} objects wait for a change, because the target refused them too often.",
  "page.overview.not-started": "No plan was applied yet, so the schedule has not begun. Make a plan.",
  "page.overview.off": "The schedule is off, so changes stay here. Turn it on in the settings.",

  "page.import.source-empty":
    "The snapshot contains no {{types}}, but the directory has {{live}} from this source. The export is probably broken, so they were all kept.",
  "page.import.too-many-leavers":
    "{{leavers}} of the {{live}} {{types}} of this source are missing from the snapshot, and at most {{limit}} may leave in one import. The export is probably incomplete, so they were all kept.",
  "page.import.columns-ignored":
    "{{file}}: these columns were left out: {{columns}}. If you need one of them, import the files again and choose its column in Muster.",
  "page.import.unknown-column":
    "{{file}}, line {{line}}: these columns are not known: {{columns}}. Nothing was imported. Import the files again, and choose for each of them its column in Muster, or leave it out. Known columns are: {{known}}.",
  "page.import.missing-column":
    '{{file}}, line {{line}}: the column "{{column}}" is missing. The file has these columns: {{columns}}. Nothing was imported. Import the files again and choose which of them it is, or export the file with the missing column.',

  "page.match.not-open":
    "{{object}} does not wait for a decision about its account. Nothing was changed. Load the list again.",
  "page.match.account-needed":
    'There is no single account to adopt for "{{name}}": {{count}} were found. Nothing was changed. Choose the account.',
  "page.hold.several-matches":
    "held: several accounts match, and adopting the wrong one would give it to the wrong person. Choose one on the page Matching",
  "page.hold.account-found":
    "held: the account {{account}} exists already, and the settings ask before it is adopted. Decide on the page Matching",
  "page.hold.account-privileged":
    "held: the account {{account}} is privileged, or the target does not show whether it is, so it is not adopted without a person. Decide on the page Matching",
  "page.hold.account-absent":
    "held: the target has no account for the user or group, and the settings ask before one is created. Decide on the page Matching",
  "page.hold.default-domain-missing":
    "held: {{path}} uses DefaultDomain, and the application has no default domain. Enter it in the settings of the application",

  "page.cycle.stopped-unauthenticated":
    "The target refused the credentials, so nothing more was sent. Replace the credentials of the application, then test its connection. Nothing is lost: the next cycle continues from here.",
  "page.cycle.cancelled":
    "The cycle was cancelled on request. The calls that were sent until then are recorded; the next cycle does the rest.",
  "page.cycle.interrupted":
    "The server stopped during the cycle. Nothing is lost: the next cycle first checks the outcome of the last requests and then continues.",
  "page.cycle.not-balanced":
    "The counts of the cycle do not balance. This is a bug in Muster, not a mistake of yours: please report it with the id of the cycle. Another cycle checks every account again.",
  "page.cycle.planning-ended":
    "The thread that computes plans ended early, so nothing was sent; the server's log shows why. Nothing is lost: the next cycle plans again.",
  "page.cycle.failed":
    "Muster itself failed, so the cycle ended early. This is a bug, not a mistake of yours; the server's log shows where. Nothing is lost: the next cycle continues from here.",

  "page.why.default-access":
    "assigned with the default role alone: assign another role, or let assignments with the default role bring users into scope in the settings",
  "page.why.filtered-out": "no scoping filter holds: test the user or group on the page of the filters",
  "page.why.left-out": "a setting leaves the group out: see groups in scope in the settings",
  "page.why.out-of-scope": "not assigned: assign the user, or one of the user's groups",
  "page.why.deleted":
    "deleted in the directory: restore the user on the page of deleted users, or import the person again",
  "page.why.group-out-of-scope": "not assigned: assign the group itself",
  "page.why.schedule-waiting": "the schedule starts after the first plan is applied",
  "page.why.schedule-off": "the schedule is off: turn it on in the settings, or run a cycle",
  "page.why.schedule-quarantine_one":
    "the target is in quarantine since {{since}}, because it refused the credentials {{attempts}} time; the next test is at {{next}}, or at once by a test of the connection",
  "page.why.schedule-quarantine_other":
    "the target is in quarantine since {{since}}, because it refused the credentials {{attempts}} times; the next test is at {{next}}, or at once by a test of the connection",
  "page.why.pending_one":
    "failed {{attempts}} time and waits for the next attempt; the provisioning log shows why",
  "page.why.pending_other":
    "failed {{attempts}} times and waits for the next attempt; the provisioning log shows why",

  "page.target.unauthenticated":
    "The target refuses the credentials ({{status}}): they are wrong, expired or revoked. Get a new token from the target's administrator, replace the credentials of the application, and test its connection.",
  "page.target.wrong-url":
    "The answer {{status}} is not SCIM, so nothing was concluded from it. Probably the address of the application is wrong or no longer valid, or a gateway lost the route. Check the address under Connection; it usually ends in /scim/v2.",
  "page.target.no-groups-endpoint":
    "The target has no groups at this address: it lists its users and answered {{status}} at {{path}}. Use an address of the target that offers groups, or choose under Settings that no groups are sent.",
  "page.target.secret-short":
    "The credential has fewer than {{least}} characters. If the target repeats it in a successful answer, Muster cannot tell it from an ordinary word and leaves it there. Have the target issue a longer one, and replace the credentials.",
  "page.target.token-refused":
    "The token endpoint refused the client ({{status}}, {{error}}). Nothing was sent to the target. Check the client id, the secret or key and the scope under Connection.",
  "page.target.token-key":
    "The stored secret is not a private key that can sign (RSA, P-256 or Ed25519 in PEM form). Replace the credentials.",

  "page.setting.users":
    "The users in scope: those who are assigned, or all users of the organization. Scoping filters apply to both.",
  "page.setting.groups":
    "The groups in scope, chosen apart from the users. Scoping filters apply to all of them.",
  "page.setting.defaultAccess":
    "Whether an assignment with the application's default role brings people into scope. If that role is left out, a person without another one gets no account.",
  "page.setting.nestedGroups":
    "Whether groups in a group count: their members are in scope by its assignment, and they are members of it in the target. If off, only the users who are in a group themselves count.",
  "page.setting.onUserGone":
    "The action on the account of a user who is gone from the directory for good. If it is deleted, accounts of such users that were disabled earlier are deleted too.",
  "page.setting.onScopeLeave":
    "The action on the account of an active user who leaves the scope. An account that is kept is still disabled when its user becomes inactive or is deleted.",
  "page.setting.onFilteredOut":
    "The action on the account of an active user who is assigned and whom a scoping filter leaves out.",
  "page.setting.onUserDeleted":
    "The action on the account of a user who was deleted and can still be restored. A renamed account is disabled too, and its user name and addresses are free for others.",
  "page.setting.onManagerLeave":
    "Whether the accounts of those who report to a manager keep this manager when the manager’s account is disabled. An account that is deleted is cleared in any case.",
  "page.setting.onGroupLeave":
    "The action on the group in the target when ours leaves the scope or the directory.",
  "page.setting.rewriteAttributes":
    "The attributes whose changes are counted, each for itself. Those that identify an account are the user name, the matching attributes and those with unique values.",

  "page.token.last":
    'The token "{{name}}" was not revoked, because it is the last one that can administer the instance, and without it no other could be created. Create another one first.',
  "page.user.value-taken":
    'The user was not restored: "{{holder}}" ({{id}}) now has the {{path}} of "{{name}}". Give another user name, or change the other user first.',
  "page.app.secret-unreadable":
    "The stored credential of {{app}} cannot be opened, because it was sealed under another master key or is damaged. Nothing was sent. Restore the right master.key, or replace the credentials of the application.",
  "page.app.changed-meanwhile":
    "The change was not made, because another request changed the application {{app}} at the same time. Look at it again, then repeat the change if it is still needed.",
  "page.webhook.secret-unreadable":
    "The signing secret of the webhook {{webhook}} cannot be opened, because it was sealed under another master key or is damaged. Nothing was sent. Restore the right master.key, or make a new secret and give it to the receiver.",
  "page.webhook.changed-meanwhile":
    "The change was not made, because another request changed the webhook {{webhook}} at the same time. Look at it again, then repeat the change if it is still needed.",
  "page.webhook.delivery-not-found":
    "The webhook has no delivery {{delivery}}. The last thousand attempts are kept.",
  "page.webhook.delivery-ping":
    'Nothing was sent, because this delivery was a test and holds no events. Send another test to "{{name}}".',
  "page.webhook.delivery-waiting":
    'Nothing was sent, because this message was not acknowledged yet and is sent again by itself. To send it now, choose "Send again now" on the page of "{{name}}".',
  "page.plan.not-planned":
    "The holds of this plan cannot be answered: the plan is {{state}}. Make a new plan, and answer its holds.",
  "page.plan.holds-expired":
    "The holds of this plan can no longer be answered, because the plan is older than {{days}} days. Make a new plan, and answer its holds.",
  "page.plan.not-answerable": "The plan has no hold for {{object}} that a person can answer.",
  "page.plan.stale":
    "Nothing was applied, because the plan is out of date: the directory, the settings or the target changed after it was made. Make a new plan.",
  "page.plan.preview":
    "Nothing was applied, because the plan only shows what the newest default mapping would do. Take that mapping under Mappings, then make a plan.",
  "page.plan.already-applied":
    "The plan was already applied, and a plan is applied only once. Make a new plan.",
  "page.plan.failed":
    "The plan could not be made, so there is nothing to apply. Make a new plan, which says why.",
  "page.engine.busy":
    "A cycle of this application is already running, and only one may run at a time. Wait until it has ended, then try again.",
  "page.import.not-staging": "The import accepts no more files: it is {{state}}. Begin another one.",
  "page.import.already-staged":
    "The file of {{part}} was already uploaded to this import. Begin another one.",
  "page.target.filter-ignored":
    "The target answers a search with accounts that do not match it, so existing accounts cannot be found. Nothing was created. If the target has no filters, a test of the connection finds that out and Muster compares all accounts; otherwise ask its vendor (RFC 7644, section 3.4.2.2).",
  "page.app.credential-needed":
    'Nothing was changed, because the stored credential of "{{name}}" would be sent to {{server}}, which has not received it until now. Enter the credential in the same form.',
  "page.config.url-missing": "The application has no address for its target. Enter one.",
  "page.config.url-credentials":
    "The address contains a user name or password, which would appear in every log. Remove them, and give the credentials as such.",
  "page.config.url-query":
    "The address has a query or fragment, which may hold a secret and would be stored and shown. Give the address without it, and credentials as such.",
  "page.mapping.write-only-required":
    "A password is a secret, so it is sent and kept nowhere. Choose an expression, and tick that the value is sent at creation only and kept nowhere.",
  "page.mapping.default-domain-unknown":
    "DefaultDomain is a setting of an application, so it is absent here; the test of a mapping shows the value",
  "page.template.parameter-missing":
    "The parameter {{name}} has no value. {{where}} It looks like {{example}}.",
  "page.app.roles-none":
    'Nothing was changed, because "{{app}}" has no roles, so that it has no role "{{role}}" either. Add the role first.',
  "page.app.role-in-use":
    'Nothing was changed, because assignments give the role "{{role}}" ({{count}}), and without the role these people would lose it. Remove those assignments first.',
  "page.app.template-missing":
    'Nothing was changed, because "{{app}}" was not created from a template of this gallery. Its roles are added one by one.',
  "page.person.last-owner":
    'Nothing was changed, because "{{name}}" is the last owner of the organization who can sign in. Invite another owner first, and wait until the link is used.',
  "page.person.last-administrator":
    'Nothing was changed, because "{{name}}" is the last instance administrator who can sign in. Invite another one first.',
  "page.person.has-role":
    'Nothing was changed, because "{{name}}" has the role {{role}} there already. Change it on the page of the person.',
  "page.person.no-role":
    'Nothing was changed, because "{{name}}" has no role there. Invite the person to give one.',
  "page.person.disabled": 'Nothing was changed, because "{{name}}" is disabled. Enable the person first.',
  "page.identity-provider.last-owner":
    'Nothing was changed, because the last owner of "{{organization}}" who can sign in uses the identity provider "{{name}}" alone. Give an owner a password first, by a link on the page of the person.',
  "page.identity-provider.last-administrator":
    'Nothing was changed, because the last instance administrator who can sign in uses the identity provider "{{name}}" alone. Give an instance administrator a password first, by a link on the page of the person.',
  "page.replay.illegible":
    "The request cannot be replayed: it contained a secret in its query, in the path of an operation or in a body that is not JSON, and the secret was removed. Let the client send it again.",
  "page.org.not-found":
    "No organization {{org}} is visible to you. Choose another one in the list of organizations.",
  "page.token.not-found":
    "There is no token {{token}} in this organization. The page of the tokens shows those that there are.",
  "page.user.not-deleted":
    "There is no deleted user {{user}}. It may have been restored or purged. The page of deleted users shows the others.",
  "page.app.not-found":
    "No application {{app}} is visible to you. The page of the applications shows those that there are.",
  "page.app.connector-unknown":
    'This installation has no connector "{{connector}}". Choose one that the form offers.',
  "page.webhook.not-found":
    "There is no webhook {{webhook}} in this organization. The page of the webhooks shows those that there are.",
  "page.exchange.not-found":
    "No such exchange is visible to you. Old exchanges are dropped; the page of the exchanges shows those that are kept.",
  "page.cycle.not-found":
    "No cycle {{cycle}} is visible to you. The page of the application shows its last cycles.",
  "page.cycle.ended":
    "The cycle {{cycle}} has ended already, so it cannot be cancelled. Its page shows how it ended.",
  "page.schema.not-found":
    "This organization has no schema {{schema}}. The page of the schemas shows those that there are.",
  "page.resource-type.not-found":
    "This organization has not defined the resource type {{name}}. The page of the schemas shows the resource types.",
  "page.template.not-found":
    "The gallery of this version has no template {{template}}. The page of the gallery shows its templates.",
  "page.app.group-not-selected":
    'The application does not select the group "{{find}}", so there was nothing to remove. Its assignments show the selected groups.',
  "page.app.assignment-role-not-found":
    '{{subject}} is not assigned to this application with the role "{{role}}", so there was nothing to remove. Its assignments show the roles.',
  "page.person.not-found":
    'There is no person "{{find}}" with a role where you may see it. The page of the people who sign in shows the others; users of the directory are not among them.',
  "page.identity-provider.not-found":
    "There is no identity provider {{provider}} here, or it is turned off. The page of the identity providers shows those that there are.",
  "page.identity-provider.secret-unreadable":
    'The secret of the identity provider "{{name}}" cannot be opened, because it was sealed under another master key or is damaged. Restore the right master.key, or edit the provider and give its secret again.',
  "page.person.no-passkey":
    'Nothing was changed, because "{{name}}" has no passkey with this id. The page of the person shows those that there are.',
  "page.rejected.not-found":
    "There is no rejected request {{request}} in this organization. Newer requests may have replaced it. The page of the rejected requests shows those that are kept.",
  "page.replay.redacted":
    "The request was not sent: the values of {{names}} were not kept, and placeholders would be written in their place. Try it without sending it, or let the client send it again.",
  "page.replay.token-ended":
    'The request was not sent: the token "{{name}}" is revoked or expired, and a request is sent with the token that it came with. Try it without sending it, or let the client send it again with a valid token.',
  "page.replay.token-needed":
    "The request was not sent, because it needs a token. Choose one; the page of the tokens shows those that there are.",
  "page.request.too-many":
    "This token may send {{limit}} requests a second, and sends more. Wait {{seconds}} s, then send requests more slowly. An administrator of the instance can raise the limit on the page of the token.",
} as const;
