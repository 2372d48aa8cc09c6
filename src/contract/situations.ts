import { z } from "zod";

/** How an object of the directory and the accounts of a target stand to each other. */
export const situation = z.enum([
  "confirmed",
  "found",
  "absent",
  "ambiguous",
  "missing",
  "source-missing",
  "unqualified",
  "unassigned",
  "collision",
]);
