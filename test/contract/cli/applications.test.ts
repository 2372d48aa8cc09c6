import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProgram } from "../../../src/cli/program.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";

/** The command line against a server: what a person types from a new target to its end. */

let muster: AdminServer;
let target: HostileTarget;
let token: string;
beforeAll(async () => {
  muster = await startAdminServer();
  target = await startHostileTarget();
  token = await muster.newToken(muster.org, "organization-admin");
  await addPeople(
    muster.deps,
    muster.org,
    Array.from({ length: 30 }, (_, n) => `person-${n}`),
  );
  await typed(
    "app",
    "create",
    "--org",
    muster.org,
    "--connector",
    "scim",
    "--url",
    target.url,
  )(...["--token-env", "TARGET_TOKEN", "--name", "Target"]);
});
afterAll(async () => {
  await muster.close();
  await target.stop();
});

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let stdout = "";
  let stderr = "";
  const program = buildProgram({
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { MUSTER_URL: muster.url, MUSTER_TOKEN: token, TARGET_TOKEN: "first-secret", ...env },
    version: "1.2.3",
    openFile: async (path) => Promise.reject(new Error(path)),
    now: () => Date.now(),
    sleep: (ms) => muster.deps.env.sleep(Math.min(ms, 50)),
  });
  const exit = await program.run(argv);
  return { exit, stdout, stderr };
}

/** A command line in two breaths, which has to succeed. */
function typed(...first: string[]) {
  return async (...rest: string[]) => {
    const ended = await run([...first, ...rest]);
    expect(ended).toMatchObject({ exit: 0, stderr: "" });
    return ended.stdout;
  };
}

test("a target that refuses at once ends with 4, says why and what to do, and shows no zeros", async () => {
  target.behave({ kind: "answer", status: 401, body: "" });
  const { exit, stdout } = await run(["sync", "Target"]);
  target.behave({ kind: "normal" });
  expect(exit).toBe(4);
  expect(stdout).toContain("failed after");
  expect(stdout).toContain("muster app secret APP --token-env VAR, then muster app test APP");
  expect(stdout).not.toMatch(/add up|evaluated/);
});

test("credentials are replaced from the environment, and the next step is named", async () => {
  const told = await run(["app", "secret", "Target", "--token-env", "RENEWED"], { RENEWED: "second-secret" });
  expect(told).toMatchObject({ exit: 0, stderr: "" });
  expect(told.stdout).toMatch(
    /^The credentials of "Target" were replaced, .*: muster app test [0-9a-f-]{36}\n$/,
  );
  expect((await run(["app", "test", "Target"])).exit).toBe(0);
  expect(target.requests.at(-1)?.headers.authorization).toBe("Bearer second-secret");
  const short = await run(["app", "secret", "Target", "--token-env", "SHORT"], { SHORT: "word" });
  expect([short.exit, short.stderr]).toEqual([0, expect.stringContaining("fewer than 12 characters")]);
  const json = await run(["app", "secret", "Target", "--token-env", "TARGET_TOKEN", "--json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ name: "Target", hasSecret: true, version: 1 });
});

test("a plan counts as not shown what it lists and does not show", async () => {
  await typed("app", "assign", "Target")("--user", "person-0@contoso.test");
  const one = await run(["plan", "Target"]);
  expect(one.stdout).toContain(". 29 skip");
  expect(one.stdout).not.toContain("more: --all");
  await typed("app", "assign", "Target")("--all");
  expect((await run(["plan", "Target"])).stdout).toContain("… and 10 more: --all");
});

test("an application gets another name, interval and address", async () => {
  const renamed = await typed("app", "set", "Target")("--name", "Renamed", "--every", "15m");
  expect(renamed).toContain('Application "Renamed" was changed.\n');
  expect(renamed).toContain("every 15m");
  expect(renamed).not.toContain("looks at every user");
  const moved = await typed("app", "set", "Renamed")("--url", `${target.url}/`);
  expect(moved).toContain("the next cycle looks at every user and group");
});

test("deleting asks for --yes and says what it would do; then it is gone", async () => {
  const asked = await run(["app", "delete", "Renamed"]);
  expect([asked.exit, asked.stdout]).toEqual([2, ""]);
  expect(asked.stderr).toMatch(
    /Nothing was deleted\. This command would delete "Renamed" .* assignments \(2\).*--yes/,
  );
  expect(await typed("app", "show", "Renamed")("--json")).toContain('"name":"Renamed"');
  const done = await typed("app", "delete", "Renamed")("--yes");
  expect(done).toContain("The accounts in the target stay as they are");
  const again = await run(["app", "delete", "Renamed", "--yes"]);
  expect([again.exit, again.stderr]).toEqual([1, expect.stringContaining('No application "Renamed"')]);
});

test("the instance administrator's tokens are made, listed and revoked", async () => {
  const env = { MUSTER_TOKEN: muster.tokens["instance-admin"] };
  const made = await run(["token", "create", "--instance", "--name", "spare", "--days", "9", "--json"], env);
  const { tokenId, kind } = JSON.parse(made.stdout);
  expect([made.exit, kind]).toEqual([0, "instance-admin"]);
  const listed = await run(["token", "list", "--instance"], env);
  expect(listed.stdout).toMatch(new RegExp(`${tokenId} +spare +instance-admin`));
  expect((await run(["token", "revoke", tokenId, "--instance"], env)).exit).toBe(0);
  expect((await run(["token", "create", "--instance"])).exit).toBe(4);
  const words = await run(["token", "create", "--instance"], env);
  expect(words.stdout).toContain('Token "instance administrator", valid until');
});
