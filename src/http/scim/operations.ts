import type { ScimOperation } from "./request/call.ts";
import { BULK_OPERATION } from "./routes/bulk.ts";
import { DISCOVERY_OPERATIONS } from "./routes/discovery.ts";
import { LIST_OPERATIONS } from "./routes/list.ts";
import { ME_OPERATIONS } from "./routes/me.ts";
import { MEMBER_OPERATIONS } from "./routes/members.ts";
import { RESOURCE_OPERATIONS } from "./routes/resources.ts";

/** Everything that clients can ask for. Of two paths that fit, the one with fewer parameters wins. */
export const OPERATIONS: readonly ScimOperation[] = [
  ...DISCOVERY_OPERATIONS,
  ...ME_OPERATIONS,
  BULK_OPERATION,
  ...MEMBER_OPERATIONS,
  ...LIST_OPERATIONS,
  ...RESOURCE_OPERATIONS,
];
