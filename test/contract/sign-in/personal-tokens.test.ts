import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import { INSTANCE, type ProviderId, trustId } from "../../../src/core/ids.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  let owner: Browser;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    owner = await openAsOwner(muster, "Ada");
  });
  afterAll(() => muster.close());

  const org = () => `/api/v1/organizations/${muster.org}`;

  async function join(name: string, role: string): Promise<Browser> {
    const { link } = (await owner.call("POST", `${org()}/people`, { name, role })).body;
    const browser = openBrowser(muster.url);
    await browser.redeem({ link: link.split("#")[1], password: PASSWORD });
    return browser;
  }

  async function newToken(browser: Browser): Promise<{ readonly token: string; readonly tokenId: string }> {
    const made = await browser.call("POST", "/api/v1/personal-tokens", { name: "laptop", lifetimeDays: 1 });
    expect(made).toMatchObject({ status: 201, body: { kind: "personal", name: "laptop" } });
    return made.body;
  }

  test("a token has the rights of its person at the time of use", async () => {
    const { token } = await newToken(await join("changing", "reader"));
    const read = () => muster.call("GET", `${org()}/tokens`, { token });
    const write = () => muster.call("PATCH", org(), { token, body: { softDeleteDays: 4 } });
    expect([(await read()).status, (await write()).status]).toEqual([200, 403]);
    await owner.call("PUT", `${org()}/people/changing/role`, { role: "owner" });
    expect((await write()).status).toBe(200);
    await owner.call("DELETE", `${org()}/people/changing/role`);
    expect([(await read()).status, (await write()).status]).toEqual([403, 403]);
    expect((await muster.call("GET", "/api/v1/personal-tokens", { token })).status).toBe(200);
  });

  test("a token is listed without its secret, makes no other, and is revoked", async () => {
    const browser = await join("careful", "reader");
    const { token, tokenId } = await newToken(browser);
    const listed = await browser.call("GET", "/api/v1/personal-tokens");
    expect(listed.body.items).toMatchObject([{ tokenId, revokedAt: null }]);
    expect(JSON.stringify(listed.body)).not.toContain(token.slice(0, 20));
    const made = await muster.call("POST", "/api/v1/personal-tokens", { token, body: {} });
    expect([made.status, made.body.code]).toEqual([403, "auth.role-forbidden"]);
    expect((await muster.call("GET", "/api/v1/session", { token })).status).toBe(403);
    expect((await muster.call("GET", "/api/v1/whoami", { token })).body).toMatchObject({
      tokenId,
      kind: "person",
      name: "careful",
    });
    const stranger = await join("curious", "owner");
    const path = `/api/v1/personal-tokens/${tokenId}`;
    expect((await stranger.call("DELETE", path)).body.code).toBe("token.not-found");
    expect((await muster.call("DELETE", path, { token })).status).toBe(204);
    expect((await muster.call("GET", "/api/v1/whoami", { token })).body.code).toBe("auth.token-revoked");
  });

  test("without a password, a token rests when no provider has let its person in for some days", async () => {
    const browser = await join("federated", "reader");
    const { token } = await newToken(browser);
    const { personId: person } = (await browser.call("GET", "/api/v1/session")).body;
    const { store, env } = muster.deps;
    const use = async () => {
      const { status, body } = await muster.call("GET", "/api/v1/personal-tokens", { token });
      return [status, body.code ?? body.items[0].restsAt];
    };
    expect(await use()).toEqual([200, null]);
    const id = trustId<ProviderId>(env.newId());
    const now = env.now();
    await store.commit([
      { op: "update", table: "person", key: { org: INSTANCE, id: person }, set: { password: null } },
    ]);
    expect(await use()).toEqual([401, "auth.token-resting"]);
    const key = { org: INSTANCE, provider: id, subject: "federated" };
    const row = { ...key, issuer: "https://id.test", person, role: null, created: now, used: now };
    await store.commit([
      {
        op: "insert",
        table: "identity_provider",
        row: {
          ...{ org: muster.org, id, name: "Company", name_key: "company", issuer: "https://id.test" },
          ...{ client_id: "muster", method: "none", key_id: null, secret: null, scope: "openid" },
          ...{ role_claim: null, claim_roles: [], state: "on", token_days: 30, version: 1 },
          ...{ created: now, modified: now },
        },
      },
      { op: "insert", table: "person_identity", row },
    ]);
    const enteredAgo = (days: number) =>
      store.commit([
        { op: "update", table: "person_identity", key, set: { used: env.now() - days * 86_400_000 } },
      ]);
    await enteredAgo(29.9);
    expect(await use()).toEqual([200, expect.stringMatching(/^\d{4}-\d\d-/)]);
    await enteredAgo(30);
    const refused = await muster.call("GET", "/api/v1/whoami", { token });
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      401,
      "auth.token-resting",
      { name: "laptop", days: 30 },
    ]);
    const set = (tokenDays: number) =>
      owner.call("PATCH", `${org()}/identity-providers/${id}`, { tokenDays });
    expect((await set(31)).body.tokenDays).toBe(31);
    expect((await use())[0]).toBe(200);
    expect((await set(366)).status).toBe(400);
    expect((await set(0)).status).toBe(400);
  });

  test("a token ends when its person is disabled, and does not come back", async () => {
    const { token } = await newToken(await join("leaver", "reader"));
    expect((await owner.call("POST", "/api/v1/people/leaver/disable")).status).toBe(200);
    const refused = () => muster.call("GET", "/api/v1/whoami", { token });
    expect((await refused()).body.code).toBe("auth.token-revoked");
    await owner.call("POST", "/api/v1/people/leaver/enable");
    expect((await refused()).body.code).toBe("auth.token-revoked");
  });

  test("the command line creates, lists and revokes one, with the password from standard input", async () => {
    await join("typist", "reader");
    const run = async (password: string, token: string, ...argv: readonly string[]) => {
      let stdout = "";
      let stderr = "";
      const program = buildProgram({
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: (text) => (stderr += text) },
        env: { MUSTER_URL: muster.url, ...(token === "" ? {} : { MUSTER_TOKEN: token }) },
        version: "1.2.3",
        openFile: async (path) => Promise.reject(new Error(path)),
        readSecret: async () => password,
        now: () => Date.now(),
        sleep: async () => {},
      });
      return { exit: await program.run([...argv, "--json"]), stdout, stderr };
    };
    const made = await run(PASSWORD, "", "token", "create", "--personal", "typist", "--name", "laptop");
    expect([made.exit, made.stderr]).toEqual([EXIT.done, ""]);
    const { token, tokenId } = JSON.parse(made.stdout);
    const listed = JSON.parse((await run("", token, "token", "list", "--personal")).stdout);
    expect(listed.items).toMatchObject([{ tokenId, name: "laptop" }]);
    expect((await run("", token, "token", "revoke", tokenId, "--personal")).exit).toBe(EXIT.done);
    const wrong = await run("not the password", "", "token", "create", "--personal", "typist");
    expect(JSON.parse(wrong.stderr || wrong.stdout).error.code).toBe("sign-in.refused");
    expect((await run("", "", "token", "create", "--personal", "typist")).exit).toBe(EXIT.usage);
    const sessions = await owner.call("GET", "/api/v1/people/typist/sessions");
    expect(sessions.body.items).toHaveLength(1);
  });
});
