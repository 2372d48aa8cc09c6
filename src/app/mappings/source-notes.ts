import type { OrgId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { parseMapping } from "../../core/mapping/mapping.ts";
import { listUnknownSources } from "../../core/mapping/unknown-sources.ts";
import type { Reason } from "../../core/provisioning/reason.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Deps } from "../deps.ts";

/** A note about a configuration that is accepted: most likely it does not do what was intended. */
export interface ConfigurationNote extends Reason {
  /** The JSON pointer to the place in the configuration. */
  readonly pointer: string;
}

const TYPES = ["user", "group"] as const;

/**
 * Notes the attributes that mappings read and that the directory of the organization does not know, with its own schemas.
 * A mapping that cannot be read has errors instead, and no notes.
 */
export async function noteUnknownSources(
  { types, regex }: Pick<Deps, "types" | "regex">,
  org: OrgId,
  mappings: Readonly<Partial<Record<ObjectType, Json>>>,
): Promise<readonly ConfigurationNote[]> {
  const known = await types.of(org);
  const users = known.standard("user").resource;
  return TYPES.flatMap((type) => {
    const json = mappings[type];
    const parsed = json === undefined ? undefined : parseMapping(json, regex);
    if (parsed === undefined || !parsed.ok) return [];
    const own = known.standard(type).resource;
    return listUnknownSources(parsed.mapping, { own, users }).map(({ at, member, ...params }) => ({
      code: "mapping.source-unknown",
      params,
      pointer: `/${type}/attributes/${at}/${member}`,
    }));
  });
}
