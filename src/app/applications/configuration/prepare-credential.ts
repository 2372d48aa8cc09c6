import type { Write } from "../../../ports/store.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import type { ConfigurationError, Deps } from "../../deps.ts";
import { newSecret } from "../../secrets.ts";
import type { ApplicationEdit } from "../write-application.ts";
import { type DocumentCredential, toPointer } from "./application-document.ts";
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
  const reference = typeof credential === "string" ? credential : credential.from;
  const mayKeep = reference === KEEP || typeof credential !== "string";
  const pointer = toPointer("credential", ...(typeof credential === "string" ? [] : ["from"]));
  const text = Object.hasOwn(secrets, reference) ? secrets[reference] : undefined;
  if (text === undefined) {
    if (mayKeep && before.secret !== null) return NOTHING;
    const code = reference === KEEP ? "configuration.credential-none" : "configuration.reference-unresolved";
    return { ...NOTHING, errors: [{ code, pointer, params: { reference } }] };
  }
  if (await hasCredential(deps, before, text)) return NOTHING;
  const { id: secret, write } = newSecret(deps, before.org, text);
  const old: readonly Write[] =
    before.secret === null
      ? []
      : [{ op: "delete", table: "secret", key: { org: before.org, id: before.secret } }];
  const action = before.secret === null ? "create" : "change";
  const from = before.secret === null ? null : STORED;
  return {
    changes: [{ action, path: "credential", from, to: reference }],
    edits: [{ set: { secret }, alters: "nothing", detail: { credential: action }, writes: [write, ...old] }],
    errors: [],
  };
}

/** The word of a document that keeps the stored credential. */
const KEEP = "keep";
/** Stands for a stored credential, which is never shown. */
const STORED = "*";

/**
 * True when the application has this credential. Fingerprints are compared, which depend on the master key. A stored
 * credential that cannot be read is another one.
 */
async function hasCredential(
  { store, secrets }: Pick<Deps, "store" | "secrets">,
  { org, secret }: ApplicationRow,
  text: string,
): Promise<boolean> {
  const row = secret === null ? undefined : await store.get("secret", { org, id: secret });
  if (secret === null || row === undefined) return false;
  try {
    const stored = secrets.open(org, secret, { keyId: row.key_id, sealed: row.sealed });
    return stored.fingerprint === secrets.wrap(text).fingerprint;
  } catch {
    return false;
  }
}
