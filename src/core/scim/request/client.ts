import type { ProfileKind } from "../profile.ts";

/**
 * Words of User-Agents and the profile that suits who sends them, the first that is found. A hint, never more:
 * anyone can send any of them. Okta's is in its SCIM reference (2026-11); the others are the products' own names.
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

/** Who a client seems to be and which profile suits it; undefined when its User-Agent says nothing. */
export function recogniseClient(
  userAgent: string,
): { readonly name: string; readonly profile: ProfileKind } | undefined {
  const folded = userAgent.toLowerCase();
  const found = CLIENTS.find(({ words }) => words.some((word) => folded.includes(word)));
  return found && { name: found.name, profile: found.profile };
}
