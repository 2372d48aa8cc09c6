import type { SecretText } from "../../../ports/secrets.ts";
import type { TokenServices } from "../../../ports/target.ts";
import type { Wire } from "../../../ports/wire.ts";
import type { OAuthConfig } from "./oauth-config.ts";
import { createTokenSource, type TokenSource } from "./token-source.ts";

/** One source for each wire to a token endpoint: a token outlives the run that obtained it. */
const sources = new WeakMap<Wire, { readonly key: string; readonly source: TokenSource }>();

/** The source of these tokens. Other settings or another secret make another source. */
export function openTokenSource(
  oauth: OAuthConfig,
  secret: SecretText,
  services: TokenServices,
): TokenSource {
  const key = JSON.stringify([oauth, secret.fingerprint]);
  const known = sources.get(services.wire);
  if (known?.key === key) return known.source;
  const source = createTokenSource(oauth, secret, services);
  sources.set(services.wire, { key, source });
  return source;
}
