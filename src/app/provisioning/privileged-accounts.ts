import type { Abilities } from "../../core/provisioning/abilities.ts";
import { isHidden, isOffered } from "../../core/provisioning/offered-attributes.ts";
import { compilePrivileged } from "../../core/provisioning/privileged.ts";
import type { Account } from "../../ports/target.ts";
import type { CycleContext } from "./context.ts";

/**
 * A function that tells whether an account is one that is not adopted without a person: by the filter of the
 * application, or because the target does not show what the filter reads.
 */
export function createPrivilegedTest({
  settings,
  target,
}: Pick<CycleContext, "settings" | "target">): (account: Account) => boolean {
  const { privilegedAccounts: text } = settings;
  const filter = text === null ? undefined : compilePrivileged(text);
  if (filter === undefined) return () => false;
  const abilities = target.abilities();
  // Without the attribute every account would look harmless.
  const isUnknown = filter.paths.some((path) => !isShown(abilities, path));
  return ({ type, attributes }) => type === "user" && (isUnknown || filter.holds(attributes));
}

/** False if the target says that it does not have the attribute, or does not show it. */
function isShown(abilities: Abilities, path: string): boolean {
  return isOffered(abilities, "user", path) && !isHidden(abilities, "user", path);
}
