import type { JsonObject } from "../../core/json.ts";
import {
  listLoggedLinks,
  readAssignedUser,
  readSyncedIdentity,
  type SyncedIdentity,
} from "../../core/provisioning/link-claims.ts";
import { LINK_ROWS_MAX, type LinkFile, type LinkFileRow } from "../../ports/link-source.ts";
import { readItems, UnreadableJsonError } from "./read-items.ts";

/**
 * Reads links from JSON: the provisioning log of Entra ID, as the admin center saves it and Microsoft Graph answers it, or
 * the users of an application as Okta's API lists them. The first entry shows which of the two it is.
 */
export async function readJsonLinks(bytes: AsyncIterable<Uint8Array>): Promise<LinkFile> {
  const rows: LinkFileRow[] = [];
  const actions: SyncedIdentity[] = [];
  let isLog: boolean | undefined;
  let count = 0;
  try {
    for await (const item of readItems(bytes)) {
      count += 1;
      if (count > LINK_ROWS_MAX) {
        return { kind: "refused", code: "account-link.file-too-long", params: { max: LINK_ROWS_MAX } };
      }
      isLog ??= isLogEntry(item);
      if (isLog) actions.push(readSyncedIdentity(item, count));
      else
        rows.push(readAssignedUser(item, count) ?? { line: count, problem: "account-link.row-incomplete" });
    }
  } catch (error) {
    if (!(error instanceof UnreadableJsonError)) throw error;
    return { kind: "refused", code: "account-link.file-unreadable", params: { line: count + 1 } };
  }
  return isLog === true
    ? { kind: "links", format: "entra", rows: listLoggedLinks(actions) }
    : { kind: "links", format: "okta", rows };
}

function isLogEntry(item: JsonObject): boolean {
  return Object.keys(item).some((member) => member.toLowerCase() === "targetidentity");
}
