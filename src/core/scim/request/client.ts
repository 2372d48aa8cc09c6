import type { ProfileKind } from "../profile.ts";

/**
 * Words in User-Agents and the profile that suits the client; the first match counts. Only a hint, because
 * any client can send any of them. Okta's is in its SCIM reference (2026-11); the others are the products'
 * own names.
 */
const CLIENTS: readonly {
  readonly words: readonly string[];
  readonly name: string;
  readonly profile: ProfileKind;
}[] = [
  { words: ["okta"], name: "Okta", profile: "okta" },
  {
    words: ["entra", "azure ad", "azuread", "azure active directory", "microsoft"],
    name: "Microsoft Entra ID",
    profile: "entra",
  },
  { words: ["authentik"], name: "authentik", profile: "generic" },
  { words: ["keycloak"], name: "Keycloak", profile: "generic" },
  { words: ["onelogin"], name: "OneLogin", profile: "generic" },
  { words: ["jumpcloud"], name: "JumpCloud", profile: "generic" },
  { words: ["pingfederate", "pingone", "ping identity"], name: "Ping Identity", profile: "generic" },
  { words: ["sailpoint"], name: "SailPoint", profile: "generic" },
  { words: ["muster/"], name: "Muster", profile: "rfc" },
];

/**
 * The probable client and the profile that suits it; undefined when its User-Agent matches no known client.
 */
export function recogniseClient(
  userAgent: string,
): { readonly name: string; readonly profile: ProfileKind } | undefined {
  const folded = userAgent.toLowerCase();
  const found = CLIENTS.find(({ words }) => words.some((word) => folded.includes(word)));
  return found && { name: found.name, profile: found.profile };
}
