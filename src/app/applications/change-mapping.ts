import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type Json, type JsonObject } from "../../core/json.ts";
import { checkPasswords } from "../../core/mapping/check-write-only.ts";
import type { RegexPort } from "../../core/mapping/expression/regex.ts";
import { parseMapping } from "../../core/mapping/mapping.ts";
import { listMappingChanges, type MappingChange } from "../../core/mapping/mapping-changes.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import {
  type ConfigurationError,
  type Deps,
  isRefusal,
  type Refusal,
  refuse,
  refuseConfiguration,
} from "../deps.ts";
import { limitStoredPatterns } from "../mappings/limit-patterns.ts";
import { listMappingErrors, readDefaultMappings, readMappings } from "../provisioning/context.ts";
import { describeMapping, type MappingView } from "./application-mapping.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** The mappings that an application is to have. A type that is left out keeps its mapping. */
export interface MappingChangeRequest {
  readonly org: OrgId;
  readonly app: AppId;
  readonly change:
    | {
        readonly kind: "replace";
        readonly user: JsonObject | undefined;
        readonly group: JsonObject | undefined;
      }
    /** Takes the default of the template or the connector, for one type or for both. */
    | { readonly kind: "default"; readonly type: ObjectType | undefined };
  /** The version of the application that the change was made for; any when undefined. */
  readonly version?: number | undefined;
}

/** The mappings after a change, and what the change did. */
export interface ChangedMapping extends MappingView {
  readonly changed: readonly MappingChange[];
}

const TYPES = ["user", "group"] as const;

/**
 * Replaces mappings of an application, after checking them as a whole: either all errors are answered and nothing is
 * changed, or a new version of the application has the mappings, and its next cycle maps every object again. Mappings
 * that the application has already make no new version.
 */
export async function changeMapping(
  deps: Deps,
  author: Author,
  request: MappingChangeRequest,
): Promise<ChangedMapping | Refusal> {
  const { org, app, change } = request;
  const before = await deps.store.get("application", { org, id: app });
  if (before === undefined) return refuse("not-found", "app.not-found", { app });
  if (request.version !== undefined && request.version !== before.version) {
    return refuse("conflict", "app.changed-meanwhile", { app });
  }
  const prepared = prepareMapping(deps, before, change);
  if (isRefusal(prepared)) return prepared;
  const written = await writeApplication(deps, author, before, prepared.edits);
  if (isRefusal(written)) return written;
  const view = await describeMapping(deps, org, app);
  return isRefusal(view) ? view : { ...view, changed: prepared.changed };
}

/** Checks a change of mappings, and prepares its write: no edit where the mappings stay the same. */
export function prepareMapping(
  { connectors, regex }: Pick<Deps, "connectors" | "regex">,
  row: ApplicationRow,
  change: MappingChangeRequest["change"],
): { readonly edits: readonly ApplicationEdit[]; readonly changed: readonly MappingChange[] } | Refusal {
  const connector = connectors.get(row.connector);
  if (connector === undefined) return refuse("not-found", "app.not-found", { app: row.id });
  const before = readMappings(connector, row.mappings);
  const after = { ...before, ...chosenMappings(change, readDefaultMappings(connector, row)) };
  const errors = TYPES.flatMap((type) => [
    ...checkMapping(type, after[type], regex),
    ...listMappingErrors(type, { ok: false, errors: checkPasswords(after[type], before[type]) }),
  ]);
  if (errors.length > 0) return refuseConfiguration("app.mapping-invalid", errors);
  const changed = TYPES.flatMap((type) => listMappingChanges(type, before[type], after[type]));
  if (isSameJson({ ...before }, { ...after })) return { edits: [], changed };
  const detail = {
    mapping: change.kind === "default" ? "default" : "other",
    changes: changed.map((each) => ({ ...each })),
  };
  return { edits: [{ set: { mappings: after }, alters: "results", detail }], changed };
}

/** The errors of a mapping that is about to be stored. */
function checkMapping(type: ObjectType, mapping: Json, regex: RegexPort): readonly ConfigurationError[] {
  const limited = limitStoredPatterns(regex);
  const parsed = parseMapping(mapping, limited.regex);
  if (!limited.meter.isSpent) return listMappingErrors(type, parsed);
  return [{ code: "mapping.patterns-too-large", pointer: `/${type}/attributes`, params: {} }];
}

function chosenMappings(
  change: MappingChangeRequest["change"],
  defaults: Readonly<Record<ObjectType, Json>>,
): Partial<Record<ObjectType, Json>> {
  if (change.kind === "default") {
    return change.type === undefined ? defaults : { [change.type]: defaults[change.type] };
  }
  const { user, group } = change;
  return {
    ...(user === undefined ? {} : { user: { type: "user", ...user } }),
    ...(group === undefined ? {} : { group: { type: "group", ...group } }),
  };
}
