import type { ApplicationEngine } from "../../applications/configuration/application-engine.ts";
import type { Author } from "../../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse, refuseConfiguration } from "../../deps.ts";
import { type ComparedConfiguration, compareConfiguration, isDeletion } from "./compare-configuration.ts";
import type { ConfigurationRequest } from "./configuration-request.ts";
import type { ConfigurationStep } from "./organization-document.ts";

/**
 * Applies documents: first what organizations define for themselves, then each application in one commit, in the order of
 * the documents, and deletions of applications last. Nothing is written if there is an error in any of them, or if there
 * are more deletions than allowed. Applying again continues where a crash or a conflict ended.
 */
export async function applyConfiguration(
  deps: Deps,
  engine: ApplicationEngine,
  author: Author,
  request: ConfigurationRequest,
): Promise<ComparedConfiguration | Refusal> {
  const compared = await compareConfiguration(deps, engine, author, request);
  if (isRefusal(compared)) return compared;
  const { steps, changes, deletions, notes } = compared;
  if (deletions > request.deletionsMax) {
    const accounts = changes.reduce(
      (sum, change) => sum + (isDeletion(change) ? (change.accounts ?? 0) : 0),
      0,
    );
    const params = { deletions, limit: request.deletionsMax, accounts };
    return refuse("conflict", "configuration.too-many-deletions", params);
  }
  let done = 0;
  for (const step of steps) {
    const refused = await step.run();
    if (refused !== undefined)
      return done === 0 ? refused : refuseRest(refused, step, { done, of: changes.length });
    done += step.changes;
  }
  return { changes, deletions, notes };
}

/** The refusal that says what was done before it. */
function refuseRest(
  { code, params, reason }: Refusal,
  { pointer }: ConfigurationStep,
  { done, of }: { readonly done: number; readonly of: number },
): Refusal {
  const errors = [{ code, pointer, params }];
  return { ...refuseConfiguration("configuration.partly-applied", errors, { done, of }), reason };
}
