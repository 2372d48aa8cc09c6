import type { OrgId } from "../../core/ids.ts";
import { type AppId, trustId } from "../../core/ids.ts";
import type { NoticeKind } from "../../core/notices/notice.ts";
import type { MailBlock, MailDraft, Phrase } from "../../ports/mailer.ts";
import type { NoticeRow } from "../../ports/notice-tables.ts";
import type { Deps } from "../deps.ts";
import { composeDigest } from "./compose-digest.ts";

/** Events of one kind that a mail lists one by one; of more it has the number. */
const LISTED_MAX = 20;

/** Puts the notices of one mail together; undefined when there is nothing to say, as about a deleted application. */
export async function composeNotice(
  deps: Deps,
  notices: readonly [NoticeRow, ...NoticeRow[]],
  baseUrl: string,
): Promise<MailDraft | undefined> {
  const [{ org, kind, subject, recipient }] = notices;
  if (kind === "digest") return composeDigest(deps, { org, recipient: recipient ?? "", baseUrl });
  const name = await findName(deps, { org, kind, subject });
  if (name === undefined) return undefined;
  const last = notices.at(-1) ?? notices[0];
  const { reason, count, page, lane, isByPerson } = last.facts;
  const params = { name, count: count ?? notices.length };
  const link: MailBlock = {
    kind: "link",
    phrase: { code: `notice.page.${kind}`, params: {} },
    url: `${baseUrl}${page}`,
  };
  return {
    subject: { code: `notice.subject.${kind}`, params },
    blocks: [
      lineOf({ code: `notice.text.${kind}${isByPerson === true ? "-by-person" : ""}`, params }),
      ...(lane === undefined ? [] : [listLanes(notices)]),
      ...(reason === null ? [] : [lineOf(reason)]),
      ...(lane === undefined && notices.length > 1 ? [listOf(notices)] : []),
      link,
    ],
  };
}

function lineOf(phrase: Phrase): MailBlock {
  return { kind: "line", phrase };
}

/** The operations that the notices are about, each with its time. */
function listLanes(notices: readonly NoticeRow[]): MailBlock {
  const items = notices.slice(-LISTED_MAX).flatMap(({ facts: { lane }, created }) => {
    const params = { at: new Date(created).toISOString() };
    return lane === undefined ? [] : [{ code: `notice.lane.${lane}`, params }];
  });
  return { kind: "list", heading: { code: "notice.lanes", params: { count: notices.length } }, items };
}

/** The times of the events, where a mail reports several. */
function listOf(notices: readonly NoticeRow[]): MailBlock {
  const shown = notices.slice(-LISTED_MAX);
  return {
    kind: "list",
    heading: { code: "notice.several", params: { count: notices.length } },
    items: shown.map(({ created }) => ({
      code: "notice.at",
      params: { at: new Date(created).toISOString() },
    })),
  };
}

async function findName(
  { store }: Deps,
  { org, kind, subject }: { readonly org: OrgId; readonly kind: NoticeKind; readonly subject: string },
): Promise<string | undefined> {
  if (kind === "import.failed") return subject;
  return (await store.get("application", { org, id: trustId<AppId>(subject) }))?.name;
}
