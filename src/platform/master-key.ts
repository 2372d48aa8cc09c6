import { createHash, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

/** File name of the master key in a data directory. */
export const MASTER_KEY_FILE = "master.key";
const KEY_BYTES = 32;
const FORM = /^[A-Za-z0-9_-]{43}$|^[A-Za-z0-9+/]{43}=$/;

/**
 * A master key, or the reason why not: `master-key.length` (not 32 bytes), `master-key.permission`, or
 * `master-key.missing` (its file is gone, and there are secrets that were sealed under it).
 */
export type MasterKey =
  | { readonly ok: true; readonly masterKey: Uint8Array; readonly keyId: string }
  | {
      readonly ok: false;
      readonly code: "master-key.length" | "master-key.permission" | "master-key.missing";
      readonly params: Readonly<Record<string, string>>;
    };

/** The key that a text spells in base64 or base64url; `from` says where the text came from. */
export function parseMasterKey(text: string, from: string): MasterKey {
  const trimmed = text.trim();
  const bytes = FORM.test(trimmed) ? Buffer.from(trimmed, "base64") : Buffer.alloc(0);
  if (bytes.length !== KEY_BYTES) return { ok: false, code: "master-key.length", params: { from } };
  const keyId = createHash("sha256").update("muster key id 1").update(bytes).digest("hex").slice(0, 8);
  return { ok: true, masterKey: bytes, keyId };
}

/**
 * The key of a data directory, made on first use as a file that only its owner may read; never made when secrets
 * are sealed already, because a new key opens none of them. A file that others may read is refused rather than
 * repaired: the key may have been read already. Rejects with what the file system throws.
 */
export async function loadMasterKey(
  dataDirectory: string,
  hasSecrets: () => Promise<boolean>,
): Promise<MasterKey> {
  const file = join(dataDirectory, MASTER_KEY_FILE);
  if (!existsSync(file) && (await hasSecrets())) {
    return { ok: false, code: "master-key.missing", params: { file } };
  }
  createOnce(file);
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    return {
      ok: false,
      code: "master-key.permission",
      params: { file, mode: mode.toString(8).padStart(4, "0") },
    };
  }
  return parseMasterKey(readFileSync(file, "utf8"), file);
}

/** Two processes may come here at once: the first one's file stays. */
function createOnce(file: string): void {
  const descriptor = openNew(file);
  if (descriptor === undefined) return;
  try {
    writeSync(descriptor, `${randomBytes(KEY_BYTES).toString("base64url")}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openNew(file: string): number | undefined {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return undefined;
    throw error;
  }
}
