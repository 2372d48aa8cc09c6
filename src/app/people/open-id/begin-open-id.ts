import type { ProviderId } from "../../../core/ids.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { findLink } from "../one-time-links.ts";
import { findUsableProvider, openProvider } from "../providers/find-provider.ts";
import { PENDING_MS, sealPending } from "./pending-sign-in.ts";
import { refuseFailure } from "./refuse-failure.ts";

/** A sign-in to begin. */
export interface OpenIdStart {
  readonly provider: ProviderId;
  /** The address of this server that the provider sends the browser back to. */
  readonly redirectUri: string;
  /** The code of a one-time link of the person. */
  readonly link: string | undefined;
  /** The path of the console to go to afterwards. */
  readonly back: string;
  /** Whether the person has to prove to the provider who they are, even if it remembers them. */
  readonly isAgain: boolean;
  /** The cookie of the session that the browser has now, of which the person may sign in again. */
  readonly cookie: string | undefined;
}

/** Begins to sign a person in with a provider: the address to send the browser to, and the text that it has to keep. */
export async function beginOpenId(
  deps: Deps,
  { provider: id, redirectUri, link: code, back, isAgain, cookie }: OpenIdStart,
): Promise<{ readonly kind: "begun"; readonly url: string; readonly pending: string } | Refusal> {
  const row = await findUsableProvider(deps, id);
  if (isRefusal(row)) return row;
  const link = code === undefined ? undefined : await findLink(deps, code);
  if (isRefusal(link)) return link;
  if (link?.person === null) return refuse("conflict", "link.needs-password");
  const provider = await openProvider(deps, row);
  if (isRefusal(provider)) return provider;
  const begun = await deps.openId.begin(provider, { redirectUri, isAgain });
  if (begun.kind !== "begun") return refuseFailure(begun, row.name);
  const { kind, url, ...checks } = begun;
  const expires = deps.env.now() + PENDING_MS;
  const pending = sealPending(deps, {
    ...checks,
    provider: id,
    redirectUri,
    expires,
    link: code ?? null,
    back,
    replaces: (cookie === undefined ? undefined : deps.secrets.hashToken(cookie)) ?? null,
  });
  return { kind, url, pending };
}
