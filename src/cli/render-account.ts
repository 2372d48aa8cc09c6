import type { PasskeyShape } from "../contract/passkeys.ts";
import type { PersonSessionShape, SignedInSession } from "../contract/sign-in.ts";
import type { Messages } from "../messages/messages.ts";
import { renderTable } from "./table.ts";

/** Renders the account of a person: the names, the language and the roles. */
export function renderAccount(
  account: Pick<SignedInSession, "name" | "displayName" | "language" | "organizations">,
  messages: Messages,
): readonly string[] {
  const { name, displayName, language, organizations } = account;
  const roles = organizations.map(({ name: organization, role }) => `${role} (${organization})`);
  const head = (["name", "full-name", "language", "roles"] as const).map((column) =>
    messages.word(`column.${column}`),
  );
  return renderTable([head, [name, displayName, language ?? "-", roles.join(", ") || "-"]]);
}

/** Renders whether there is an authenticator app, and how many recovery codes are left. */
export function renderSecondFactor(
  factor: { readonly confirmedAt: string | null; readonly recoveryCodesLeft: number },
  messages: Messages,
): readonly string[] {
  const { confirmedAt: at, recoveryCodesLeft: count } = factor;
  if (at === null) return [messages.word("cli.person-no-app")];
  return [messages.word("cli.person-app", { at }), messages.word("cli.factor-codes-left", { count })];
}

/** Renders passkeys with their ids, one a line. */
export function renderOwnPasskeys(passkeys: readonly PasskeyShape[], messages: Messages): readonly string[] {
  if (passkeys.length === 0) return [messages.word("cli.person-no-passkeys")];
  const head = (["id", "passkey", "since", "used"] as const).map((name) => messages.word(`column.${name}`));
  const rows = passkeys.map(({ passkeyId, name, createdAt, usedAt }) => [
    passkeyId,
    name,
    createdAt,
    usedAt ?? "-",
  ]);
  return renderTable([head, ...rows]);
}

/** Renders the sessions of the caller, one a line; the one of the command itself ends with it. */
export function renderOwnSessions(
  sessions: readonly PersonSessionShape[],
  messages: Messages,
): readonly string[] {
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  if (others.length === 0) return [messages.word("cli.sessions-no-others")];
  const head = (["id", "used", "expires", "address", "client"] as const).map((name) =>
    messages.word(`column.${name}`),
  );
  const rows = others.map(({ sessionId, usedAt, expiresAt, address, userAgent }) => [
    sessionId,
    usedAt,
    expiresAt,
    address,
    userAgent ?? "-",
  ]);
  return renderTable([head, ...rows]);
}
