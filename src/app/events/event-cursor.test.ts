import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type OrgId, trustId } from "../../core/ids.ts";
import { formatCursor, isWithin, readCursor } from "./event-cursor.ts";

const env = { hash: (text: string) => createHash("sha256").update(text).digest("hex") };
const org = trustId<OrgId>("0190a1b2-0000-7000-8000-000000000001");
const other = trustId<OrgId>("0190a1b2-0000-7000-8000-000000000002");

test.each(["0", "17", "0:0", "812345:99"])("%s comes back, for its organization alone", (place) => {
  const text = formatCursor(env, org, place);
  expect(text).toMatch(/^[\w-]+$/);
  expect(readCursor(env, org, text)).toBe(place);
  expect(readCursor(env, other, text)).toBeUndefined();
});

test("no character of a cursor can be changed, left out or added", () => {
  const text = formatCursor(env, org, "812345:99");
  for (let at = 0; at < text.length; at += 1) {
    const changed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
    expect(readCursor(env, org, changed)).toBeUndefined();
    expect(readCursor(env, org, text.slice(0, at) + text.slice(at + 1))).toBeUndefined();
  }
  for (const more of ["=", "A", " "]) expect(readCursor(env, org, text + more)).toBeUndefined();
});

test.each(["9999999999999999999", "1:2:3", "-1", "", "1;drop"])("%j is no place", (place) => {
  expect(readCursor(env, org, formatCursor(env, org, place))).toBeUndefined();
});

test.each([
  ["5", "5", true],
  ["5", "10", true],
  ["10", "9", false],
  ["7:30", "8:1", true],
  ["8:2", "8:1", false],
  ["9:1", "8:5", false],
  ["5", "5:0", false],
])("%s lies within %s: %s", (place, head, within) => {
  expect(isWithin(place, head)).toBe(within);
});
