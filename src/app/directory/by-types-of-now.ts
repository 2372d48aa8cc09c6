import type { OrgId } from "../../core/ids.ts";
import type { OrgTypes } from "../resource-types/directory-type.ts";
import type { TypeRegistry } from "../resource-types/type-registry.ts";
import type { WriteRefusal } from "./directory.ts";

/** Does work by the definitions of the organization; once more when these changed before it was committed. */
export async function byTypesOfNow<Value>(
  registry: TypeRegistry,
  org: OrgId,
  work: (types: OrgTypes) => Promise<{ readonly kind: "settled"; readonly value: Value } | WriteRefusal>,
): Promise<{ readonly kind: "settled"; readonly value: Value } | WriteRefusal> {
  const first = await work(await registry.of(org));
  if (first.kind !== "types-changed") return first;
  registry.forget(org);
  return work(await registry.of(org));
}
