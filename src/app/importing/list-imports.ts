import type { OrgId } from "../../core/ids.ts";
import type { Deps } from "../deps.ts";
import { type ListPage, listPage } from "../list-page.ts";
import type { ImportView } from "./get-import.ts";
import { readProgress } from "./import-hold.ts";

/** Lists the imports of an organization, newest first, those that failed among them. */
export async function listImports(
  { store }: Deps,
  input: {
    readonly org: OrgId;
    readonly source?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<ImportView>> {
  const { org, source, after, limit } = input;
  const rows = await store.page("import", {
    where: { org, ...(source === undefined ? {} : { source }) },
    descending: true,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const views = rows.map((row) => ({ row, progress: readProgress(row.progress) }));
  return listPage(views, limit, ({ row }) => row.id);
}
