import type { JsonObject } from "../../../core/json.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import type { ConfigurationError, Deps } from "../../deps.ts";
import { isSecretText } from "../../secrets.ts";
import { checkCredential } from "../check-credential.ts";
import { findNewReceiver } from "../credential-receivers.ts";
import { prepareSecret } from "../prepare-secret.ts";
import type { ApplicationEdit } from "../write-application.ts";
import type { DocumentCredential } from "./application-document.ts";
import type { SectionChange } from "./list-changes.ts";

/** A reference of a document, and the values that the sender resolved, by reference. */
export interface WantedCredential {
  readonly credential: DocumentCredential;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface PreparedCredential {
  readonly changes: readonly SectionChange[];
  readonly edits: readonly ApplicationEdit[];
  readonly errors: readonly ConfigurationError[];
}

const NOTHING: PreparedCredential = { changes: [], edits: [], errors: [] };

/**
 * Compares the credential that a reference stands for with the stored one, without showing either. The stored one is kept
 * where the document says so; then there must be one.
 */
export async function prepareCredential(
  deps: Deps,
  before: ApplicationRow,
  { credential, secrets }: WantedCredential,
): Promise<PreparedCredential> {
  const { reference, mayKeep, text, code, below } = readReference(credential, secrets);
  if (text === undefined) {
    if (mayKeep && before.secret !== null) return NOTHING;
    return { ...NOTHING, errors: [{ code, pointer: `/credential${below}`, params: { reference } }] };
  }
  if (before.secret !== null && (await isSecretText(deps, { org: before.org, id: before.secret }, text)))
    return NOTHING;
  const action = before.secret === null ? "create" : "change";
  const from = before.secret === null ? null : STORED;
  return {
    changes: [{ action, path: "credential", from, to: reference }],
    edits: [prepareSecret(deps, before, text)],
    errors: [],
  };
}

/** The settings that a document leads to, and the reference to the credential, which it may leave out. */
interface Sent {
  readonly config: JsonObject;
  readonly credential: DocumentCredential | undefined;
  readonly secrets: WantedCredential["secrets"];
}

/**
 * The error of settings that would send the stored credential to another server, unless the document leads to the
 * credential.
 */
export function checkReceiver(
  deps: Deps,
  before: ApplicationRow,
  { config, credential, secrets }: Sent,
): readonly ConfigurationError[] {
  if (credential !== undefined && readReference(credential, secrets).text !== undefined) return [];
  const server = findNewReceiver(deps, before, config);
  if (server === undefined) return [];
  const pointer = credential === undefined ? "/config" : "/credential";
  return [{ code: "configuration.credential-needed", pointer, params: { name: before.name, server } }];
}

/** The error of a credential of another form than these settings send; none where there is no credential. */
export function checkForm(
  deps: Deps,
  after: Pick<ApplicationRow, "connector" | "config">,
  credential: DocumentCredential | undefined,
  secrets: WantedCredential["secrets"],
): readonly ConfigurationError[] {
  if (credential === undefined) return [];
  const { text, below } = readReference(credential, secrets);
  const refused = text === undefined ? undefined : checkCredential(deps, after, text);
  if (refused === undefined) return [];
  return [{ code: refused.code, pointer: `/credential${below}`, params: refused.params }];
}

/** The word of a document that keeps the stored credential. */
const KEEP = "keep";
/** Stands for a stored credential, which is never shown. */
const STORED = "*";

/** A reference with the text that it leads to. */
export interface ReadReference {
  readonly reference: string;
  /** Undefined where the sender could not resolve it, and for `keep`. */
  readonly text: string | undefined;
  /** True if the stored secret may stay in its place. */
  readonly mayKeep: boolean;
  /** The error of a reference that leads to nothing and may not stay. */
  readonly code: string;
  /** The pointer from the member to the reference. */
  readonly below: string;
}

/** Looks up a reference among the values that the sender resolved. */
export function readReference(
  credential: DocumentCredential,
  secrets: WantedCredential["secrets"],
): ReadReference {
  const isText = typeof credential === "string";
  const reference = isText ? credential : credential.from;
  const isKept = reference === KEEP;
  return {
    reference,
    text: Object.hasOwn(secrets, reference) ? secrets[reference] : undefined,
    mayKeep: isKept || !isText,
    code: isKept ? "configuration.credential-none" : "configuration.reference-unresolved",
    below: isText ? "" : "/from",
  };
}
