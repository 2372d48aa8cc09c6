import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadMasterKey, MASTER_KEY_FILE, parseMasterKey } from "./master-key.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-key-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});
const isFresh = async () => false;
const file = () => join(directory, MASTER_KEY_FILE);

test("the key is made once, for its owner alone, and found again", async () => {
  const made = await loadMasterKey(directory, isFresh);
  expect(made.ok).toBe(true);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(await loadMasterKey(directory, isFresh)).toEqual(made);
});

test("a file that others may read is refused and left alone", async () => {
  await loadMasterKey(directory, isFresh);
  const before = readFileSync(file(), "utf8");
  chmodSync(file(), 0o640);
  expect(await loadMasterKey(directory, isFresh)).toEqual({
    ok: false,
    code: "master-key.permission",
    params: { file: file(), mode: "0640" },
  });
  expect(readFileSync(file(), "utf8")).toBe(before);
});

test.each(["", "short", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}!`])(
  "%j is no key",
  async (text) => {
    writeFileSync(file(), text, { mode: 0o600 });
    expect(await loadMasterKey(directory, isFresh)).toMatchObject({ ok: false, code: "master-key.length" });
    expect(parseMasterKey(text, "MUSTER_MASTER_KEY")).toMatchObject({
      ok: false,
      params: { from: "MUSTER_MASTER_KEY" },
    });
  },
);

test("base64 and base64url spell the same key", () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const plain = parseMasterKey(`${bytes.toString("base64")}\n`, "x");
  expect(plain).toEqual(parseMasterKey(bytes.toString("base64url"), "x"));
  expect(plain).toMatchObject({ ok: true, masterKey: bytes, keyId: expect.stringMatching(/^[0-9a-f]{8}$/) });
});

test("a key that is gone is not replaced while secrets are sealed under it", async () => {
  expect(await loadMasterKey(directory, async () => true)).toEqual({
    ok: false,
    code: "master-key.missing",
    params: { file: file() },
  });
  expect(existsSync(file())).toBe(false);
  const made = await loadMasterKey(directory, isFresh);
  expect(await loadMasterKey(directory, async () => true)).toEqual(made);
});
