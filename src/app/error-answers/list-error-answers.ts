import type { OrgId } from "../../core/ids.ts";
import type { ErrorAnswerRow } from "../../ports/error-answer-tables.ts";
import type { Deps } from "../deps.ts";
import { type ListPage, listPage } from "../list-page.ts";
import { type TimeSpan, walkRecords } from "../walk-records.ts";

/** The conditions of answers with an error; one that is left out matches every answer. */
export interface ErrorAnswerFilter extends TimeSpan {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly actor?: string | undefined;
}

const COLUMNS = ["status", "code", "actor"] as const;

/** Lists the answers with an error of an organization, or of the instance, newest first. */
export async function listErrorAnswers(
  { store }: Pick<Deps, "store">,
  {
    org,
    filter,
    after,
    limit,
  }: {
    readonly org: OrgId;
    readonly filter: ErrorAnswerFilter;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<ErrorAnswerRow>> {
  const given = COLUMNS.filter((column) => filter[column] !== undefined);
  return walkRecords(
    {
      period: filter,
      isWanted:
        given.length === 0 ? undefined : (row) => given.every((column) => row[column] === filter[column]),
      read: (place, size) =>
        store.page("error_answer", {
          where: { org },
          descending: true,
          limit: size,
          ...(place === undefined ? {} : { after: place }),
        }),
    },
    { after, limit },
  );
}

/** The answer with this tracking id in an organization, or anywhere without one; a list of one at most. */
export async function findErrorAnswer(
  { store }: Pick<Deps, "store">,
  { org, id }: { readonly org: OrgId | undefined; readonly id: string },
): Promise<ListPage<ErrorAnswerRow>> {
  const where = org === undefined ? { id } : { org, id };
  return listPage(await store.page("error_answer", { where, limit: 1 }), 1, (row) => row.id);
}
