/**
 * Every code that the admin API may answer a refusal with, beside those that a connector or the engine gives.
 * A code never changes its meaning; docs/errors.md and the catalogues of messages are compared with this list.
 */
export const ERROR_CODES = [
  /** No `Authorization: Bearer …` came with the request. */
  "auth.token-missing",
  /** The text is no token of this installation: mistyped, cut, or from elsewhere. */
  "auth.token-unknown",
  /** {name, at, where}: when it expired, and the option of `muster token create` that makes another. */
  "auth.token-expired",
  /** {name, at} */
  "auth.token-revoked",
  /** {kind, permission}: what the token is, and what the request needs. */
  "auth.forbidden",

  /** {place, problem}: `place` is a path such as `body.config.url`. */
  "request.invalid",
  /** {problem} */
  "request.invalid-json",
  /** {limit}: in bytes. */
  "request.too-large",
  /** {expected} */
  "request.media-type",
  /** {encoding} */
  "request.content-encoding",
  "request.bad-url",
  /** {path} */
  "request.not-found",
  /** {method, allowed} */
  "request.method-not-allowed",
  /** {seconds}: after which the next one is taken. */
  "request.too-many",
  /** {incident}: the tracking id under which the log tells the whole story. */
  "server.incident",

  /** {org} */
  "org.not-found",
  /** {name} */
  "org.name-taken",
  /** {token} */
  "token.not-found",
  /** {name}: without it nobody could administer the instance any more. */
  "token.last",
  /** {request}: no such refused request, or newer ones took its place. */
  "rejected.not-found",
  /** {request}: its body was too long to keep, or was never read. */
  "replay.incomplete",
  /** {request}: what it asked for was redacted: its query, the path of an operation, or most of its body. */
  "replay.illegible",
  /** {names}: values that were not kept, and that would be written as such. */
  "replay.redacted",
  /** {name}: it is revoked or expired. */
  "replay.token-ended",
  "replay.token-needed",
  /** {name, state}: a token is issued to active users alone. */
  "token.user-not-active",
  /** {user}: there is no deleted user with this id; perhaps it is restored or purged by now. */
  "user.not-deleted",
  /** {path, name}: somebody else has this unique value of the deleted user by now. */
  "user.value-taken",
  /** {user}: others kept changing the user at the same time. */
  "user.changed-meanwhile",

  /** {app} */
  "app.not-found",
  /** {name} */
  "app.name-taken",
  /** {connector, known} */
  "app.connector-unknown",
  /** {errors} */
  "app.mapping-invalid",
  /** {type, find} */
  "app.subject-not-found",
  /** {type, find, count, ids} */
  "app.subject-ambiguous",
  /** {subject} */
  "app.assignment-not-found",
  /** Someone else changed it at the same time; {app}. */
  "app.changed-meanwhile",
  /** {type, find} */
  "object.not-found",
  /** {type, find, count, ids} */
  "object.ambiguous",

  /** Not a cursor of this organization's events: mistyped, cut, of another organization, or newer than the data. */
  "events.cursor-invalid",
  /** {webhook} */
  "webhook.not-found",
  /** {name} */
  "webhook.name-taken",
  /** {url} */
  "webhook.url-invalid",
  "webhook.url-credentials",
  /** {type, known} */
  "webhook.type-unknown",
  /** {limit} */
  "webhook.too-many",
  /** Someone else changed it at the same time; {webhook}. */
  "webhook.changed-meanwhile",
  // Why a message to a webhook was not acknowledged.
  /** {status} */
  "delivery.refused",
  /** {status}: a redirect, which is not followed. */
  "delivery.redirected",
  /** {status}: 410; nothing more is sent. */
  "delivery.gone",
  /** {detail} */
  "delivery.timeout",
  /** {cause, detail} */
  "delivery.unreachable",

  /** {plan} */
  "plan.not-found",
  /** {plan, state} */
  "plan.not-planned",
  /** {expected} */
  "plan.hash-mismatch",
  /** {plan} */
  "plan.building",
  /** {plan} */
  "plan.failed",
  /** {plan} */
  "plan.stale",
  /** {plan} */
  "plan.already-applied",
  /** {plan, object}: the plan does not hold this object, or it waits for something else than a person. */
  "plan.not-answerable",
  /** {cycle} */
  "cycle.not-found",
  /** {app}: its name; one cycle of an application at a time. */
  "engine.busy",
  "engine.stopping",

  /** {import} */
  "import.not-found",
  /** {source, import, seconds}: another import of the source is under way; how long it may be silent. */
  "import.in-progress",
  /** {import, state}: it has ended, or is ending. */
  "import.not-staging",
  /** {import, part}: this file was uploaded already. */
  "import.already-staged",
  /** {import, part}: the upload of this file has not ended. */
  "import.upload-unfinished",
  /** {import}: without people there is no snapshot. */
  "import.people-missing",
  /** {file}: the connection broke off before the file had ended. */
  "import.interrupted",
  /** {import}: it was silent for too long, and its place was given away. */
  "import.abandoned",
  /** {file, line, name}: the user name belongs to somebody that this source does not own. */
  "import.user-taken",
  /** {file, line, name}: something unique to a person who comes back is somebody else's by now. */
  "import.value-taken",
  /** {type, leavers, live, limit}: a hold, no refusal. */
  "import.source-empty",
  /** {type, leavers, live, limit}: a hold, no refusal. */
  "import.too-many-leavers",
  // What is wrong with a file, with {file, line} and what ports/source.ts says of each.
  "import.unknown-column",
  "import.missing-column",
  "import.duplicate-column",
  "import.truncated-row",
  "import.bad-quote",
  "import.encoding",
  "import.empty-file",
  "import.bad-value",
  "import.missing-value",
  "import.too-long",
  /** {file, line, other, name} */
  "import.duplicate-user",
  /** {file, line, other, name} */
  "import.duplicate-key",
  /** {file, line, name} */
  "import.unknown-member",
  /** {file, line, name} */
  "import.unknown-manager",

  /** {place, problem, detail}: which part of a definition is wrong, and how (core/scim/definitions). */
  "schema.invalid",
  /** {schema} */
  "schema.not-found",
  /** {schema, names}: resource types that use it. */
  "schema.needed",
  /** {name, path, count}: objects of the type that have a value there. */
  "schema.in-use",
  /** {path, ids}: objects that share a value which shall be unique. */
  "schema.not-unique",
  /** {path, limit, ids}: a value is too long to be found by. */
  "schema.value-too-long",
  /** {name, count, limit}: objects of the type, and how many are looked at. */
  "schema.too-many-objects",
  /** Somebody else changed the definitions at the same time. */
  "schema.changed-meanwhile",
  /** Another change of the definitions is under way. */
  "schema.busy",
  /** {name} */
  "resource-type.not-found",
  /** {name, count} */
  "resource-type.in-use",

  "store.disk-full",
  "store.write-failed",
  "store.unavailable",
  "store.closed",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
