import type { IdentityProviderShape } from "../contract/identity-providers.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderTable } from "./table.ts";

/** Renders identity providers, one a line. */
export function renderProviders(providers: readonly IdentityProviderShape[], messages: Messages): string[] {
  const head = (["id", "name", "state", "issuer"] as const).map((name) => messages.word(`column.${name}`));
  const rows = providers.map(({ providerId, name, state, issuer }) => [
    providerId,
    name,
    messages.word(`provider-state.${state}`),
    issuer,
  ]);
  return renderTable([head, ...rows]);
}

/** Renders an identity provider with the redirect URI to register and the roles that claims give. */
export function renderProvider(provider: IdentityProviderShape, messages: Messages, paint: Paint): string[] {
  const { name, state, issuer, clientId, method, scope, redirectUri, roleClaim, roles, tokenDays } = provider;
  const shown = paint[state === "on" ? "green" : "dim"](messages.word(`provider-state.${state}`));
  const claim = makePrintable(roleClaim ?? "");
  return [
    `${paint.bold(makePrintable(name))}  ${shown}`,
    `  ${makePrintable(issuer)}`,
    `  ${messages.word("cli.provider-client", { client: clientId, method })}`,
    `  ${messages.word("cli.provider-scope", { scope })}`,
    `  ${messages.word("cli.provider-redirect", { url: redirectUri })}`,
    `  ${messages.word("cli.provider-token-days", { count: tokenDays })}`,
    ...(roles.length === 0 ? [`  ${messages.word("cli.provider-no-roles")}`] : []),
    ...roles.map(({ value, role }) => `  ${messages.word("cli.provider-role", { claim, value, role })}`),
  ];
}
