import { INSTANCE, type ProviderId, parseUuid } from "../../../core/ids.ts";
import { isObject, parseJson } from "../../../core/json.ts";
import type { OpenIdChecks } from "../../../ports/open-id.ts";
import type { Deps } from "../../deps.ts";

/** How long a person may take at the provider. */
export const PENDING_MS = 10 * 60_000;
const SEAL_NAME = "pending sign-in";

/**
 * A sign-in between leaving for the provider and coming back. It is kept by the browser alone, sealed: the answer of the
 * provider counts only in the browser that asked for it.
 */
export interface PendingSignIn extends OpenIdChecks {
  readonly provider: ProviderId;
  readonly redirectUri: string;
  readonly expires: number;
  /** The code of the one-time link with which a person makes the provider theirs; null without one. */
  readonly link: string | null;
  /** The path of the console to go to afterwards. */
  readonly back: string;
  /** The hash of the session that the browser had at the beginning. The cookie itself does not come back from another site. */
  readonly replaces: string | null;
}

/** The pending sign-in as the browser keeps it. */
export function sealPending({ secrets }: Pick<Deps, "secrets">, pending: PendingSignIn): string {
  const { keyId, sealed } = secrets.seal(INSTANCE, SEAL_NAME, JSON.stringify(pending));
  return `${keyId}.${sealed}`;
}

/** The pending sign-in that a browser kept; undefined if it is missing, was changed, or is too old. */
export function openPending(
  { secrets, env }: Pick<Deps, "secrets" | "env">,
  text: string | undefined,
): PendingSignIn | undefined {
  const [keyId = "", sealed = ""] = text?.split(".") ?? [];
  if (sealed === "") return undefined;
  let json: ReturnType<typeof parseJson>;
  try {
    json = parseJson(secrets.open(INSTANCE, SEAL_NAME, { keyId, sealed }).reveal());
  } catch {
    // Sealed under another master key, or changed.
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const {
    state,
    nonce,
    verifier,
    redirectUri,
    expires,
    link,
    back,
    replaces,
    provenSince,
    provider: id,
  } = json;
  const provider = typeof id === "string" ? parseUuid<ProviderId>(id) : undefined;
  const texts = [state, nonce, verifier, redirectUri, back].filter((each) => typeof each === "string");
  const [stateText, nonceText, verifierText, redirectText, backText] = texts;
  if (provider === undefined || typeof expires !== "number" || backText === undefined) return undefined;
  if (expires <= env.now() || expires > env.now() + PENDING_MS) return undefined;
  return {
    provider,
    expires,
    state: stateText ?? "",
    nonce: nonceText ?? "",
    verifier: verifierText ?? "",
    redirectUri: redirectText ?? "",
    back: backText,
    link: typeof link === "string" ? link : null,
    replaces: typeof replaces === "string" ? replaces : null,
    provenSince: typeof provenSince === "number" ? provenSince : null,
  };
}
