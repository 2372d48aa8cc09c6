import { BULK_OPERATION } from "./bulk.ts";
import type { Operation } from "./call.ts";
import { DISCOVERY_OPERATIONS } from "./discovery.ts";
import { LIST_OPERATIONS } from "./list.ts";
import { ME_OPERATIONS } from "./me.ts";
import { MEMBER_OPERATIONS } from "./members.ts";
import { RESOURCE_OPERATIONS } from "./resources.ts";
import { withFreshTypes } from "./with-fresh-types.ts";

/** Everything that clients can ask for. Of two paths that fit, the one with fewer parameters is meant. */
export const OPERATIONS: readonly Operation[] = [
  ...DISCOVERY_OPERATIONS,
  ...ME_OPERATIONS.map(withFreshTypes),
  BULK_OPERATION,
  ...MEMBER_OPERATIONS,
  ...LIST_OPERATIONS,
  ...RESOURCE_OPERATIONS,
];
