import type { RemovalShape } from "../contract/removals.ts";
import type { Messages } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";

/** Renders the effect of a removal: for one user, and for all in the group. */
export function renderRemoval(removal: RemovalShape, messages: Messages, paint: Paint): string[] {
  const { word, text } = messages;
  const { group, removed, lose, keep, loseRoles, keptBy, losing, user } = removal;
  const lines = [`  ${word(removed === "group" ? "removal.of-group" : "removal.of-assignment", { group })}`];
  const add = (line: string) => lines.push(`    ${line}`);
  if (user !== null) {
    const { name, has, keeps, scope } = user;
    if (!has) add(word("removal.user-has-none", { name }));
    else add(keeps ? word("removal.user-keeps", { name }) : paint.red(word("removal.user-loses", { name })));
    for (const { code, params } of has && keeps ? scope : []) add(`  ${text(code, params)}`);
  }
  add(word("removal.lose", { count: lose }));
  if (losing.length > 0)
    add(`  ${losing.map(({ name }) => name).join(", ")}${lose > losing.length ? ", …" : ""}`);
  add(word("removal.keep", { count: keep }));
  for (const { reason, people } of keptBy) add(`  ${people}: ${text(reason.code, reason.params)}`);
  if (loseRoles > 0) add(word("removal.lose-roles", { count: loseRoles }));
  return lines;
}
