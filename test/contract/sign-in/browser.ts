import { createFirstOwnerLink } from "../../../src/app/people/one-time-links.ts";
import type { AdminServer, Answer } from "../admin/server.ts";
import { call } from "../admin/server.ts";

/** A program that keeps cookies and sends the token that belongs to them, as the console does. */
export interface Browser {
  cookie: string | undefined;
  csrf: string | undefined;
  /** Sends a request, with `headers` instead of those that a browser would send. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Signs in, and keeps cookie and token. */
  signIn(name: string, password: string): Promise<Answer>;
  redeem(body: Readonly<Record<string, unknown>>): Promise<Answer>;
}

export const PASSWORD = "correct horse battery";

/** Opens a browser without a session at the server with this address. */
export function openBrowser(url: string): Browser {
  const browser: Browser = {
    cookie: undefined,
    csrf: undefined,
    call: (method, path, body, headers) =>
      call(`${url}${path}`, method, {
        ...(body === undefined ? {} : { body }),
        headers: headers ?? {
          ...(browser.cookie === undefined ? {} : { cookie: browser.cookie }),
          ...(browser.csrf === undefined ? {} : { "x-csrf-token": browser.csrf }),
        },
      }),
    signIn: (name, password) => enter("/api/v1/session", { name, password }),
    redeem: (body) => enter("/api/v1/links/redeem", body),
  };
  async function enter(path: string, body: unknown): Promise<Answer> {
    const answer = await browser.call("POST", path, body, {});
    if (answer.status === 201) {
      browser.cookie = answer.headers.get("set-cookie")?.split(";")[0];
      browser.csrf = answer.body.csrfToken;
    }
    return answer;
  }
  return browser;
}

/** A browser in which the first owner of the server's organization has signed in as `name`. */
export async function openAsOwner(muster: AdminServer, name: string): Promise<Browser> {
  const browser = openBrowser(muster.url);
  const link = await createFirstOwnerLink(muster.deps, muster.org);
  const answer = await browser.redeem({ link, name, password: PASSWORD });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return browser;
}
