import type { TokenEntry } from "../../../../src/contract/tokens.ts";
import { useTexts } from "../../i18n/use-texts.ts";

const SOON_MS = 30 * 86_400_000;

/** Whether a token still lets its client in, in words and in colour. */
export function TokenState({ token }: { readonly token: Pick<TokenEntry, "revokedAt" | "expiresAt"> }) {
  const { t } = useTexts("scim-tokens");
  const state = stateOf(token, Date.now());
  return <span className={`badge badge-${LOOKS[state]}`}>{t(`state.${state}`)}</span>;
}

type State = "good" | "ends-soon" | "expired" | "revoked";

const LOOKS = { good: "active", "ends-soon": "warm", expired: "deleted", revoked: "quiet" } as const;

function stateOf({ revokedAt, expiresAt }: Pick<TokenEntry, "revokedAt" | "expiresAt">, now: number): State {
  if (revokedAt !== null) return "revoked";
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "expired";
  return left < SOON_MS ? "ends-soon" : "good";
}
