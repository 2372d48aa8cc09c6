import { z } from "zod";

/** A value in the address that cannot be read counts as left out: an old link still shows the list. */
export const optional = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

/** What of a list without a search stands in its address. */
export const pagedSearch = z.object({
  after: optional(z.string()),
  size: optional(z.union([z.literal(50), z.literal(100)])),
});

/** What of a list with a search stands in its address. */
export const listSearch = pagedSearch.extend({ search: optional(z.string().min(1).max(500)) });
