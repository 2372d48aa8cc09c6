import { isRefusal } from "../../app/deps.ts";
import { beginImport } from "../../app/importing/begin-import.ts";
import { finishImport } from "../../app/importing/finish-import.ts";
import { getImport } from "../../app/importing/get-import.ts";
import { listImports } from "../../app/importing/list-imports.ts";
import { releaseImport } from "../../app/importing/release-import.ts";
import { stageGroups } from "../../app/importing/stage-groups.ts";
import { stagePeople } from "../../app/importing/stage-people.ts";
import { tryImport } from "../../app/importing/try-import.ts";
import type { ImportId } from "../../core/ids.ts";
import { ApiError } from "../api-error.ts";
import { type Handlers, idOf } from "./call.ts";
import { showImport } from "./show-import.ts";
import { Upload } from "./upload.ts";

/** The largest size of a file of an import, in bytes. */
const UPLOAD_BYTES_MAX = 1024 ** 3;

/** Serves imports: files are staged one by one, then merged as a whole. */
export const importHandlers: Pick<
  Handlers,
  | "listImports"
  | "beginImport"
  | "uploadImportFile"
  | "previewImport"
  | "finishImport"
  | "getImport"
  | "releaseImport"
> = {
  async listImports({ context, org, query }) {
    const { items, next } = await listImports(context.deps, { org, ...query });
    return { items: items.map(showImport), next };
  },

  async beginImport({ context, actor, org, body }) {
    const { source, columns, ignoredColumns: dropped, files } = body;
    const input = { org, source, columns, dropped, reader: context.version, files };
    return beginImport(context.deps, actor, input);
  },

  async uploadImportFile({ context, request, org, params, query }) {
    const { deps, readers } = context;
    const { file } = query;
    const upload = new Upload(request.raw, UPLOAD_BYTES_MAX);
    const staged = { org, import: idOf<ImportId>(params.import), file, digest: () => upload.digest() };
    const known = await getImport(deps, org, staged.import);
    const { columns = {}, dropped = [] } = isRefusal(known) ? {} : known.progress;
    const mapped = new Map(Object.entries(columns));
    const rows =
      params.part === "people"
        ? await stagePeople(deps, { ...staged, rows: readers.people(upload.bytes(), file, mapped, dropped) })
        : await stageGroups(deps, { ...staged, rows: readers.groups(upload.bytes(), file, mapped, dropped) });
    await upload.drain();
    if (upload.isTooLarge) throw new ApiError(413, "request.too-large", { limit: UPLOAD_BYTES_MAX });
    return isRefusal(rows) ? rows : { rows };
  },

  async previewImport({ context, org, params, body }) {
    const input = { org, import: idOf<ImportId>(params.import), acceptLeavers: body.acceptLeavers };
    const view = await tryImport(context.deps, input);
    return isRefusal(view) ? view : showImport(view);
  },

  async finishImport({ context, actor, org, params, body }) {
    const { acceptLeavers } = body;
    const input = { org, import: idOf<ImportId>(params.import), acceptLeavers };
    const view = await finishImport(context.deps, actor, input);
    return isRefusal(view) ? view : showImport(view);
  },

  async getImport({ context, org, params }) {
    const view = await getImport(context.deps, org, idOf<ImportId>(params.import));
    return isRefusal(view) ? view : showImport(view);
  },

  async releaseImport({ context, actor, org, params }) {
    const refused = await releaseImport(context.deps, actor, { org, import: idOf<ImportId>(params.import) });
    return refused ?? null;
  },
};
