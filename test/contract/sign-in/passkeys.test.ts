import { afterAll, beforeAll, expect, test } from "vitest";
import { createResetLink } from "../../../src/app/people/create-reset-link.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { createPasskey, type SoftwarePasskey } from "../../targets/authenticator.ts";
import { type AdminServer, type Answer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

const ORIGIN = "https://muster.test";
const OWN = "/api/v1/session/passkeys";
const MINUTES_MS = 60_000;

/** Moves the time of the server under test. */
let ahead = 0;

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(
      (deps) => ({ ...deps, env: { ...deps.env, now: () => deps.env.now() + ahead } }),
      { publicUrl: ORIGIN, ...("url" in place ? { databaseUrl: place.url } : {}) },
    );
  });
  afterAll(() => muster.close());

  type Change = Parameters<SoftwarePasskey["sign"]>[1];

  async function add(browser: Browser, passkey: SoftwarePasskey, change?: Change): Promise<Answer> {
    const { body } = await browser.call("POST", `${OWN}/begin`);
    return browser.call("POST", OWN, { name: "Laptop", credential: passkey.create(body, change) });
  }

  async function addFor(name: string): Promise<{ browser: Browser; passkey: SoftwarePasskey; id: string }> {
    const browser = await openAsOwner(muster, name);
    const passkey = createPasskey(ORIGIN);
    const added = await add(browser, passkey);
    expect([added.status, added.body.code]).toEqual([201, undefined]);
    return { browser, passkey, id: added.body.passkeyId };
  }

  const begin = async () => (await openBrowser(muster.url).call("POST", "/api/v1/sign-in/passkey")).body;
  const send = async (credential: unknown) => {
    const answer = await openBrowser(muster.url).call("POST", "/api/v1/session/passkey", { credential });
    return [answer.status, answer.body.code ?? answer.body.name] as const;
  };
  const signIn = async (passkey: SoftwarePasskey, change?: Change) =>
    send(passkey.sign(await begin(), change));
  const REFUSED = [401, "sign-in.passkey-refused"];

  async function refusals(): Promise<readonly unknown[]> {
    const { body } = await muster.call("GET", "/api/v1/audit?limit=500");
    return body.items
      .filter(({ activity }: { activity: string }) => activity === "sign-in-refused")
      .map(({ detail }: { detail: { reason?: unknown } }) => detail.reason);
  }

  test("an owner removes a passkey of a person, and the sessions end", async () => {
    const { browser, passkey, id } = await addFor("Losing");
    const { personId } = (await browser.call("GET", "/api/v1/session")).body;
    const path = (passkeyId: string) => `/api/v1/people/${personId}/passkeys/${passkeyId}`;
    const missing = await muster.call("DELETE", path("0190a1b2-0000-7000-8000-000000000001"));
    expect([missing.status, missing.body.code]).toEqual([404, "person.no-passkey"]);
    expect((await muster.call("DELETE", path(id))).status).toBe(204);
    expect(await signIn(passkey)).toEqual(REFUSED);
    expect((await browser.call("GET", OWN)).status).toBe(401);
  });

  test("a passkey signs its person in without a name, a password or a code", async () => {
    const ways = await openBrowser(muster.url).call("GET", "/api/v1/sign-in");
    expect(ways.body.passkeys).toBe(true);
    const { browser, passkey, id } = await addFor("Ada");
    expect(await signIn(passkey)).toEqual([201, "Ada"]);
    expect(await signIn(passkey)).toEqual([201, "Ada"]);
    const { items } = (await browser.call("GET", OWN)).body;
    expect(items).toMatchObject([{ passkeyId: id, name: "Laptop", usedAt: expect.any(String) }]);
    const shown = await muster.call("GET", "/api/v1/people/Ada");
    expect(shown.body).toMatchObject({ authenticatorAppSince: null, passkeys: items });
  });

  test("a challenge counts once, for five minutes, and for its purpose alone", async () => {
    const { browser, passkey } = await addFor("Challenged");
    const signed = passkey.sign(await begin());
    expect((await send(signed))[0]).toBe(201);
    expect(await send(signed)).toEqual(REFUSED);
    const late = await begin();
    ahead += 5 * MINUTES_MS;
    expect(await send(passkey.sign(late))).toEqual(REFUSED);
    const { challenge, rp } = (await browser.call("POST", `${OWN}/begin`)).body;
    expect(await send(passkey.sign({ challenge, rpId: rp.id }))).toEqual(REFUSED);
    expect((await refusals()).filter((reason) => reason === "challenge")).toHaveLength(3);
  });

  test("of two answers to one challenge at the same moment, one signs in", async () => {
    const { passkey } = await addFor("Race");
    const options = await begin();
    const results = await Promise.all([send(passkey.sign(options)), send(passkey.sign(options))]);
    expect(results.filter(([status]) => status === 201)).toHaveLength(1);
  });

  test("the answer of another page, host, person or key, or without a check of its user, signs in no person", async () => {
    const wrong: Change[] = [
      { origin: "https://muster.test.example" },
      { isVerified: false },
      { userHandle: Buffer.from("0190a1b2-0000-7000-8000-000000000001").toString("base64url") },
    ];
    for (const [at, change] of wrong.entries()) {
      const { passkey } = await addFor(`Wrong ${at}`);
      expect([at, ...(await signIn(passkey, change))]).toEqual([at, ...REFUSED]);
      expect((await signIn(passkey))[0]).toBe(201);
    }
    const { passkey } = await addFor("Elsewhere");
    expect(await send(passkey.sign({ ...(await begin()), rpId: "other.test" }))).toEqual(REFUSED);
    const stranger = createPasskey(ORIGIN);
    expect(await signIn(stranger, { userHandle: "AAAA" })).toEqual(REFUSED);
    const forged = stranger.sign(await begin(), { userHandle: passkey.userHandle() });
    expect(await send({ ...(forged as object), id: passkey.id })).toEqual(REFUSED);
    expect((await refusals())[0]).toBe("signature");
  });

  test("a copied authenticator is refused, and one that does not count is not", async () => {
    const { passkey } = await addFor("Counting");
    expect((await signIn(passkey, { counter: 7 }))[0]).toBe(201);
    expect(await signIn(passkey, { counter: 7 })).toEqual(REFUSED);
    expect(await signIn(passkey, { counter: 0 })).toEqual(REFUSED);
    expect((await refusals()).filter((reason) => reason === "copied")).toHaveLength(2);
    expect((await signIn(passkey, { counter: 8 }))[0]).toBe(201);
    const other = await addFor("Not counting");
    for (const counter of [0, 0]) expect((await signIn(other.passkey, { counter }))[0]).toBe(201);
  });

  test("wrong answers are delayed as wrong passwords are", async () => {
    const { passkey } = await addFor("Delayed");
    for (let attempt = 0; attempt < 4; attempt += 1) await signIn(passkey, { isVerified: false });
    expect(await signIn(passkey)).toEqual([429, "sign-in.delayed"]);
    ahead += 60 * MINUTES_MS;
    expect((await signIn(passkey))[0]).toBe(201);
  });

  test("a passkey that does not stand up to the checks, or is known, is not added", async () => {
    const { browser, passkey } = await addFor("Adding");
    expect((await add(browser, passkey)).body.code).toBe("passkey.exists");
    const other = createPasskey(ORIGIN);
    const elsewhere = await add(browser, other, { origin: "https://evil.test" });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([400, "passkey.invalid"]);
    expect((await add(browser, other, { isVerified: false })).body.code).toBe("passkey.invalid");
    const { body: options } = await browser.call("POST", `${OWN}/begin`);
    const second = await openAsOwner(muster, "Adding too");
    const stolen = await second.call("POST", OWN, { name: "Phone", credential: other.create(options) });
    expect([stolen.status, stolen.body.code]).toEqual([409, "passkey.challenge-ended"]);
    const broken = await browser.call("POST", OWN, { name: "x", credential: { type: "public-key" } });
    expect([broken.status, broken.body.code]).toEqual([400, "request.invalid"]);
    expect((await browser.call("GET", OWN)).body.items).toHaveLength(1);
  });

  test("a passkey is added for 15 minutes after the sign-in", async () => {
    const browser = await openAsOwner(muster, "Late");
    ahead += 15 * MINUTES_MS;
    const late = await browser.call("POST", `${OWN}/begin`);
    expect([late.status, late.body.code]).toEqual([409, "session.too-old"]);
    await browser.signIn("Late", PASSWORD);
    expect((await add(browser, createPasskey(ORIGIN))).status).toBe(201);
  });

  test("a person removes the own passkey for 15 minutes after the sign-in, and not as one of another person", async () => {
    const { browser, passkey, id } = await addFor("Staying");
    const { personId } = (await browser.call("GET", "/api/v1/session")).body;
    const token = (await browser.call("POST", "/api/v1/personal-tokens", { name: "laptop" })).body.token;
    const path = `/api/v1/people/${personId}/passkeys/${id}`;
    const refused = [await browser.call("DELETE", path), await muster.call("DELETE", path, { token })];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [409, "passkey.own"],
      [409, "passkey.own"],
    ]);
    ahead += 15 * MINUTES_MS;
    const late = await browser.call("DELETE", `${OWN}/${id}`);
    expect([late.status, late.body.code]).toEqual([409, "session.too-old"]);
    expect(await signIn(passkey)).toEqual([201, "Staying"]);
    await browser.signIn("Staying", PASSWORD);
    expect((await browser.call("DELETE", `${OWN}/${id}`)).status).toBe(204);
    expect(await signIn(passkey)).toEqual(REFUSED);
  });

  test("a passkey is renamed and removed by its person alone", async () => {
    const { browser, passkey, id } = await addFor("Renaming");
    const other = await openAsOwner(muster, "Other");
    for (const method of ["PATCH", "DELETE"]) {
      const body = method === "PATCH" ? { name: "Stolen" } : undefined;
      expect((await other.call(method, `${OWN}/${id}`, body)).body.code).toBe("passkey.not-found");
    }
    const renamed = await browser.call("PATCH", `${OWN}/${id}`, { name: "Phone" });
    expect([renamed.status, renamed.body.name]).toEqual([200, "Phone"]);
    expect((await browser.call("DELETE", `${OWN}/${id}`)).status).toBe(204);
    expect(await signIn(passkey)).toEqual(REFUSED);
    const { body } = await muster.call("GET", "/api/v1/audit?limit=500");
    const activities = body.items.map(({ activity }: { activity: string }) => activity);
    expect(activities).toEqual(
      expect.arrayContaining(["add-passkey", "rename-passkey", "remove-passkey", "sign-in"]),
    );
  });

  test("a disabled person's passkey is refused, and a link for another password removes it", async () => {
    const { browser, passkey } = await addFor("Leaving");
    const { personId } = (await browser.call("GET", "/api/v1/session")).body;
    await muster.call("POST", `/api/v1/people/${personId}/disable`);
    expect(await signIn(passkey)).toEqual(REFUSED);
    await muster.call("POST", `/api/v1/people/${personId}/enable`);
    expect(await signIn(passkey)).toEqual([201, "Leaving"]);
    const admin = { kind: "instance-admin", org: INSTANCE, name: "test", principal: null } as const;
    const actor = { ...admin, tokenId: personId, profile: null, issuedTo: null, requestsPerSecond: null };
    const made = await createResetLink(muster.deps, actor, "Leaving");
    if ("reason" in made) throw new Error(made.code);
    const link = { link: made.link.code, password: PASSWORD };
    expect((await openBrowser(muster.url).redeem(link)).status).toBe(201);
    expect(await signIn(passkey)).toEqual(REFUSED);
  });

  test("a person without a password adds no passkey", async () => {
    const browser = await openAsOwner(muster, "By provider");
    const { personId: id } = (await browser.call("GET", "/api/v1/session")).body;
    await muster.deps.store.commit([
      { op: "update", table: "person", key: { org: INSTANCE, id }, set: { password: null } },
    ]);
    const refused = await browser.call("POST", `${OWN}/begin`);
    expect([refused.status, refused.body.code]).toEqual([409, "passkey.needs-password"]);
  });

  test("one address does not fill the table of challenges, and ended ones are removed", async () => {
    ahead += 5 * MINUTES_MS;
    const browser = openBrowser(muster.url);
    for (let at = 0; at < 100; at += 1) await browser.call("POST", "/api/v1/sign-in/passkey");
    const more = await browser.call("POST", "/api/v1/sign-in/passkey");
    expect([more.status, more.body.code]).toEqual([429, "sign-in.delayed"]);
    ahead += 5 * MINUTES_MS;
    expect((await browser.call("POST", "/api/v1/sign-in/passkey")).status).toBe(201);
    expect(await muster.deps.store.count("passkey_challenge", { org: INSTANCE })).toBeLessThan(3);
  });
});
