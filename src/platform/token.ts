import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "muster_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^43 exceeds 2^256, and 62^6 exceeds 2^32. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const FORM = /^muster_[0-9A-Za-z]{49}$/;

/**
 * A new bearer: `muster_`, 32 random bytes and a CRC-32 in base 62, 56 characters in all. The prefix lets
 * scanners find one that leaked; the checksum lets a mistyped one be refused without asking the store.
 */
export function newToken(): { readonly token: string; readonly hash: string } {
  const text = PREFIX + base62(BigInt(`0x${randomBytes(32).toString("hex")}`), RANDOM_LENGTH);
  const token = text + checksum(text);
  return { token, hash: sha256(token) };
}

/** The SHA-256 under which a bearer is kept, in hex; undefined when its form or checksum is wrong. */
export function hashToken(token: string): string | undefined {
  if (!FORM.test(token)) return undefined;
  const text = token.slice(0, -CHECKSUM_LENGTH);
  return checksum(text) === token.slice(-CHECKSUM_LENGTH) ? sha256(token) : undefined;
}

/** In plain numbers, which hold 32 bits: every request has its bearer checked. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let position = 0; position < CHECKSUM_LENGTH; position += 1) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function base62(value: bigint, length: number): string {
  let rest = value;
  let digits = "";
  for (let position = 0; position < length; position += 1) {
    digits = ALPHABET.charAt(Number(rest % 62n)) + digits;
    rest /= 62n;
  }
  return digits;
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
