import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProgram } from "../../../src/cli/program.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";

/** Schemas and resource types at the command line, with the files of the examples. */

const WEBEX = "urn:scim:schemas:extension:cisco:webexidentity:2.0:User";
const DEVICE = "urn:example:params:scim:schemas:core:1.0:Device";
const OWNERSHIP = "urn:example:params:scim:schemas:extension:ownership:1.0:Device";
const FILES = ["examples/schemas/cisco-webex-identity-user.json", "examples/schemas/devices.json"];

let muster: AdminServer;
let token: string;
beforeAll(async () => {
  muster = await startAdminServer();
  token = await muster.newToken(muster.org, "organization-admin");
});
afterAll(() => muster.close());

/** Runs a command line in a world whose files are those given, then those of the checkout. */
async function run(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  let stdout = "";
  let stderr = "";
  const program = buildProgram({
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { MUSTER_URL: muster.url, MUSTER_TOKEN: token },
    version: "1.2.3",
    async openFile(path) {
      const bytes = new TextEncoder().encode(files[path] ?? readFileSync(path, "utf8"));
      // In pieces, so that a character may be cut in two.
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) =>
        bytes.slice(7 * n, 7 * n + 7),
      );
      return {
        sizeBytes: bytes.length,
        bytes: (async function* () {
          yield* pieces;
        })(),
      };
    },
    now: () => Date.now(),
    sleep: (ms) => muster.deps.env.sleep(Math.min(ms, 50)),
  });
  const exit = await program.run([...argv, "--org", muster.org]);
  return { exit, stdout, stderr };
}

test("files are applied together: first to look, then for good, then with nothing left to do", async () => {
  const lines = (sign: string) =>
    [
      `schema ${WEBEX}`,
      `schema ${DEVICE}`,
      `schema ${OWNERSHIP}`,
      "resource type User",
      "resource type Device",
    ]
      .map((line) => `${sign} ${line}\n`)
      .join("");
  const dry = await run(["schema", "apply", ...FILES, "--dry-run"]);
  expect(dry).toEqual({ exit: 0, stderr: "", stdout: `${lines("+")}Nothing was changed (--dry-run).\n` });
  expect((await run(["schema", "list"])).stdout).not.toContain(WEBEX);
  const done = await run(["schema", "apply", ...FILES]);
  expect(done.stdout).toBe(`${lines("+")}The definitions were applied. Clients see them at once.\n`);
  const again = await run(["schema", "apply", ...FILES, "--json"]);
  const { changes } = JSON.parse(again.stdout);
  expect(new Set(changes.map(({ action }: { action: string }) => action))).toEqual(new Set(["unchanged"]));
  expect((await run(["schema", "apply", ...FILES])).stdout).toBe(
    `${lines("=")}There is nothing to change.\n`,
  );
});

test("what is shown can be applied again, and lists name what there is", async () => {
  const shown = await run(["schema", "show", DEVICE]);
  const type = await run(["resource-type", "show", "Device"]);
  const again = await run(["schema", "apply", "one.json", "two.json"], {
    "one.json": shown.stdout,
    "two.json": type.stdout,
  });
  expect([again.stdout, again.stderr]).toEqual([
    expect.stringMatching(/^= schema .*\n= resource type Device\n/),
    "",
  ]);
  expect((await run(["schema", "list"])).stdout).toMatch(
    new RegExp(`${WEBEX} +WebexIdentityUser +custom +20 +User\\n`),
  );
  expect((await run(["resource-type", "list"])).stdout).toMatch(
    new RegExp(`Device +/Devices +custom +0 +${DEVICE} +${OWNERSHIP} \\(required\\)\\n`),
  );
});

test("what is wrong is told with its place, and ends with 1; a file that is none with 2", async () => {
  const wrong = JSON.stringify({ id: "urn:example:x:y", attributes: [{ name: "é", type: "text" }] });
  const refused = await run(["schema", "apply", "x.json"], { "x.json": wrong });
  expect([refused.exit, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toMatch(/Nothing was changed, .* attributes\[0\]\.name: it is not a name.* \[é\]/);
  for (const [text, reason] of [
    ["{", /JSON/],
    ["[]", /neither a schema nor a resource type/],
    ['{"schema": []}', /schema/],
    ['{"schemas": {}}', /schemas/],
  ] as const) {
    const { exit, stderr } = await run(["schema", "apply", "x.json"], { "x.json": text });
    expect([text, exit]).toEqual([text, 2]);
    expect(stderr).toMatch(/^.*x\.json contains no definitions: /);
    expect(stderr).toMatch(reason);
  }
  expect((await run(["schema", "apply", "no-such-file.json"])).exit).toBe(2);
});

test("a schema is deleted once no type uses it", async () => {
  const needed = await run(["schema", "delete", WEBEX]);
  expect([needed.exit, needed.stderr]).toEqual([4, expect.stringContaining("resource types use it: User")]);
  expect((await run(["resource-type", "delete", "User"])).stdout).toBe(
    "The resource type User was deleted.\n",
  );
  expect((await run(["schema", "delete", WEBEX])).stdout).toBe(`The schema ${WEBEX} was deleted.\n`);
  expect((await run(["schema", "show", WEBEX])).exit).toBe(1);
});
