import type { Clause } from "./clause.ts";
import { BULK_CLAUSES } from "./clauses/bulk.ts";
import { BULK_ID_CLAUSES } from "./clauses/bulk-ids.ts";
import { CREATE_CLAUSES } from "./clauses/create-read.ts";
import { CURSOR_CLAUSES } from "./clauses/cursor.ts";
import { DELETE_CLAUSES } from "./clauses/delete.ts";
import { DISCOVERY_CLAUSES } from "./clauses/discovery.ts";
import { ERROR_CLAUSES } from "./clauses/errors.ts";
import { ETAG_CLAUSES } from "./clauses/etag.ts";
import { FILTER_CLAUSES } from "./clauses/filter.ts";
import { FILTER_VALUE_CLAUSES } from "./clauses/filter-values.ts";
import { ME_CLAUSES } from "./clauses/me.ts";
import { MESSAGE_CLAUSES } from "./clauses/messages.ts";
import { MULTI_VALUED_CLAUSES } from "./clauses/multi-valued.ts";
import { PAGING_CLAUSES } from "./clauses/paging.ts";
import { PATCH_CLAUSES } from "./clauses/patch.ts";
import { PATCH_ADD_CLAUSES } from "./clauses/patch-add.ts";
import { PATCH_REMOVE_CLAUSES } from "./clauses/patch-remove.ts";
import { PATCH_REPLACE_CLAUSES } from "./clauses/patch-replace.ts";
import { PROJECTION_CLAUSES } from "./clauses/projection.ts";
import { QUERY_CLAUSES } from "./clauses/query.ts";
import { REPLACE_CLAUSES } from "./clauses/replace.ts";
import { RESOURCE_CLAUSES } from "./clauses/resources.ts";
import { SORT_CLAUSES } from "./clauses/sort.ts";
import { TYPE_CLAUSES } from "./clauses/types.ts";

/** What the clauses of a file are about, in the order of the report. */
export interface Area {
  readonly title: string;
  readonly clauses: readonly Clause[];
}

export const AREAS: readonly Area[] = [
  { title: "Messages", clauses: MESSAGE_CLAUSES },
  { title: "Errors and access", clauses: ERROR_CLAUSES },
  { title: "Discovery", clauses: DISCOVERY_CLAUSES },
  { title: "Resources", clauses: RESOURCE_CLAUSES },
  { title: "Creating and reading", clauses: CREATE_CLAUSES },
  { title: "Replacing", clauses: REPLACE_CLAUSES },
  { title: "Deleting", clauses: DELETE_CLAUSES },
  { title: "Querying", clauses: QUERY_CLAUSES },
  { title: "Filters", clauses: FILTER_CLAUSES },
  { title: "Filters: values and errors", clauses: FILTER_VALUE_CLAUSES },
  { title: "Sorting", clauses: SORT_CLAUSES },
  { title: "Paging by index", clauses: PAGING_CLAUSES },
  { title: "Paging by cursor", clauses: CURSOR_CLAUSES },
  { title: "What is returned", clauses: PROJECTION_CLAUSES },
  { title: "PATCH", clauses: PATCH_CLAUSES },
  { title: "PATCH: adding", clauses: PATCH_ADD_CLAUSES },
  { title: "PATCH: replacing", clauses: PATCH_REPLACE_CLAUSES },
  { title: "PATCH: removing", clauses: PATCH_REMOVE_CLAUSES },
  { title: "Versions", clauses: ETAG_CLAUSES },
  { title: "The authenticated user", clauses: ME_CLAUSES },
  { title: "Bulk", clauses: BULK_CLAUSES },
  { title: "Bulk: references", clauses: BULK_ID_CLAUSES },
  { title: "Multi-valued attributes", clauses: MULTI_VALUED_CLAUSES },
  { title: "Types and characteristics", clauses: TYPE_CLAUSES },
];

export const CLAUSES: readonly Clause[] = AREAS.flatMap(({ clauses }) => clauses);
