import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type RunningProvider, startIdentityProvider } from "../../targets/identity-provider.ts";
import { type AdminServer, call, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { CALLBACK, comeBack, openVisits, type Visit, type Visits } from "./provider-visits.ts";

const HOUR = 3_600;
const CLAIMS = { groups: ["muster-readers"], name: "Remembered" };

/** A provider often remembers a person. Access is handed out only soon after they proved who they are. */
await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  let idp: RunningProvider;
  let visits: Visits;
  let provider: string;

  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    idp = await startIdentityProvider([`${muster.url}${CALLBACK}`]);
    visits = openVisits(muster.url, idp);
    const body = {
      ...{ name: "Company", issuer: idp.issuer, clientId: idp.clientId, secret: idp.clientSecret },
      ...{ roleClaim: "groups", roles: [{ value: "muster-readers", role: "reader" }] },
    };
    const path = `/api/v1/organizations/${muster.org}/identity-providers`;
    provider = (await muster.call("POST", path, { body })).body.providerId;
  });
  afterEach(() => {
    idp.rememberedForSeconds = 0;
    idp.ignoresPrompt = false;
  });
  afterAll(async () => {
    await muster.close();
    await idp.stop();
  });

  const signIn = (more: object = {}) => visits.signIn(provider, "remembered", CLAIMS, more);

  /** Creates a personal token in a session; the code of the refusal. */
  async function createToken({ cookie, session }: Visit) {
    const headers = { cookie: cookie ?? "", "x-csrf-token": session.csrfToken };
    const made = await call(`${muster.url}/api/v1/personal-tokens`, "POST", {
      headers,
      body: { name: "laptop" },
    });
    return made.status === 201 ? "created" : made.body.code;
  }

  test("a session from memory hands out no access, until the person proves who they are", async () => {
    idp.rememberedForSeconds = HOUR;
    const first = await signIn();
    expect(await createToken(first)).toBe("session.too-old");
    const again = await signIn({ again: true });
    expect(again.session.personId).toBe(first.session.personId);
    expect(await createToken(again)).toBe("created");
  });

  test("a session of a person who has just proven who they are hands out access", async () => {
    expect(await createToken(await signIn())).toBe("created");
  });

  test("the provider gets prompt and max_age when the person has to prove who they are", async () => {
    const requested = async (more: object) => {
      const { searchParams } = (await visits.leave(provider, more)).url;
      return [searchParams.get("prompt"), searchParams.get("max_age")];
    };
    expect(await requested({ again: true })).toEqual(["login", "0"]);
    expect(await requested({})).toEqual([null, String(30 * 24 * HOUR)]);
  });

  test("a provider that signs the person in from memory all the same is refused", async () => {
    idp.account = { sub: "remembered", claims: CLAIMS };
    idp.rememberedForSeconds = HOUR;
    idp.ignoresPrompt = true;
    const { pending, returned } = await visits.leave(provider, { again: true, back: "/account" });
    const answer = await comeBack(returned, pending, { accept: "text/html" });
    const location = new URL(answer.headers.get("location") ?? "", muster.url);
    expect([answer.status, location.pathname]).toEqual([303, "/sign-in"]);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      problem: "sign-in.provider-remembered",
      tracking: answer.headers.get("x-tracking-id"),
      provider: "Company",
      back: "/account",
    });
    expect(answer.headers.getSetCookie().filter((each) => each.startsWith("muster-session="))).toEqual([]);
    // Two minutes are more than clocks may be apart; half a minute is not.
    for (const [seconds, code] of [
      [120, "sign-in.provider-remembered"],
      [30, undefined],
    ] as const) {
      idp.rememberedForSeconds = seconds;
      expect((await signIn({ again: true })).code).toBe(code);
    }
  });

  test("a provider that does not date the proof is refused, and its other sessions hand out no access", async () => {
    idp.account = { sub: "remembered", claims: CLAIMS };
    // A provider that knows neither of the two.
    const drop = ({ searchParams }: URL) => {
      for (const name of ["prompt", "max_age"]) searchParams.delete(name);
    };
    const again = await visits.leave(provider, { again: true }, drop);
    expect((await comeBack(again.returned, again.pending)).body).toMatchObject({
      ...{ status: 403, code: "sign-in.provider-undated", params: { provider: "Company" } },
      detail: expect.stringContaining("auth_time"),
    });
    const plain = await visits.leave(provider, {}, drop);
    const entered = await visits.readSession(await comeBack(plain.returned, plain.pending));
    expect(await createToken(entered)).toBe("session.too-old");
  });
});
