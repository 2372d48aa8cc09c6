/** Messages about SCIM clients: tolerances of profiles, rejected requests, and their replay. */
export const scim = {
  "rejected.not-found":
    "There is no rejected request {{request}} in this organization. Newer requests may have replaced it. List the rejected requests with muster scim rejected.",
  "replay.incomplete":
    "The request {{request}} cannot be replayed, because its body was too long to keep or was never read. Let the client send it again with fewer operations.",
  "replay.illegible":
    "The request {{request}} cannot be replayed: it contained a secret in its query, in the path of an operation or in a body that is not JSON, and the secret was removed. Let the client send it again, or write the request without the secret to a file and replay that with --file.",
  "replay.redacted":
    "The request was not sent: the values of {{names}} were not kept, and placeholders would be written in their place. Try it without --send, or let the client send it again.",
  "replay.token-ended":
    'The request was not sent: the token "{{name}}" is revoked or expired, and a request is sent with the token that it came with. Try it without --send, or let the client send it again with a valid token.',
  "replay.token-needed":
    "The request was not sent, because it needs a token. Name the token with --token; muster token list shows the ids.",

  "usage.file-unreadable":
    "The file {{file}} cannot be read ({{reason}}). Nothing was sent. Check its name and permissions.",
  "usage.not-replayable":
    "The file {{file}} contains no request that can be replayed (at {{place}}). It must contain the output of muster scim rejected ID --json, a request with method, path and body, or recorded requests as in test/dialects.",
  "usage.name-without-id":
    "The file contains the name {{name}}, but no id for it was given. Give the id with --name {{name}}=ID.",

  "cli.rejected-deleted": "The rejected request {{request}} was deleted with its headers and its body.",
  "help.scim.delete-rejected": "delete a rejected SCIM request with its headers and its body",
  "cli.rejected-none": "There are no rejected requests on record.",
  "cli.rejected-token": "token {{name}}, profile {{profile}}",
  "cli.rejected-redacted": "removed secrets: {{names}}",
  "cli.rejected-cut": "The body was too long: this is only its beginning, or its structure.",
  "cli.replay-dry": "Dry run: nothing was changed.",
  "cli.replay-sent": "The request was sent for real, in the profile of its token.",
  "cli.replay-accepted": "accepted",
  "cli.replay-rejected": "rejected",
  "cli.profile-suggested":
    "The last client seems to be {{client}}, which the profile {{profile}} fits. Create a token with --profile {{profile}}.",
  "cli.tolerances": "The profile {{profile}} tolerates the following:",
  "cli.on": "on ",
  "cli.off": "off",
  "effect.none": "nothing would change",
  "effect.create": "would create",
  "effect.update": "would change",
  "effect.delete": "would delete",
  "column.last-used": "last used",
  "column.last-client": "last client",

  "tolerance.coerceBooleans": '"True" is read as true where a boolean is expected.',
  "tolerance.coerceNumbers":
    '"12" is read as 12 where a number is expected, and 12 as "12" where text is expected.',
  "tolerance.wrapReference":
    'An id, or a list of one id, is read as a complex value: the manager may be "id". An empty text removes the reference.',
  "tolerance.wrapElement": "A single value is read as a list of one.",
  "tolerance.unwrapJsonText":
    "Text that contains JSON is read as the parts of a complex value, as Entra ID sends roles.",
  "tolerance.looseReferences": "References need not be well-formed URIs.",
  "tolerance.addOnNoTarget":
    "PATCH with a value path that matches nothing creates the element that the filter describes.",
  "tolerance.removeByValue": "PATCH remove with a value removes only that value; otherwise it is rejected.",
  "tolerance.pathlessPatch": "PATCH operations may come without a path.",
  "tolerance.schemaPath":
    "A PATCH path that is the URN of the resource's own schema is read as no path; otherwise it is rejected.",
  "tolerance.dottedKeys": "Without a path, keys may be paths, such as name.givenName.",
  "tolerance.pathlessRemove": "PATCH remove without a path does nothing; otherwise it is rejected.",
  "tolerance.emptyOperations": "A PATCH without operations does nothing; otherwise it is rejected.",
  "tolerance.operationCase": "Operations may be written Add, Replace, Remove.",
  "tolerance.ignoreReadOnlyKeys":
    "Without a path, read-only attributes are ignored; otherwise they are rejected.",
  "tolerance.replaceMerges":
    "PATCH replace of a complex value keeps the sub-attributes that it does not name; otherwise they are cleared.",
  "tolerance.keepOmitted":
    "PUT keeps members and externalId when it does not name them; otherwise they are cleared.",
  "tolerance.bareExtensionAttributes": "Attributes of an extension may be named without its URN.",
  "tolerance.missingUrnColon": "2.0User at the end of a schema's URN is read as 2.0:User.",
  "tolerance.barewordFilter": "Values in a filter may come without quotes.",
  "tolerance.ignoreUnknownAttributes":
    "Attributes that no schema defines are ignored; otherwise they are rejected.",
  "tolerance.ignoreUnknownSchemas": "Unknown schemas are ignored; otherwise they are rejected.",
  "tolerance.inferSchemas": "The list of schemas may be missing or incomplete.",
  "tolerance.foldDuplicates":
    "Elements with the same type and value are merged; otherwise they are rejected.",
  "tolerance.repeatedNames":
    "An object of the body may repeat a name with the same value; otherwise the body is rejected.",
  "tolerance.dropWriteOnly": "Passwords are accepted and discarded; otherwise they are rejected.",
  "cli.content-withheld":
    "Headers, body and query are not shown, because your role does not have the permission exchanges:read.",
} as const;
