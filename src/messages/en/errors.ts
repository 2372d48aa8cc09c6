/**
 * Errors of the admin API. Each says what happened, why, and what to do next. docs/errors.md lists the same codes.
 */
export const errors = {
  "auth.token-missing":
    "The request has no access token, so its sender is unknown. Send the header Authorization: Bearer …; the command line takes the token from MUSTER_TOKEN.",
  "auth.token-unknown":
    "This access token was not issued by this installation: it was mistyped, cut off, or issued elsewhere. Copy it again from where it was kept, or create another: on the page SCIM tokens or Account of the console, or with muster token create.",
  "auth.token-expired":
    'The access token "{{name}}" expired at {{at}}. Create another, on the page SCIM tokens or Account of the console or with muster token create {{where}}, and use it in place of the old one.',
  "auth.token-revoked":
    'The access token "{{name}}" was revoked at {{at}}. If that was a mistake, create another: on the page SCIM tokens or Account of the console, or with muster token create.',
  "auth.forbidden":
    "The token is valid, but it is {{kind}}, and this request needs the permission {{permission}}. Use a token that has the permission; an administrator of the organization or of the instance can create one.",

  "request.invalid": "The request was not understood: {{place}}: {{problem}}. Correct it and send it again.",
  "request.invalid-json": "The body of the request is not JSON: {{problem}}. Correct it and send it again.",
  "request.too-large":
    "The body of the request is longer than {{limit}} bytes, which is the limit of this endpoint. Send it in smaller parts.",
  "request.media-type":
    "This endpoint does not accept the media type of the body. Send the body as {{expected}}.",
  "request.content-encoding":
    "The body has the encoding {{encoding}}, and this server decodes no encodings. Send the body without compression.",
  "request.bad-url": "The address of the request cannot be decoded. Check its percent signs.",
  "request.bad-host":
    "The Host header of the request is not a host name or an address with or without a port. Send the host that the client calls, and check what a proxy makes of it.",
  "request.several-hosts":
    "The request has more than one Host header. Send one, and check that a proxy does not add its own.",
  "request.not-found":
    "There is nothing at {{path}}. Check the address; /api/openapi.json lists all addresses.",
  "console.not-built":
    "This copy of Muster has no built console. Run `npm run build` where it is installed, and start the server again.",
  "request.method-not-allowed": "This address does not accept {{method}}. It accepts {{allowed}}.",
  "request.too-many":
    "This token may send {{limit}} requests a second, and sends more. Wait {{seconds}} s, then send requests more slowly. An administrator of the instance raises the limit of this token with muster token limit {{token}} --per-second.",
  "server.incident":
    "Muster itself failed. This is a bug, not a mistake of yours. Try once more; if it fails again, report it with the incident {{incident}}, under which the server's log has the details.",

  "org.not-found":
    "No organization {{org}} is visible to this token. List the organizations with muster org list.",
  "org.name-differs":
    'Nothing was deleted: the organization has the name "{{name}}", and the request names "{{given}}". Give the name of the organization that you mean.',
  "org.changed-meanwhile":
    'Nothing was deleted, because the organization "{{name}}" was changed at the same moment, several times in a row. Send the request again.',
  "org.name-taken": 'An organization "{{name}}" already exists. Choose another name.',
  "token.not-found":
    "There is no token {{token}} in this organization. List the tokens with muster token list.",

  "token.without-limit":
    'The token "{{name}}" has no limit on requests: only SCIM tokens and administrators\' tokens of an organization have one.',
  "token.last":
    'The token "{{name}}" was not revoked, because it is the last one that can administer the instance, and without it no other could be created. Create another with muster token create --instance, then revoke this one with it.',
  "token.user-not-active":
    "No token was issued to {{name}}: the account is {{state}}, and tokens are issued to active users only. Activate or restore the account first, or name another user.",
  "user.not-deleted":
    "There is no deleted user {{user}}. It may have been restored or purged. List deleted users with muster user deleted.",
  "user.value-taken":
    'The user was not restored: "{{holder}}" ({{id}}) now has the {{path}} of "{{name}}". Restore the user under another name with --user-name, or change the other user first.',
  "user.changed-meanwhile":
    "{{user}} was not changed, because other requests kept changing it at the same time. Try again.",

  "app.not-found":
    "No application {{app}} is visible to this token. List the applications with muster app list.",
  "app.name-taken":
    'An application "{{name}}" already exists in this organization. Choose another name, or use that application.',
  "app.connector-unknown":
    'This installation has no connector "{{connector}}". muster app create --help names the connectors.',
  "app.secret-unreadable":
    "The stored credential of {{app}} cannot be opened, because it was sealed under another master key or is damaged. Nothing was sent. Restore the right master.key, or give a new credential with muster app secret {{app}} --token-env VARIABLE.",
  "app.mapping-invalid_one":
    "The mapping cannot be used, because it has an error. Nothing was changed. Correct what is named, and send the mapping again.",
  "app.mapping-invalid_other":
    "The mapping cannot be used, because it has {{errors}} errors. Nothing was changed. Correct what is named, and send the mapping again.",
  "app.subject-not-found":
    'Nothing was assigned, because the directory has no {{type}} "{{find}}". Give a userName or an id of a user, or a displayName or an id of a group.',
  "app.subject-ambiguous":
    'Nothing was assigned, because {{count}} {{types}} have the name "{{find}}". Give the id of one of them: {{ids}}.',
  "app.assignment-not-found":
    "{{subject}} is not assigned to this application, so there was nothing to remove. A user who is assigned through a group loses the assignment with the group.",
  "app.credential-needed":
    'Nothing was changed, because the stored credential of "{{name}}" would be sent to {{server}}, which has not received it until now. Give the credential in the same command, with --token-env, --client-secret-env or --private-key-file.',
  "app.credential-not-a-token":
    "Nothing was changed, because the application sends its credential as a bearer token, and this one has a space or several lines. Copy the token again, without the word Bearer. If it is a client secret or a private key, give the application the setting oauth as well.",
  "app.credential-not-a-secret":
    "Nothing was changed, because the application sends its credential to the token endpoint as a client secret, and this one has several lines, as a private key has. For a private key, choose the method private_key_jwt.",
  "app.changed-meanwhile":
    "The change was not made, because another request changed the application {{app}} at the same time. Look at it again with muster app show, then repeat the change if it is still needed.",
  "object.not-found":
    'The directory has no {{type}} "{{find}}". A user is found by its userName or id, a group by its displayName or id.',
  "object.ambiguous": '{{count}} {{types}} have the name "{{find}}". Give the id of one of them: {{ids}}.',

  "events.cursor-invalid":
    "The cursor does not belong to the events of this organization: it was mistyped or cut off, belongs to another organization, or is newer than the data, which were restored from a backup. Use the cursor of the last answer. Without one, read from the beginning, or from now on with after=now and compare over SCIM.",

  "webhook.not-found":
    "There is no webhook {{webhook}} in this organization. List the webhooks with muster webhook list.",
  "webhook.name-taken":
    'A webhook "{{name}}" already exists in this organization. Choose another name, or change that webhook.',
  "webhook.url-invalid": "{{url}} cannot be the address of a webhook. Give an absolute http or https URL.",
  "webhook.url-credentials":
    "The address of the webhook contains a user name or password, which would be shown and logged. Remove them: the receiver can check the signature of each message instead.",
  "webhook.url-query":
    "The address of the webhook has a query or fragment, which may hold a secret and would be shown and logged. Give the address without it: the receiver can check the signature of each message instead.",
  "webhook.secret-unreadable":
    "The signing secret of the webhook {{webhook}} cannot be opened, because it was sealed under another master key or is damaged. Nothing was sent. Restore the right master.key, or make another secret with muster webhook rotate-secret {{webhook}} and give it to the receiver.",
  "webhook.type-unknown": 'There is no event type "{{type}}". The event types are {{known}}.',
  "webhook.too-many":
    "The organization already has {{limit}} webhooks, which is the limit. Delete one that is not needed, or let one receiver pass the events on.",
  "webhook.changed-meanwhile":
    "The change was not made, because another request changed the webhook {{webhook}} at the same time. Look at it again with muster webhook show, then repeat the change if it is still needed.",
  "delivery.refused":
    "The receiver answered with status {{status}}. Only a status from 200 to 299 acknowledges a message, so the same message is sent again later. The receiver's own log says why.",
  "delivery.redirected":
    "The receiver answered with a redirect ({{status}}), which is not followed, so the message was not delivered. Change the webhook to the address that the redirect names.",
  "delivery.gone":
    "The receiver answered with status 410, which asks for no more messages, so the webhook was stopped. If that was a mistake, correct the receiver and turn the webhook on again; no event is lost.",
  "delivery.timeout":
    "The receiver did not answer in time, so it is not known whether it took the message. The same message is sent again later, with the same webhook-id. The receiver should answer at once and do its work afterwards.",
  "delivery.unreachable":
    "The receiver could not be reached, or it closed the connection ({{cause}}). The same message is sent again later. Check that the receiver runs and that this machine can reach it.",

  "exchange.not-found":
    "No such exchange is visible to this token. Old exchanges are dropped; muster log APP --exchanges lists those that are kept.",
  "plan.not-found": "No such plan is visible to this token. Make a plan with muster plan.",
  "plan.not-planned":
    "The holds of plan {{plan}} cannot be answered: the plan is {{state}}. Make a new plan with muster plan, and answer its holds.",
  "plan.holds-expired":
    "The holds of plan {{plan}} can no longer be answered, because the plan is older than {{days}} days. Make a new plan with muster plan, and answer its holds.",
  "plan.not-answerable":
    "The plan {{plan}} has no hold for {{object}} that a person can answer. muster plan shows what is held.",
  "plan.hash-mismatch":
    "Nothing was applied, because this is not the plan that was reviewed: its hash is {{expected}}. Review the plan again, and apply it with its own hash.",
  "plan.stale":
    "Nothing was applied, because the plan is out of date: the directory, the settings or the target changed after it was made. Make a new plan with muster plan.",
  "plan.preview":
    "Nothing was applied, because the plan {{plan}} only shows what the newest default mapping would do. Take the mapping with muster app mapping APP --default, then make a plan with muster plan.",
  "plan.already-applied":
    "The plan was already applied, and a plan is applied only once. Make a new plan with muster plan.",
  "plan.building": "The plan is still being made. Wait until it is ready, then apply it.",
  "plan.failed":
    "The plan could not be made, so there is nothing to apply. Make a new plan with muster plan, which says why.",
  "cycle.not-found":
    "No cycle {{cycle}} is visible to this token. muster status shows the last cycle of each application.",
  "cycle.ended":
    "The cycle {{cycle}} has ended already, so it cannot be cancelled. muster cycle show {{cycle}} shows how it ended.",
  "engine.busy":
    "A cycle of this application ({{app}}) is already running, and only one may run at a time. Wait until it has ended, then try again; muster status shows it.",
  "engine.stopping": "The server is stopping and starts nothing new. Try again when it runs again.",

  "store.in-use":
    "Another Muster server (process {{pid}}) uses the data directory {{directory}}, and only one server may use a directory. Stop that server, or use another directory.",
  "store.newer-version":
    "The data were written by a newer Muster (migration {{migration}}; this program knows migrations up to {{known}}), so this program does not use them. Nothing was changed. Start the newer program, or restore a backup made before the upgrade.",
  "store.disk-full":
    "The disk that holds the data is full, so nothing was written. Nothing is lost. Make room on the disk, then try again.",
  "store.damaged":
    "The database file is damaged or is not a database of Muster, so it cannot be used. Stop the server, keep the file, and restore a backup; docs/operating.md says how.",
  "store.not-a-file":
    "{{file}} is a directory, or a link that leads nowhere, so it cannot be used as the database's file ({{detail}}). Nothing was changed. Put the file back, or make the place that the link names reachable, then start again.",
  "store.log-left":
    "The server has stopped, but the last writes could not be moved into muster.db ({{detail}}). They are in muster.db-wal, and nothing is lost. Keep and copy both files together; or make room on the disk, then start and stop the server once.",
  "store.read-only":
    "The data may be read but not written: the data directory, a file in it or the database is read-only, so this was not done. Make them writable for the user that runs Muster, then try again.",
  "store.write-failed":
    "The data could not be written, so this change was not made. The server's log says why. Correct the cause, then try again.",
  "store.incomplete":
    "The database lacks a table or a column that this version of Muster needs, so this was not done. The database was emptied, or replaced by another or an older one. Stop the server, restore a backup if data are missing, and start it again: an older database is brought up to date at the start.",
  "store.refused":
    "PostgreSQL answers, but refuses the database or a right to it, so this was not done. Check the database, the user and the password of MUSTER_DATABASE_URL, and give the user the right to create tables in its schema.",
  "store.unavailable":
    "The database does not answer, so this was not done. Check that it runs and can be reached, then try again.",
  "store.outcome-unknown":
    "The connection to the database broke while this was being saved, so it is not known whether it was done. Look at the present state before you repeat it.",
  "store.closed": "The server is stopping, so this was not done. Try again when it runs again.",
} as const;
