/** What is said of SCIM clients: what a profile tolerates, what was refused, and how it would fare again. */
export const scim = {
  "rejected.not-found":
    "There is no refused request {{request}} in this organization: newer ones may have taken its place. muster scim rejected shows those that there are.",
  "replay.incomplete":
    "The request {{request}} cannot be replayed: its body was too long to keep, or was never read. Have the client send it again with fewer operations.",
  "replay.illegible":
    "The request {{request}} cannot be replayed: it named a secret in its query, in the path of an operation or in a body that is no JSON, and that was redacted when it was kept. Have the client send it again, or write it to a file without the secret and replay that with --file.",
  "replay.redacted":
    "The request was not sent: the values of {{names}} were not kept, and what stands in their place would be written. Try it without --send, or have the client send it again.",
  "replay.token-ended":
    'The request was not sent: the token "{{name}}" is revoked or expired, and requests are sent as the token they came with. Try it without --send, or have the client send it again with a good token.',
  "replay.token-needed":
    "The request was not sent: a request is sent as a token's. Name the token with --token; muster token list shows the ids.",

  "usage.file-unreadable":
    "The file {{file}} cannot be read ({{reason}}). Nothing was sent. Check its name and rights.",
  "usage.not-replayable":
    "The file {{file}} holds no request that can be replayed (at {{place}}). It takes what muster scim rejected ID --json prints, a request with method, path and body, or recorded requests as in test/dialects.",
  "usage.name-without-id":
    "The file speaks of {{name}}, and nothing says who that is. Give the id with --name {{name}}=ID.",

  "cli.rejected-none": "Nothing was refused, as far as is kept.",
  "cli.rejected-token": "token {{name}}, profile {{profile}}",
  "cli.rejected-redacted": "redacted: {{names}}",
  "cli.rejected-cut": "The body was too long: this is its beginning, or its structure alone.",
  "cli.replay-dry": "Dry run: nothing was changed.",
  "cli.replay-sent": "Sent again, for good, in the profile of its token.",
  "cli.replay-accepted": "accepted",
  "cli.replay-refused": "refused",
  "cli.profile-suggested":
    "The last client seems to be {{client}}, whom the profile {{profile}} suits. Make a token with --profile {{profile}}.",
  "cli.tolerances": "What the profile {{profile}} tolerates:",
  "cli.on": "on ",
  "cli.off": "off",
  "effect.none": "nothing would change",
  "effect.create": "would create",
  "effect.update": "would change",
  "effect.delete": "would delete",
  "column.last-used": "last used",
  "column.last-client": "last client",

  "tolerance.coerceBooleans": '"True" is read as true where a boolean belongs.',
  "tolerance.coerceNumbers": '"12" is read as 12 where a number belongs, and 12 as "12" where text does.',
  "tolerance.wrapReference":
    'A bare id, or a list of one, is read as a complex value: a manager as "id". An empty text clears it.',
  "tolerance.wrapElement": "A single value is read as a list of one.",
  "tolerance.unwrapJsonText":
    "A value that is JSON in a text is read as the parts in it, as roles from Entra ID.",
  "tolerance.looseReferences": "References need not be well-formed URIs.",
  "tolerance.addOnNoTarget":
    "PATCH on a value path that matches nothing makes the element that the filter describes.",
  "tolerance.removeByValue": "PATCH remove with a value removes that value alone; otherwise it is refused.",
  "tolerance.pathlessPatch": "PATCH may come without a path.",
  "tolerance.schemaPath":
    "PATCH with the URN of the resource's own schema as its path is read as one without a path; otherwise it is refused.",
  "tolerance.dottedKeys": "Without a path, keys may be paths: name.givenName.",
  "tolerance.pathlessRemove": "PATCH remove without a path does nothing; otherwise it is refused.",
  "tolerance.emptyOperations": "A PATCH without operations does nothing; otherwise it is refused.",
  "tolerance.operationCase": "Operations may be written Add, Replace, Remove.",
  "tolerance.ignoreReadOnlyKeys":
    "Without a path, read-only attributes are ignored; otherwise they are refused.",
  "tolerance.replaceMerges":
    "PATCH replace of a complex value leaves the parts alone that it does not name; otherwise they are cleared.",
  "tolerance.keepOmitted":
    "PUT leaves members and externalId alone when it does not mention them; otherwise they are cleared.",
  "tolerance.bareExtensionAttributes": "Attributes of an extension are found without its URN.",
  "tolerance.missingUrnColon": "2.0User at the end of a schema's URN is read as 2.0:User.",
  "tolerance.barewordFilter": "A value in a filter may come without quotes.",
  "tolerance.ignoreUnknownAttributes":
    "Attributes that nobody defined are ignored; otherwise they are refused.",
  "tolerance.ignoreUnknownSchemas": "Schemas that nobody knows are ignored; otherwise they are refused.",
  "tolerance.inferSchemas": "The list of schemas may be missing or incomplete.",
  "tolerance.foldDuplicates": "Elements with the same type and value become one; otherwise they are refused.",
  "tolerance.repeatedNames":
    "A name that comes twice in an object of the body counts as the last of them; otherwise the body is refused.",
  "tolerance.dropWriteOnly": "Passwords are accepted and dropped; otherwise they are refused.",
} as const;
