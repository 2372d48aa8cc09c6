import type { OrgId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { NoticeFacts, NoticeKind } from "../core/notices/notice.ts";
import type { MailLanguage } from "./mailer.ts";

/** A notice that goes out by mail, written in the commit of the fact that it reports. */
export interface NoticeRow {
  readonly org: OrgId;
  /** A UUID; of a digest, its day and a hash of its recipient, so that a day has one. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** The id of the application, or the name of the source of an import. */
  readonly subject: string;
  readonly facts: NoticeFacts;
  /** Null until the sender has read the settings; then a notice for several recipients becomes several rows. */
  readonly recipient: string | null;
  readonly language: MailLanguage | null;
  /** `dropped`: no recipient wants it, or there is nothing to say; `given-up`: it was refused for good or for days. */
  readonly state: "waiting" | "sent" | "dropped" | "given-up";
  /** Attempts that began; each is counted before it is made. */
  readonly attempts: number;
  readonly next_attempt: number;
  /** The last failure: `{ code, params }`. */
  readonly failure: JsonObject | null;
  readonly created: number;
  readonly ended: number | null;
}

/** The table of notices. */
export interface NoticeTables {
  notice: NoticeRow;
}

/** The columns that make its rows unique. */
export const NOTICE_KEYS = { notice: ["org", "id"] } as const;
