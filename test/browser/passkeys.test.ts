import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createFirstOwnerLink } from "../../src/app/people/one-time-links.ts";
import { type AdminServer, type Answer, startAdminServer } from "../contract/admin/server.ts";
import { PASSWORD } from "../contract/sign-in/browser.ts";

/** An authenticator of a device, as Chromium simulates it. It finds its user verified each time. */
const DEVICE = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

let muster: AdminServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [muster, browser] = await Promise.all([startAdminServer(), chromium.connect(inject("browserEndpoint"))]);
  // The page stands in for one of the console; an answer of the API may not run scripts of its own.
  context = await browser.newContext({ bypassCSP: true });
  page = await context.newPage();
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", { options: DEVICE });
  // Passkeys need a host name.
  await page.goto(`${muster.url.replace("127.0.0.1", "localhost")}/api/v1/sign-in`);
});
afterAll(async () => {
  await context.close();
  await browser.close();
  await muster.close();
});

interface Sent {
  readonly path: string;
  readonly body?: unknown;
  readonly csrf?: string;
}

/** Sends a request from the page. */
async function send(request: Sent): Promise<Pick<Answer, "status" | "body">> {
  return page.evaluate(async ({ path, body = {}, csrf }) => {
    const headers = { "content-type": "application/json", ...(csrf ? { "x-csrf-token": csrf } : {}) };
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }, request);
}

/** The credential of a browser function, or the name of its error. It stands in a text, because it runs in the page. */
async function credential(verb: "create" | "get", options: unknown): Promise<unknown> {
  const parse = verb === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  const call = `navigator.credentials.${verb}({ publicKey: PublicKeyCredential.${parse}(${JSON.stringify(options)}) })`;
  return page.evaluate(`${call}.then((made) => made.toJSON(), (error) => error.name)`);
}

test("a browser makes a passkey with the options of the server, and signs in with it", async () => {
  const link = await createFirstOwnerLink(muster.deps, muster.org);
  const owner = { link, name: "Ada", password: PASSWORD };
  const { csrfToken: csrf } = (await send({ path: "/api/v1/links/redeem", body: owner })).body;
  const own = "/api/v1/session/passkeys";

  const options = (await send({ path: `${own}/begin`, csrf })).body;
  const made = { name: "Laptop", credential: await credential("create", options) };
  const added = await send({ path: own, body: made, csrf });
  expect([added.status, added.body.name]).toEqual([201, "Laptop"]);

  const challenge = (await send({ path: "/api/v1/sign-in/passkey" })).body;
  const signed = { credential: await credential("get", challenge) };
  const entered = await send({ path: "/api/v1/session/passkey", body: signed });
  expect([entered.status, entered.body.name]).toEqual([201, "Ada"]);
  expect((await send({ path: "/api/v1/session/passkey", body: signed })).status).toBe(401);

  const again = (await send({ path: `${own}/begin`, csrf: entered.body.csrfToken })).body;
  expect(await credential("create", again)).toBe("InvalidStateError");
});
