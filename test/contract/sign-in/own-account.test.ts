import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

const STEP_MS = 30_000;
/** Moves the time of the server under test. */
let ahead = 0;

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(
      (deps) => ({ ...deps, env: { ...deps.env, now: () => deps.env.now() + ahead } }),
      "url" in place ? { databaseUrl: place.url } : {},
    );
  });
  afterAll(() => muster.close());

  /** Runs a command with the password on standard input. */
  async function run(...argv: readonly string[]) {
    let stdout = "";
    let stderr = "";
    const program = buildProgram({
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: { MUSTER_URL: muster.url },
      version: "1.2.3",
      openFile: async (path) => Promise.reject(new Error(path)),
      readSecret: async () => PASSWORD,
      now: () => Date.now(),
      sleep: async () => {},
    });
    const exit = await program.run([...argv, "--json"]);
    return { exit, body: JSON.parse(stdout || stderr) };
  }

  test("a person changes the own name and language, and the session shows both", async () => {
    const browser = await openAsOwner(muster, "Ada");
    const changed = await browser.call("PATCH", "/api/v1/session", { displayName: "Ada M", language: "fr" });
    expect([changed.status, changed.body.displayName, changed.body.language]).toEqual([200, "Ada M", "fr"]);
    expect(changed.body.csrfToken).toBe(browser.csrf);
    expect((await browser.call("PATCH", "/api/v1/session", { language: null })).body).toMatchObject({
      displayName: "Ada M",
      language: null,
    });
    const empty = await browser.call("PATCH", "/api/v1/session", {});
    expect([empty.status, empty.body.code]).toEqual([400, "request.invalid"]);
    expect((await browser.call("PATCH", "/api/v1/session", { displayName: " " })).status).toBe(400);
  });

  test("all other sessions end, and this one goes on", async () => {
    const browser = await openAsOwner(muster, "Grace");
    const others = [openBrowser(muster.url), openBrowser(muster.url)];
    for (const other of others) await other.signIn("Grace", PASSWORD);
    expect((await browser.call("DELETE", "/api/v1/sessions")).body).toEqual({ ended: 2 });
    const states = await Promise.all(
      [browser, ...others].map(async (each) => (await each.call("GET", "/api/v1/session")).status),
    );
    expect(states).toEqual([200, 401, 401]);
    expect((await browser.call("DELETE", "/api/v1/sessions")).body).toEqual({ ended: 0 });
  });

  test("the command line shows and changes the account, and ends sessions", async () => {
    const browser = await openAsOwner(muster, "typist");
    const set = await run("account", "set", "typist", "--display-name", "T. Ypist", "--language", "fr");
    expect([set.exit, set.body.displayName, set.body.language]).toEqual([EXIT.done, "T. Ypist", "fr"]);
    expect(set.body.csrfToken).toBeUndefined();
    const shown = (await run("account", "show", "typist")).body;
    expect(shown).toMatchObject({ secondFactor: { confirmedAt: null }, passkeys: [] });
    expect((await run("account", "set", "typist")).body.error.code).toBe("usage.choose-some");
    expect((await run("account", "sessions", "typist")).body.items).toHaveLength(2);
    expect((await run("account", "sessions", "typist", "--end-others")).body.items).toHaveLength(1);
    expect((await browser.call("GET", "/api/v1/session")).status).toBe(401);
  });

  test("the command line sets up and removes an authenticator app, and signs in with codes of it", async () => {
    await openAsOwner(muster, "coder");
    const factor = (...argv: readonly string[]) => run("account", "second-factor", "coder", ...argv);
    const { secret } = (await factor("--begin")).body;
    const code = () => new TOTP({ secret }).generate({ timestamp: muster.deps.env.now() });
    const { recoveryCodes } = (await factor("--confirm", code())).body;
    expect(recoveryCodes).toHaveLength(10);
    expect((await factor()).body.error.code).toBe("sign-in.code-needed");
    ahead += STEP_MS;
    expect((await factor("--code", code())).body.recoveryCodesLeft).toBe(10);
    const made = await run("token", "create", "--personal", "coder", "--code", recoveryCodes[0]);
    expect([made.exit, made.body.kind]).toEqual([EXIT.done, "personal"]);
    const alone = await run("token", "create", "--instance", "--code", "123456");
    expect(alone.body.error.code).toBe("usage.code-without-person");
    ahead += STEP_MS;
    const renewed = (await factor("--code", code(), "--new-codes", recoveryCodes[1])).body.recoveryCodes;
    expect(renewed).toHaveLength(10);
    const removed = await factor("--code", renewed[0], "--remove", renewed[1]);
    expect(removed.body.confirmedAt).toBeNull();
    expect((await factor()).exit).toBe(EXIT.done);
  });
});
