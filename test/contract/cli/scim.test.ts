import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProgram } from "../../../src/cli/program.ts";
import { type RefusalApi, refusalApi } from "../scim/rejected-request-api.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";

/** The command line for those who connect SCIM clients: what is tolerated, what was refused, and why. */

let scim: ScimServer;
let admin: RefusalApi;
beforeAll(async () => {
  scim = await startScimServer();
  admin = await refusalApi(scim);
});
afterAll(() => scim.close());

/** Runs a command line; `files` are those that it can read. */
async function run(argv: readonly string[], files: Readonly<Record<string, string>> = {}, language = "en") {
  let stdout = "";
  let stderr = "";
  const program = buildProgram({
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { MUSTER_URL: scim.url, MUSTER_TOKEN: admin.token, MUSTER_LANG: language },
    version: "1.2.3",
    async openFile(path) {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(path), { code: "ENOENT" });
      const bytes = new TextEncoder().encode(text);
      return {
        sizeBytes: bytes.length,
        bytes: (async function* () {
          yield bytes;
        })(),
      };
    },
    now: () => Date.now(),
    sleep: (ms) => scim.deps.env.sleep(ms),
  });
  const exit = await program.run(argv);
  return { exit, stdout, stderr };
}

/** A client by the letter and a request of it that tolerant profiles take. */
async function refusedOnce() {
  const client = await scim.client({ profile: "rfc", name: "Entra ID" });
  const { org } = client;
  const { id } = await client.make("/Users", user("ivo"));
  await client.patch(`/Users/${id}`, [{ op: "Replace", path: "active", value: "False" }]);
  const [item] = await admin.rejected(org, 1);
  return { client, org, id: id as string, request: item.requestId as string, token: item.tokenId as string };
}

test("what was refused is listed, shown with its body, and told apart by token and status", async () => {
  const { org, id, request, token } = await refusedOnce();
  const listed = await run(["scim", "rejected", "--org", org]);
  expect(listed).toMatchObject({ exit: 0, stderr: "" });
  for (const words of ["400 invalidSyntax", `PATCH /Users/${id}`, request, "token Entra ID, profile rfc"]) {
    expect(listed.stdout).toContain(words);
  }
  expect((await run(["scim", "rejected", "--org", org, "--status", "409"])).stdout).toBe(
    "There are no rejected requests on record.\n",
  );
  expect((await run(["scim", "rejected", "--org", org, "--token", token])).stdout).toBe(listed.stdout);
  const shown = await run(["scim", "rejected", request, "--org", org]);
  expect(shown.stdout).toContain('"op":"Replace"');
  const json = JSON.parse((await run(["scim", "rejected", request, "--org", org, "--json"])).stdout);
  expect(json).toMatchObject({ requestId: request, bodyKept: "whole" });
  expect((await run(["scim", "rejected", id, "--org", org])).stderr).toContain(
    "There is no rejected request",
  );
});

test("a replay says how each profile answers, in words and by its exit code, and changes nothing", async () => {
  const { client, org, id, request } = await refusedOnce();
  const replay = (...more: string[]) => run(["scim", "replay", request, "--org", org, ...more]);
  const all = await replay();
  expect(all).toMatchObject({ exit: 3, stderr: "" });
  expect(all.stdout).toContain("Dry run: nothing was changed.");
  expect(all.stdout).toMatch(/rfc {6}rejected {2}400 invalidSyntax {2}\S/);
  expect(all.stdout).toMatch(/entra {4}accepted {2}200 {2}would change\n {4}active: true → false\n/);
  expect((await replay("--all-profiles")).stdout).toBe(all.stdout);
  expect((await replay("--profile", "entra")).exit).toBe(0);
  expect((await replay("--profile", "strict")).exit).toBe(4);
  const json = JSON.parse((await replay("--profile", "okta", "--json")).stdout);
  expect(json).toMatchObject({ sent: false, items: [{ profile: "okta", accepted: true, effect: "update" }] });
  const french = await run(["scim", "replay", request, "--org", org, "--profile", "okta"], {}, "fr");
  expect(french.stdout).toContain("À blanc : rien n’a été modifié.");
  expect((await client.get(`/Users/${id}`)).body).toMatchObject({ active: true, meta: { version: 'W/"1"' } });
  const sent = await replay("--send");
  expect([sent.exit, sent.stdout]).toEqual([4, expect.stringContaining("The request was sent for real")]);
});

test("requests come from files: exported, bare, and as they are recorded", async () => {
  const { client, org, id, request, token } = await refusedOnce();
  const exported = (await run(["scim", "rejected", request, "--org", org, "--json"])).stdout;
  const bare = JSON.stringify({
    method: "PUT",
    path: `/Users/${id}`,
    body: { userName: "ivo", title: "Pilot" },
  });
  const [recorded] = JSON.parse(readFileSync("test/dialects/keycloak.json", "utf8"));
  const files = { "exported.json": exported, "bare.json": bare, "recorded.json": JSON.stringify([recorded]) };
  const replay = (file: string, ...more: string[]) =>
    run(["scim", "replay", "--file", file, "--org", org, ...more], files);
  expect((await replay("exported.json", "--profile", "entra")).stdout).toContain("active: true → false");
  expect((await replay("recorded.json", "--name", `nela=${id}`)).exit).toBe(3);
  const named = await replay("recorded.json");
  expect([named.exit, named.stderr]).toEqual([2, expect.stringContaining("--name nela=ID")]);
  expect((await replay("bare.json", "--profile", "generic")).stdout).toContain('title: "Pilot"');
  expect((await replay("bare.json", "--send")).stderr).toContain("Name the token with --token");
  expect((await client.get(`/Users/${id}`)).body.meta.version).toBe('W/"1"');
  const other = await scim.token(org, "generic", "second");
  expect(other).toBeTypeOf("string");
  const tokens = (await admin.api("GET", `/organizations/${org}/tokens`)).body.items;
  const second = tokens.find(({ name }: { name: string }) => name === "second").tokenId;
  expect((await replay("bare.json", "--send", "--token", token)).exit).toBe(4);
  expect(await replay("bare.json", "--send", "--token", second)).toMatchObject({ exit: 0, stderr: "" });
  expect((await client.get(`/Users/${id}`)).body).toMatchObject({
    title: "Pilot",
    meta: { version: 'W/"2"' },
  });
});

test("what was redacted is told, and never sent in the place of what it was", async () => {
  const client = await scim.client({ profile: "rfc" });
  const { org } = client;
  await client.send("POST", "/Users", { userName: "ivo", password: "x", badgeToken: "y" });
  const [{ requestId: request, tokenId: token }] = await admin.rejected(org, 1);
  const exported = (await run(["scim", "rejected", request, "--org", org, "--json"])).stdout;
  expect(exported).not.toMatch(/"[xy]"/);
  const argv = ["scim", "replay", "--file", "x.json", "--org", org, "--token", token];
  const tried = await run([...argv, "--profile", "generic"], { "x.json": exported });
  expect([tried.exit, tried.stdout]).toEqual([
    0,
    expect.stringContaining("removed secrets: password, badgeToken"),
  ]);
  const sent = await run([...argv, "--send"], { "x.json": exported });
  expect([sent.exit, sent.stderr]).toEqual([
    4,
    expect.stringContaining("password, badgeToken were not kept"),
  ]);
  expect((await client.get("/Users")).body.totalResults).toBe(0);
});

test.each([
  ["nothing to replay", ["scim", "replay"], "exactly one of <request>, --file"],
  [
    "two wishes",
    ["scim", "replay", "--file", "x", "--send", "--all-profiles"],
    "--profile, --all-profiles, --send",
  ],
  [
    "a file that is not there",
    ["scim", "replay", "--file", "gone.json"],
    "gone.json cannot be read (there is no such file)",
  ],
  [
    "a file that is no JSON",
    ["scim", "replay", "--file", "text"],
    "contains no request that can be replayed",
  ],
  ["a file with something else", ["scim", "replay", "--file", "other"], "(at method)"],
  ["a file with a request that was cut", ["scim", "replay", "--file", "cut"], "(at body)"],
  ["a name without an id", ["scim", "replay", "--file", "other", "--name", "ada"], "takes an id"],
  ["a status that is no refusal", ["scim", "rejected", "--status", "200"], "from 400 to 499"],
])("wrong usage: %s", async (_, argv, words) => {
  const cut = {
    requestId: "1",
    method: "POST",
    path: "/Users",
    headers: {},
    body: "x",
    bodyKept: "cut",
    redacted: [],
  };
  const files = { text: "x", other: '{"path":"/x"}', cut: JSON.stringify(cut) };
  const { exit, stderr } = await run([...argv, "--org", crypto.randomUUID()], files);
  expect([exit, stderr]).toEqual([2, expect.stringContaining(words)]);
});

test("a token tells its tolerances, its last client and a profile that suits", async () => {
  const client = await scim.client({ profile: "generic", name: "people" });
  const { org } = client;
  await client.get("/Users", { "user-agent": "Okta SCIM Client 1.0.0" });
  const token = await admin.tokenIdOf(org);
  const { exit, stdout } = await run(["token", "show", token, "--org", org]);
  expect(exit).toBe(0);
  expect(stdout).toContain("Okta SCIM Client 1.0.0");
  expect(stdout).toContain("seems to be Okta, which the profile okta fits");
  expect(stdout).toContain('on   coerceBooleans: "True" is read as true');
  expect(stdout).toContain("off  pathlessRemove: ");
  const french = await run(["token", "show", token, "--org", org], {}, "fr");
  expect(french.stdout).toContain("oui  coerceBooleans : « True »");
  expect(french.stdout).not.toMatch(/: tolerance\./);
  const listed = await run(["token", "list", "--org", org]);
  expect(listed.stdout).toMatch(/people +scim +generic/);
  expect((await run(["token", "show", org, "--org", org])).exit).toBe(1);
});
