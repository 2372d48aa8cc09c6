/** The largest file that is read into memory for its digest. */
const DIGEST_BYTES_MAX = 128 * 1024 * 1024;

/**
 * The name of a file with the SHA-256 of its bytes, by which the server knows a file of the last import. Undefined where the
 * browser computes none, which it does over HTTPS and on this machine alone, and for very large files: they are sent.
 */
export async function digestFile(
  file: File,
): Promise<{ readonly name: string; readonly sha256: string } | undefined> {
  if (globalThis.crypto?.subtle === undefined || file.size > DIGEST_BYTES_MAX) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { name: file.name.slice(-255), sha256 };
}
