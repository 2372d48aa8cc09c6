import { INSTANCE } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import type { Deps } from "../deps.ts";
import type { PersonView } from "./people-in-reach.ts";

/** The audit rows of a change that counts in every organization of the person. */
export function createAuditInAll(
  deps: Deps,
  author: Author,
  { row, roles }: PersonView,
  activity: string,
): readonly Write[] {
  const detail = { name: row.name };
  return [...new Set([INSTANCE, ...roles.keys()])].map((org) =>
    createAuditWrite(deps, author, { org, category: "person", activity, target: row.id, detail }),
  );
}
