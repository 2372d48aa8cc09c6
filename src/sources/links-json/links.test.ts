import { describe, expect, test } from "vitest";
import { readJsonLinks } from "./links.ts";

/** The bytes in pieces of this size, so that texts and characters are cut anywhere. */
async function* piecesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const read = (text: string, size = 1_000_000) => readJsonLinks(piecesOf(text, size));

const assigned = (userName: string, externalId: string) => ({
  externalId,
  credentials: { userName },
  note: 'a "quoted" text with { [ and \\',
});

describe("JSON of other systems", () => {
  test.each([1, 2, 3, 7, 64])("is read whatever the size of its pieces: %d", async (size) => {
    const text = `\ufeff ${JSON.stringify([assigned("zoë@contoso.example", "a1"), assigned("ida", "a2")], null, 1)}\n`;
    expect(await read(text, size)).toEqual({
      kind: "links",
      format: "okta",
      rows: [
        { line: 1, type: "user", names: ["zoë@contoso.example"], account: "a1" },
        { line: 2, type: "user", names: ["ida"], account: "a2" },
      ],
    });
  });

  test("has its entries in a list of an object, beside other members", async () => {
    const entry = {
      activityDateTime: "2026-05-01T10:00:00Z",
      provisioningAction: "create",
      provisioningStatusInfo: { status: "success" },
      sourceIdentity: { id: "s1", displayName: "Mira", identityType: "User", details: {} },
      targetIdentity: { id: "t1" },
    };
    const text = JSON.stringify({ "@odata.context": "https://x/$metadata#[]", value: [entry] });
    expect(await read(text)).toEqual({
      kind: "links",
      format: "entra",
      rows: [{ line: 1, type: "user", names: ["s1"], account: "t1" }],
    });
  });

  test("an empty list has no rows", async () => {
    expect(await read("[]")).toEqual({ kind: "links", format: "okta", rows: [] });
  });

  test.each([
    ["ends within an entry", '[{"externalId":"a"', 1],
    ["ends after an entry", '[{"externalId":"a","id":"b"}', 2],
    ["has a bracket too many", '[{"externalId":"a","id":"b"}]]', 2],
    ["has an entry that is not JSON", '[{"externalId":a}]', 1],
    ["has an entry that is too long", `[{"externalId":"${"a".repeat(1_100_000)}`, 1],
  ])("is refused as a whole if it %s", async (_, text, line) => {
    expect(await read(text)).toEqual({
      kind: "refused",
      code: "account-link.file-unreadable",
      params: { line },
    });
  });
});
