import { afterAll, beforeAll, expect, test } from "vitest";
import { startHostileTarget } from "../../targets/hostile-target.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type ScimServer, scimClient, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** Accounts whose names the target writes in its own way, or with characters that no store keeps. */

const NFC = "zoë.lund@one.example";
const SPELT: readonly (readonly [what: string, inDirectory: string, atTarget: string])[] = [
  ["letter case", "ada@one.example", "ADA@One.Example"],
  ["composed and decomposed letters", NFC, NFC.normalize("NFD")],
  ["full width", "bo@one.example", "ｂｏ@one.example"],
];
/** NUL, and half of a character. */
const UNKEPT = ["nul\u0000@one.example", "half\ud83d@one.example"];

await overEveryStore(({ newPlace }) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test.each([1_000, 0])(
    "a look-up and a listing find the same accounts (listing over %i unlinked objects)",
    async (listOverUnlinked) => {
      // A target that compares as Muster does: another organization of it.
      const there = await scim.client();
      const directory = await provisionDirectory(scim, { url: there.baseUrl, token: there.token });
      await directory.change({ listOverUnlinked });
      for (const [, inDirectory, atTarget] of SPELT) {
        await there.make("/Users", user(atTarget, { active: true }));
        await directory.client.make("/Users", user(inDirectory));
      }
      const verbs = Object.keys(await directory.reasons(await directory.plan())).sort();
      expect(verbs).toEqual(SPELT.map(([, inDirectory]) => `${inDirectory} adopt`).sort());
    },
  );

  test("names that no store keeps stop neither a listing nor an adoption", async () => {
    const target = await startScimmyTarget();
    try {
      const directory = await provisionDirectory(scim, target);
      await directory.change({ listOverUnlinked: 0 });
      const there = scimClient(target.url, target.token);
      for (const name of UNKEPT) await there.make("/Users", user(name, { active: true }));
      const shown = { active: true, displayName: "x\u0000y\ud83d", title: "\u0000" };
      await there.make("/Users", user("cy@one.example", shown));
      await directory.client.make("/Users", user("cy@one.example", { displayName: "Cy" }));
      await directory.client.make("/Users", user("di@one.example", { displayName: "Di" }));
      expect((await directory.sync()).counts).toMatchObject({ adopted: 1, created: 1 });
      expect((await directory.sync("initial")).counts).toEqual({ evaluated: 2, unchanged: 2 });
      const { accounts } = await directory.seen();
      expect(accounts).toHaveLength(4);
    } finally {
      await target.stop();
    }
  });

  test.each([
    ["with NUL", 400, "gone\u0000 \u0001wrong", "gone\ufffd \u0001wrong"],
    [
      "cut in the middle of a character",
      200,
      `${"x".repeat(65_535)}😀${"y".repeat(9)}`,
      `${"x".repeat(65_535)}…`,
    ],
  ])("an answer %s is recorded", async (_, status, body, recorded) => {
    const hostile = await startHostileTarget();
    try {
      const headers = { "content-type": "text/plain" };
      hostile.behave({ kind: "answer", status, headers, body });
      const { org, app, admin } = await provisionDirectory(scim, { url: hostile.url, token: "t0ken-value" });
      const at = `/api/v1/organizations/${org}/applications/${app}`;
      expect((await admin("POST", `${at}/test`)).status).toBe(200);
      const kept = async () => (await admin("GET", `${at}/exchanges`)).body.items.at(-1)?.response.body;
      await expect.poll(kept, { timeout: 5_000 }).toContain(recorded);
    } finally {
      await hostile.stop();
    }
  });
});
