import { isRefusal, type Refusal } from "../../app/deps.ts";
import type { ChangedLink } from "../../app/provisioning/links/change-link.ts";
import { importLinks } from "../../app/provisioning/links/import-links.ts";
import {
  type LinkHistory,
  type LinkView,
  listLinks,
  readLinks,
  showLinkHistory,
} from "../../app/provisioning/links/list-links.ts";
import { relinkObject, unlinkObject } from "../../app/provisioning/links/relink-object.ts";
import { isUndoable, undoLink } from "../../app/provisioning/links/undo-link.ts";
import { readActorNames } from "../../app/read-actor-names.ts";
import type {
  AccountLinkEventShape,
  AccountLinkHistoryShape,
  AccountLinkShape,
  ChangedLinkShape,
} from "../../contract/account-links.ts";
import { type AppId, type ObjectId, toAccountId } from "../../core/ids.ts";
import type { LinkRow } from "../../ports/tables.ts";
import { ApiError } from "../api-error.ts";
import { type AdminCall, type Handlers, idOf, StreamedAnswer } from "./call.ts";
import { formatTime } from "./convert.ts";
import { writeCsvLine } from "./csv-cell.ts";
import { Upload } from "./upload.ts";

/** The largest size of a file of links, in bytes. */
const FILE_BYTES_MAX = 100 * 1024 ** 2;

/** Serves the links of an application. */
export const accountLinkHandlers: Pick<
  Handlers,
  "listLinks" | "getLink" | "relinkObject" | "unlinkObject" | "undoLink" | "exportLinks" | "importLinks"
> = {
  async listLinks({ context, org, params, query }) {
    const page = await listLinks(context.deps, { org, app: idOf<AppId>(params.app) }, query);
    return isRefusal(page) ? page : { items: page.items.map(showView), next: page.next };
  },

  async getLink({ context, org, params }) {
    const place = { org, app: idOf<AppId>(params.app), object: idOf<ObjectId>(params.object) };
    const history = await showLinkHistory(context.deps, place);
    return isRefusal(history) ? history : showHistory({ context }, history);
  },

  async relinkObject({ context, actor, org, params, body }) {
    const { accountId, comment } = body;
    const place = { org, app: idOf<AppId>(params.app), object: idOf<ObjectId>(params.object), comment };
    const input = { ...place, account: toAccountId(accountId) };
    return showChange(place.object, await relinkObject(context.engine, actor, input));
  },

  async unlinkObject({ context, actor, org, params, body }) {
    const { comment } = body;
    const place = { org, app: idOf<AppId>(params.app), object: idOf<ObjectId>(params.object), comment };
    return showChange(place.object, await unlinkObject(context.engine, actor, place));
  },

  async undoLink({ context, actor, org, params, body }) {
    const place = { org, app: idOf<AppId>(params.app), object: idOf<ObjectId>(params.object), ...body };
    return showChange(place.object, await undoLink(context.engine, actor, place));
  },

  async exportLinks({ context, org, params }) {
    const place = { org, app: idOf<AppId>(params.app) };
    const first = await listLinks(context.deps, place, { limit: 1 });
    if (isRefusal(first)) return first;
    return new StreamedAnswer("text/csv", writeLinks(readLinks(context.deps, place)), "links.csv");
  },

  async importLinks({ context, actor, request, org, params, query }) {
    const upload = new Upload(request.raw, FILE_BYTES_MAX);
    const isTrial = query.dryRun === "true";
    const read = async () => {
      try {
        const file = await context.readers.links(upload.bytes());
        await upload.drain();
        if (!upload.isTooLarge) return file;
      } catch (error) {
        if (!upload.isTooLarge) throw error;
      }
      throw new ApiError(413, "request.too-large", { limit: FILE_BYTES_MAX });
    };
    const input = { org, app: idOf<AppId>(params.app), isTrial, read };
    const result = await importLinks(context.engine, actor, input);
    return isRefusal(result) ? result : { ...result, rejected: [...result.rejected], dryRun: isTrial };
  },
};

function showView({ link, name }: LinkView): AccountLinkShape {
  return showLinkRow(link, name);
}

function showLinkRow(link: LinkRow, name: string): AccountLinkShape {
  return {
    objectId: link.object,
    type: link.type,
    name,
    accountId: link.account,
    provenance: link.provenance,
    scope: link.scope,
    since: formatTime(link.created),
    modifiedAt: formatTime(link.modified),
  };
}

function showChange(objectId: string, changed: ChangedLink | Refusal): ChangedLinkShape | Refusal {
  if (isRefusal(changed)) return changed;
  const { name, link, left } = changed;
  return {
    objectId,
    name,
    link: link === undefined ? null : showLinkRow(link, name),
    leftAccountId: left,
  };
}

async function showHistory(
  { context }: Pick<AdminCall<"getLink">, "context">,
  { object, type, name, link, events }: LinkHistory,
): Promise<AccountLinkHistoryShape> {
  const names = await readActorNames(context.deps, events);
  const shown = events.map(
    (event, index): AccountLinkEventShape => ({
      eventId: event.id,
      at: formatTime(event.at),
      kind: event.kind,
      accountId: event.account,
      formerAccountId: typeof event.former?.["account"] === "string" ? event.former["account"] : null,
      actor: event.actor,
      actorName: names.get(event.actor) ?? null,
      cause: event.cause,
      undoable: index === 0 && isUndoable(event),
    }),
  );
  return {
    objectId: object,
    type,
    name,
    link: link === undefined ? null : showLinkRow(link, name),
    events: shown,
  };
}

const COLUMNS = ["object", "name", "type", "account", "provenance", "scope", "since"] as const;

async function* writeLinks(pages: AsyncIterable<readonly LinkView[]>): AsyncGenerator<string> {
  yield writeCsvLine(COLUMNS);
  for await (const page of pages) {
    yield page
      .map(showView)
      .map(({ objectId, name, type, accountId, provenance, scope, since }) =>
        writeCsvLine([objectId, name, type, accountId, provenance, scope, since]),
      )
      .join("");
  }
}
