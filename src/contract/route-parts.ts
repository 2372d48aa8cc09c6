import { z } from "zod";
import { uuid } from "./shapes.ts";

/** Parts that routes share. */
export const inOrg = z.object({ org: uuid });
export const inApp = z.object({ org: uuid, app: uuid });
export const paging = z.object({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const nothing = z.null();
