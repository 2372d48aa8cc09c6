import type { AccountRules } from "../../core/provisioning/account-rules.ts";
import type { LinkRow, ObjectRow } from "../../ports/tables.ts";
import { nameOf } from "../objects.ts";

/** The name of an object for people: as the directory has it now, or as the target last had it. */
export function displayNameOf(
  object: ObjectRow | undefined,
  link: LinkRow | undefined,
  rules: AccountRules | undefined,
): string {
  if (object !== undefined) return nameOf(object);
  if (link === undefined) return "";
  const held = rules === undefined ? undefined : link.projected[rules.naturalKey[link.type]];
  return typeof held === "string" ? held : link.object;
}
