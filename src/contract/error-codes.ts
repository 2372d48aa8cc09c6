import { ASSIGNMENT_ERROR_CODES } from "./assignment-error-codes.ts";
import { CREDENTIAL_ERROR_CODES } from "./credential-error-codes.ts";
import { IDENTITY_ERROR_CODES } from "./identity-error-codes.ts";
import { LINK_ERROR_CODES } from "./link-error-codes.ts";
import { MAIL_ERROR_CODES } from "./mail-error-codes.ts";
import { MATCH_ERROR_CODES } from "./match-error-codes.ts";
import { RECORD_ERROR_CODES } from "./record-error-codes.ts";
import { WEBHOOK_ERROR_CODES } from "./webhook-error-codes.ts";

/**
 * Every error code of the admin API, beside those of connectors and of the engine. A code never changes its meaning;
 * docs/errors.md and the catalogues of messages are compared with this list.
 */
export const ERROR_CODES = [
  /** No `Authorization: Bearer …` came with the request. */
  "auth.token-missing",
  /** The text was not issued as a token by this installation. */
  "auth.token-unknown",
  /** {name, at, where}: when the token expired, and the option of `muster token create` that creates another. */
  "auth.token-expired",
  /** {name, at} */
  "auth.token-revoked",
  /** {kind, permission}: what the token is, and what the request needs. */
  "auth.forbidden",
  /** {permission}: what the request needs, and the person's roles do not have. */
  "auth.role-forbidden",
  /** The cookie belongs to no session that is still open. */
  "auth.session-ended",
  /** A request with a session's cookie that another site may have made a browser send. */
  "request.csrf",
  /** A wrong name or password; the same for unknown names and disabled persons. */
  "sign-in.refused",
  /** {seconds}: after which the next attempt is accepted. */
  "sign-in.delayed",
  "link.unknown",
  /** It was used, or replaced by another. */
  "link.ended",
  /** {at} */
  "link.expired",
  /** {find} */
  "person.not-found",
  /** {name}: the person has roles that the caller may not change. */
  "person.elsewhere",
  /** {name} */
  "person.last-owner",
  /** {name} */
  "person.last-administrator",
  /** {name, role} */
  "person.has-role",
  /** {name} */
  "person.no-role",
  /** {name} */
  "person.disabled",
  "person.own-reset",
  ...RECORD_ERROR_CODES,
  ...LINK_ERROR_CODES,
  ...MATCH_ERROR_CODES,
  ...IDENTITY_ERROR_CODES,
  "person.name-missing",
  /** {name} */
  "person.name-taken",
  /** {name} */
  "person.changed-meanwhile",
  /** {min, max}: in characters. */
  "password.too-short",
  /** {min, max} */
  "password.too-long",
  "password.is-name",
  /** {session} */
  "session.not-found",

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
  "request.bad-host",
  "request.several-hosts",
  /** {path} */
  "request.not-found",
  "console.not-built",
  /** {method, allowed} */
  "request.method-not-allowed",
  /** {seconds, limit, token}: after which the next request is accepted, how many are each second, and the token's id. */
  "request.too-many",
  /** {incident}: the tracking id under which the log has the details. */
  "server.incident",

  /** {org} */
  "org.not-found",
  /** {name} */
  "org.name-taken",
  /** {name, given}: the organization, and the name that the request gave. */
  "org.name-differs",
  /** {name} */
  "org.changed-meanwhile",
  /** {token} */
  "token.not-found",
  /** {name}: the token of a person or of the instance. */
  "token.without-limit",
  /** {name}: the last token that can administer the instance. */
  "token.last",
  /** {request}: there is no such rejected request, or newer ones replaced it. */
  "rejected.not-found",
  /** {request}: its body was too long to keep, or was never read. */
  "replay.incomplete",
  /** {request}: a secret was removed from its query, the path of an operation, or most of its body. */
  "replay.illegible",
  /** {names}: values that were not kept; placeholders would be written instead. */
  "replay.redacted",
  /** {name}: it is revoked or expired. */
  "replay.token-ended",
  "replay.token-needed",
  /** {name, state}: tokens are issued only to active users. */
  "token.user-not-active",
  /** {user}: there is no deleted user with this id; it may have been restored or purged. */
  "user.not-deleted",
  /** {path, name}: another user now has this unique value of the deleted user. */
  "user.value-taken",
  /** {user}: other requests kept changing the user. */
  "user.changed-meanwhile",

  /** {app} */
  "app.not-found",
  /** {name} */
  "app.name-taken",
  /** {connector, known} */
  "app.connector-unknown",
  /** {template} */
  "template.not-found",
  /** {template, places}: a file of the gallery that cannot be read; `places` are its errors. */
  "template.broken",
  /** {template, errors}: the number of wrong values; each is one of `errors` of the problem. */
  "template.parameters-invalid",
  /** {name, pattern, example, where.en, where.fr} */
  "template.parameter-missing",
  /** {name, pattern, example, where.en, where.fr} */
  "template.parameter-invalid",
  /** {name, known} */
  "template.parameter-unknown",
  /** {app}: its credential was sealed under another master key, or is damaged. */
  "app.secret-unreadable",
  /** {errors} */
  "app.mapping-invalid",
  /** {errors} */
  "app.scope-invalid",
  /** {app} */
  "app.template-missing",
  /** {app}: another request changed it at the same time. */
  "app.changed-meanwhile",
  /** {errors}: each of them has a place and a code of its own. */
  "app.settings-invalid",
  /** {errors}: the errors of documents, each with its place. */
  "configuration.invalid",
  /** {name, nearest?} */
  "configuration.member-unknown",
  /** {problem} */
  "configuration.value-invalid",
  /** {name}: two documents describe the application. */
  "configuration.repeated",
  /** {name}: a document lists this user or group twice. */
  "configuration.listed-twice",
  /** {name, member, stored}: an application keeps its connector and its template. */
  "configuration.origin-differs",
  /** {reference} */
  "configuration.reference-unresolved",
  ...CREDENTIAL_ERROR_CODES,
  "configuration.credential-none",
  /** {deletions, limit, accounts} */
  "configuration.too-many-deletions",
  /** {known} */
  "configuration.kind-unknown",
  /** {name, organization} */
  "configuration.organization-differs",
  "configuration.organization-missing",
  /** {name} */
  "configuration.organization-unknown",
  "configuration.organization-elsewhere",
  /** {name} */
  "configuration.application-missing",
  /** {name} */
  "configuration.webhook-url-missing",
  /** {reference} */
  "configuration.signing-secret",
  /** {done, of}: the error that follows stopped the rest. */
  "configuration.partly-applied",
  /** {setting, nearest?} */
  "setting.unknown",
  /** {setting, value, min, max} */
  "setting.not-a-number",
  "setting.not-a-whole-number",
  /** {setting, value, allowed} */
  "setting.not-a-choice",
  /** {setting, value} */
  "setting.not-a-switch",
  "setting.not-an-address",
  "setting.not-a-domain",
  "setting.not-a-name-pattern",
  "setting.not-a-filter",
  /** {type, find} */
  "object.not-found",
  /** {type, find, count, ids} */
  "object.ambiguous",
  /** {type, find, detail}: what is wrong with the attributes that were sent. */
  "object.invalid",
  /** {type, source, attribute, find}: the next import of the source would undo the change. */
  "object.owned-by-source",
  /** {type, find}: the object has another version than the caller saw. */
  "object.version-differs",
  /** {type, find, path}: another object has this unique value. */
  "object.value-taken",
  /** {type, find, path}: longer than the index can hold. */
  "object.value-too-long",
  /** {find, member}: the directory has no such object. */
  "object.member-unknown",
  /** {type, find}: other requests kept changing the object. */
  "object.changed-meanwhile",
  /** {max}: the streams that one caller may have open. */
  "stream.too-many",
  /** {find}: the user that the token was issued to. */
  "object.own-account",
  /** {name} */
  "mapping.source-name-invalid",
  "mapping.no-result",
  "mapping.too-much-work",

  /** Not a cursor of this organization's events: mistyped, cut, of another organization, or newer than the data. */
  "events.cursor-invalid",
  /** Events after the cursor were removed. */
  "events.cursor-expired",
  ...WEBHOOK_ERROR_CODES,
  ...ASSIGNMENT_ERROR_CODES,
  ...MAIL_ERROR_CODES,
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

  "exchange.not-found",
  /** {entry} */
  "log.entry-not-found",
  /** {kind, place, min, max} */
  "retention.out-of-bounds",
  /** {kind} */
  "retention.no-number",
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
  /** {plan}: a preview of another mapping. */
  "plan.preview",
  /** {plan, object}: the plan has no hold for this object that a person can answer. */
  "plan.holds-expired",
  "plan.not-answerable",
  /** {cycle} */
  "cycle.not-found",
  /** {cycle}: it cannot be cancelled any more. */
  "cycle.ended",
  /** {app}: its name. Only one cycle of an application runs at a time. */
  "engine.busy",
  "engine.stopping",

  /** {import} */
  "import.not-found",
  /** {source, import, seconds}: another import of the source is in progress; it is given up after that time without activity. */
  "import.in-progress",
  /** {import, state}: it has ended, or is ending. */
  "import.not-staging",
  /** {source}: the source has changed since the last import, so that this one needs its files. */
  "import.files-needed",
  /** {import, part}: this file was uploaded already. */
  "import.already-staged",
  /** {import, part}: the upload of this file has not ended. */
  "import.upload-unfinished",
  /** {import}: every snapshot needs people. */
  "import.people-missing",
  /** {file}: the connection was closed before the end of the file. */
  "import.interrupted",
  /** {import}: it had no activity for too long and was given up. */
  "import.abandoned",
  /** {import}: a person gave it up before its merge. */
  "import.released",
  /** {file, line, name}: the user exists but does not come from this source. */
  "import.user-blocked",
  "import.user-taken",
  /** {file, line, name}: another object now has a unique value of a person who would be restored. */
  "import.value-taken",
  /** {type, leavers, live, limit}: leavers are held, the import itself succeeds. */
  "import.source-empty",
  /** {type, leavers, live, limit}: leavers are held, the import itself succeeds. */
  "import.too-many-leavers",
  /** {column, known} */
  "import.unmappable-column",
  /** {file, columns}: a note on an accepted import. */
  "import.columns-ignored",
  /** {file, line, name, count}: a note on an accepted import. */
  "import.members-departed",
  /** {file, path, count}: a note on an accepted import. */
  "import.group-ring",
  // Problems of a file, with {file, line} and the parameters that ports/source.ts describes.
  "import.unknown-column",
  "import.missing-column",
  "import.duplicate-column",
  "import.nameless-column",
  "import.truncated-row",
  "import.bad-quote",
  "import.encoding",
  "import.workbook",
  "import.empty-file",
  "import.bad-value",
  /** {file, line, value}: the value has a line break or a control character. */
  "import.bad-text",
  /** The import ended because of a fault in Muster. */
  "import.incident",
  "import.missing-value",
  "import.spreadsheet-error",
  "import.rounded-number",
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
  /** {path, ids}: objects that share a value of an attribute that is to be unique. */
  "schema.not-unique",
  /** {path, limit, ids}: a value is too long to be indexed. */
  "schema.value-too-long",
  /** {name, count, limit}: objects of the type, and the largest number that a change may check. */
  "schema.too-many-objects",
  /** Another request changed the definitions at the same time. */
  "schema.changed-meanwhile",
  /** Another change of the definitions is in progress. */
  "schema.busy",
  /** {name} */
  "resource-type.not-found",
  /** {name, count} */
  "resource-type.in-use",

  "store.disk-full",
  "store.log-left",
  "store.damaged",
  /** {file, detail} */
  "store.not-a-file",
  "store.read-only",
  "store.write-failed",
  "store.incomplete",
  "store.refused",
  "store.unavailable",
  "store.outcome-unknown",
  "store.closed",
] as const;
