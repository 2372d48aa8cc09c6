import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Configuration, Provider } from "oidc-provider";

/** A person at the provider, with the claims of their ID token. */
export interface Account {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** An OpenID provider on loopback. Every visitor signs in as `account` and consents at once. */
export interface RunningProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  account: Account;
  /** For how long the provider has remembered its visitors. One whom it has to let in again proves who they are at once. */
  rememberedForSeconds: number;
  /** Whether the provider signs visitors in from memory even if it is to let them prove who they are. */
  ignoresPrompt: boolean;
  /** Called with each request; true if the request was answered. */
  intercept: (url: string) => { readonly status: number; readonly body: string } | undefined;
  /** Lets a browser without cookies go through the pages of the provider; the address that it is sent back to. */
  visit(url: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts oidc-provider with one client and the claims `email`, `name`, `preferred_username` and `groups`. */
export async function startIdentityProvider(redirectUris: readonly string[]): Promise<RunningProvider> {
  const server = createServer((request, response) => {
    const scripted = provider.intercept(request.url ?? "");
    if (scripted === undefined) void handle(request, response);
    else response.writeHead(scripted.status, { "content-type": "application/json" }).end(scripted.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: RunningProvider = {
    issuer,
    clientId: "muster",
    clientSecret: "the-client-secret-of-the-test-0123456789",
    account: { sub: "ada-1815", claims: {} },
    rememberedForSeconds: 0,
    ignoresPrompt: false,
    intercept: () => undefined,
    visit: (url) => visit(issuer, url),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const oidc = new Provider(issuer, configurationOf(provider, redirectUris));
  // The page on which a visitor would sign in and consent.
  oidc.use(async (context, next) => {
    if (!context.path.startsWith("/interaction/")) return next();
    const { params } = await oidc.interactionDetails(context.req, context.res);
    const grant = new oidc.Grant({ accountId: provider.account.sub, clientId: String(params["client_id"]) });
    grant.addOIDCScope(String(params["scope"]));
    const isAskedAgain = params["prompt"] === "login" && !provider.ignoresPrompt;
    const age = isAskedAgain ? 0 : provider.rememberedForSeconds;
    const login = { accountId: provider.account.sub, ts: Math.floor(Date.now() / 1_000) - age };
    const result = { login, consent: { grantId: await grant.save() } };
    context.respond = false;
    await oidc.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
  });
  const handle = oidc.callback();
  return provider;
}

function configurationOf(provider: RunningProvider, redirectUris: readonly string[]): Configuration {
  return {
    clients: [
      {
        client_id: provider.clientId,
        client_secret: provider.clientSecret,
        redirect_uris: [...redirectUris],
        token_endpoint_auth_method: "client_secret_basic",
      },
      {
        client_id: "muster-public",
        redirect_uris: [...redirectUris],
        token_endpoint_auth_method: "none",
      },
    ],
    cookies: { keys: ["a key of the test"] },
    conformIdTokenClaims: false,
    claims: { openid: ["sub", "groups"], email: ["email"], profile: ["name", "preferred_username"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    async findAccount(_, sub) {
      return { accountId: sub, claims: async () => ({ sub, ...provider.account.claims }) };
    },
  };
}

async function visit(issuer: string, start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = each.split(";")[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
    url = new URL(location, url).href;
    if (!url.startsWith(issuer)) return url;
  }
  throw new Error("the provider sends the visitor in a circle");
}
