/**
 * What the server answers when it does not do what was asked. Each says what happened, why, and what to do
 * next. docs/errors.md lists the same codes.
 */
export const errors = {
  "auth.token-missing":
    "The request came without an access token, so we cannot tell who asks. Send Authorization: Bearer …; muster takes the token from MUSTER_TOKEN.",
  "auth.token-unknown":
    "The access token is none of this installation: it was mistyped, cut off, or made elsewhere. Copy it again from where it was kept, or make another with muster token create.",
  "auth.token-expired":
    'The access token "{{name}}" expired on {{at}}. Make another with muster token create {{where}}, and put it where the old one is used.',
  "auth.token-revoked":
    'The access token "{{name}}" was revoked on {{at}}. If that was not meant, make another with muster token create.',
  "auth.forbidden":
    "The token is good, but it is {{kind}}, and this needs the permission {{permission}}. Use a token that has it; an administrator of the organization or of the instance can make one.",

  "request.invalid": "The request was not understood: {{place}}: {{problem}}. Correct it and send it again.",
  "request.invalid-json": "The body of the request is not JSON: {{problem}}. Correct it and send it again.",
  "request.too-large":
    "The body of the request is longer than the {{limit}} bytes that this endpoint takes. Send it in smaller parts.",
  "request.media-type":
    "The body has a media type that this endpoint does not take. Send it as {{expected}}.",
  "request.content-encoding":
    "The body has the encoding {{encoding}}, and none is decoded here. Send it as it is, without compression.",
  "request.bad-url": "The address of the request cannot be decoded. Check its percent signs.",
  "request.not-found":
    "There is nothing at {{path}}. Check the address; /api/openapi.json lists all there are.",
  "request.method-not-allowed": "This address does not take {{method}}. It takes {{allowed}}.",
  "request.too-many":
    "This token asks more often than the server allows. Ask again in {{seconds}} s, and then more slowly.",
  "server.incident":
    "Something went wrong in Muster itself, which is a bug and not yours. Try once more; if it stays, report it with the incident {{incident}}, under which the server's log tells the whole story.",

  "org.not-found":
    "There is no organization {{org}} that this token may see. muster org list shows those that there are.",
  "org.name-taken": 'There is an organization "{{name}}" already. Choose another name.',
  "token.not-found":
    "There is no token {{token}} in this organization. muster token list shows those that there are.",

  "token.last":
    'The token "{{name}}" is the last one that can administer the instance, so it was not revoked: nobody could make another. Make one first with muster token create --instance, then revoke this with that one.',
  "token.user-not-active":
    "No token was issued to {{name}}: that account is {{state}}, and tokens are issued to active users alone. Activate or restore it first, or name somebody else.",
  "user.not-deleted":
    "There is no deleted user {{user}}: perhaps it is restored or purged by now. muster user deleted shows those that are kept.",
  "user.value-taken":
    'Nobody was restored: somebody else has the {{path}} of "{{name}}" by now. Restore the user under another name with --user-name, or change the other one first.',
  "user.changed-meanwhile":
    "Others kept changing {{user}} at the same time, so this was not done. Try again.",

  "app.not-found":
    "There is no application {{app}} that this token may see. muster app list shows those that there are.",
  "app.name-taken":
    'There is an application "{{name}}" in this organization already. Choose another name, or use that one.',
  "app.connector-unknown":
    'There is no connector "{{connector}}" in this installation. muster app create --help names those that there are.',
  "app.mapping-invalid_one":
    "The mappings cannot be used: {{errors}} of their expressions is wrong. Correct it; nothing was changed.",
  "app.mapping-invalid_other":
    "The mappings cannot be used: {{errors}} of their expressions are wrong. Correct them; nothing was changed.",
  "app.subject-not-found":
    'No {{type}} in the directory is "{{find}}", so nothing was assigned. Give a userName or an id of a user, or a displayName or an id of a group.',
  "app.subject-ambiguous":
    '{{count}} {{types}} are called "{{find}}", so nothing was assigned. Give the id of the one that is meant: {{ids}}.',
  "app.assignment-not-found":
    "{{subject}} is not assigned to this application, so there was nothing to remove. Someone assigned through a group leaves with the group.",
  "app.changed-meanwhile":
    "Somebody else changed the application {{app}} at the same time, so this change was not made. Look at it again with muster app show, then repeat what is still needed.",
  "object.not-found":
    'No {{type}} in the directory is "{{find}}". Give a userName or an id of a user, or, with --group, a displayName or an id of a group.',
  "object.ambiguous":
    '{{count}} {{types}} are called "{{find}}". Give the id of the one that is meant: {{ids}}.',

  "events.cursor-invalid":
    "The cursor is none of this organization's events: it was mistyped or cut, belongs to another organization, or is newer than the data, which were restored from a backup. Take the cursor of the last answer; without one, read from the beginning, or from now on with after=now, and compare over SCIM.",

  "webhook.not-found":
    "There is no webhook {{webhook}} in this organization. muster webhook list shows those that there are.",
  "webhook.name-taken":
    'There is a webhook "{{name}}" in this organization already. Choose another name, or change that one.',
  "webhook.url-invalid": "{{url}} is no address that a webhook can have. Give an absolute http or https URL.",
  "webhook.url-credentials":
    "The address of the webhook holds a user name or password, which would be shown and logged. Leave them out: the receiver tells by the signature who sends.",
  "webhook.type-unknown": 'There are no events of the type "{{type}}". There are {{known}}.',
  "webhook.too-many":
    "The organization has {{limit}} webhooks already, which is as many as it may have. Delete one that is not needed, or pass events on behind one of them.",
  "webhook.changed-meanwhile":
    "Somebody else changed the webhook {{webhook}} at the same time, so this change was not made. Look at it again with muster webhook show, then repeat what is still needed.",
  "delivery.refused":
    "The receiver answered with {{status}}, so it has not taken the message; only a status from 200 to 299 says so. The same message is sent again later. The receiver's own log tells why.",
  "delivery.redirected":
    "The receiver answered with a redirect ({{status}}), which is not followed: the message was not taken. Change the webhook to the address that it leads to.",
  "delivery.gone":
    "The receiver answered with 410: it wants nothing more. The webhook was stopped. If that was not meant, put the receiver right and turn the webhook on again; nothing is lost.",
  "delivery.timeout":
    "The receiver did not answer in time, so it is not known whether it took the message. The same message is sent again later, under the same webhook-id. The receiver should answer at once and work afterwards.",
  "delivery.unreachable":
    "The receiver could not be reached, or broke off ({{cause}}). The same message is sent again later. Check that it runs, and that this machine may reach it.",

  "plan.not-found": "There is no such plan that this token may see. Make one with muster plan.",
  "plan.not-planned":
    "The plan {{plan}} takes no answers to its holds: it is {{state}}. Make a new one with muster plan, and answer that.",
  "plan.not-answerable":
    "The plan {{plan}} does not hold {{object}} for a person to decide. muster plan shows what waits for whom.",
  "plan.hash-mismatch":
    "The plan is not the one that was looked at: its hash is {{expected}}. Nothing was applied. Look at the plan again, and apply it with its own hash.",
  "plan.stale":
    "The plan is out of date: the directory, the settings or the target moved on since it was made. Nothing was applied. Make a new one with muster plan.",
  "plan.already-applied":
    "The plan was applied already, and a plan is applied once. Make a new one with muster plan.",
  "plan.building": "The plan is still being made. Wait until it is done, then apply it.",
  "plan.failed":
    "The plan could not be made, so there is nothing to apply. Make a new one with muster plan; it says why.",
  "cycle.not-found":
    "There is no cycle {{cycle}} that this token may see. muster status shows the last of each application.",
  "engine.busy":
    "A cycle of this application ({{app}}) is running already, and two would get into each other's way. Wait until it has ended, then try again; muster status shows it.",
  "engine.stopping": "The server is stopping and begins nothing new. Try again once it runs again.",

  "store.in-use":
    "Another Muster server (process {{pid}}) holds the data directory {{directory}}, and one server runs per directory. Stop that one, or use another directory.",
  "store.newer-version":
    "The data were written by a newer Muster (migration {{migration}}, this one knows up to {{known}}), so this one does not touch them. Start the newer program, or restore a backup made before the upgrade. Nothing was changed.",
  "store.disk-full":
    "The disk that holds the data is full, so nothing was written and nothing is lost. Make room, then try again.",
  "store.write-failed":
    "The data could not be written, so this change was not made. The server's log says why; put that right, then try again.",
  "store.unavailable":
    "The database does not answer, so this was not done. Check that it runs and can be reached, then try again.",
  "store.closed": "The server is stopping, so this was not done. Try again once it runs again.",
} as const;
