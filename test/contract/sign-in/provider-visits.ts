import { expect } from "vitest";
import type { RunningProvider } from "../../targets/identity-provider.ts";
import { type Answer, call } from "../admin/server.ts";

/** The path that providers send browsers back to. */
export const CALLBACK = "/api/v1/sign-in/oidc/callback";

/** The result of a sign-in: a session, or the code of the refusal. */
export interface Visit {
  readonly code?: string;
  readonly cookie?: string;
  readonly session?: Answer["body"];
  readonly location?: string | null;
}

/** Ways of a browser from a server to a provider and back. */
export type Visits = ReturnType<typeof openVisits>;

/** Opens ways from the server with this address to this provider. */
export function openVisits(server: string, idp: RunningProvider) {
  /** The browser between leaving for the provider and coming back; `change` changes the address that it goes to. */
  async function leave(providerId: string, more: object = {}, change = (_: URL): void => undefined) {
    const begun = await call(`${server}/api/v1/sign-in/oidc`, "POST", { body: { providerId, ...more } });
    expect([begun.status, begun.body.code]).toEqual([201, undefined]);
    const cookie = begun.headers.get("set-cookie") ?? "";
    for (const part of ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"]) expect(cookie).toContain(part);
    const url = new URL(begun.body.url);
    change(url);
    return { pending: cookie.split(";")[0] ?? "", url, returned: await idp.visit(url.href) };
  }

  /** Signs in as this person of the provider; the session, or the code of the refusal. */
  async function signIn(
    providerId: string,
    sub: string,
    claims: object = {},
    more: object = {},
  ): Promise<Visit> {
    idp.account = { sub, claims: { ...claims } };
    const { pending, returned } = await leave(providerId, more);
    const answer = await comeBack(returned, pending);
    if (answer.status !== 303) return { code: answer.body.code as string };
    return { location: answer.headers.get("location"), ...(await readSession(answer)) };
  }

  /** The session that an answer opened. */
  async function readSession(answer: Answer): Promise<Visit> {
    const cookies = answer.headers.getSetCookie();
    const cookie = cookies.find((each) => each.startsWith("muster-session="))?.split(";")[0] ?? "";
    const session = await call(`${server}/api/v1/session`, "GET", { headers: { cookie } });
    return { cookie, session: session.body };
  }

  return { leave, signIn, readSession };
}

/** The answer of the server to a browser that the provider sent back. */
export async function comeBack(returned: string, pending: string, headers = {}): Promise<Answer> {
  const answer = await fetch(returned, { redirect: "manual", headers: { cookie: pending, ...headers } });
  const text = await answer.text();
  const body = text.startsWith("{") ? JSON.parse(text) : text;
  return { status: answer.status, headers: answer.headers, body };
}
