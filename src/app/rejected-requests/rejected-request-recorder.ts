import { Buffer } from "node:buffer";
import type { OrgId } from "../../core/ids.ts";
import { cutText, toStorableText } from "../../core/json.ts";
import { redactWords } from "../../core/redact.ts";
import {
  redactDetail,
  redactRequestBody,
  redactRequestPath,
  type Sensitivity,
  sensitivityOf,
} from "../../core/scim/request/redact-request.ts";
import type { RejectedRequestRow } from "../../ports/rejection-tables.ts";
import type { Write } from "../../ports/store.ts";
import { BatchWriter } from "../background/batch-writer.ts";
import { commitOrThrow } from "../commit.ts";
import type { TokenActor } from "../deps.ts";
import type { Directory } from "../directory/directory.ts";
import type { OrgTypes } from "../resource-types/directory-type.ts";
import { readKeep } from "../retention/read-retention.ts";

/** A SCIM request that was refused, as it was received. */
export interface RejectedRequest {
  /** The tracking id that the client was given; undefined for one of several operations of a bulk request. */
  readonly trackingId: string | undefined;
  readonly actor: TokenActor;
  readonly profile: string;
  readonly method: string;
  /** Below the organization's SCIM address, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly userAgent: string | undefined;
  readonly contentType: string | undefined;
  readonly status: number;
  readonly scimType: string | undefined;
  readonly detail: string;
  readonly body: { readonly text: string; readonly isCut: boolean } | undefined;
}

/** Larger numbers of rejected requests are kept to by the job of retention alone, because counting takes longer. */
const COUNTED_MAX = 10_000;
/** Of a longer body only the structure is kept. */
export const BODY_READ_MAX = 64 * 1024;
const BODY_KEPT_BYTES = 16 * 1024;
const TEXT_KEPT = 2_000;
const FLUSH_MS = 500;
/** The number of requests that may wait, in all and of one organization. Further ones are not recorded. */
const WAITING_MAX = 200;
const WAITING_OF_ORG_MAX = 50;
const NOT_RECORDED: readonly number[] = [401, 403, 429];

/**
 * Keeps rejected requests, so that administrators can read and replay them. Requests wait in memory and are redacted and
 * written in groups, beside the requests that are being answered. Requests that find no room are counted, not kept.
 */
export class RejectedRequestRecorder {
  readonly #directory: Directory;
  #waiting: { readonly at: number; readonly request: RejectedRequest }[] = [];
  readonly #ofOrg = new Map<OrgId, number>();
  #dropped = 0;
  readonly #writer: BatchWriter;

  constructor(directory: Directory) {
    this.#directory = directory;
    this.#writer = new BatchWriter(directory.deps.env, FLUSH_MS, () => this.#write());
  }

  /** Notes a request that was answered with this status; `describe` is only called when there is room. */
  note(org: OrgId, status: number, describe: () => RejectedRequest): void {
    if (status < 400 || status > 499 || NOT_RECORDED.includes(status)) return;
    const ofOrg = this.#ofOrg.get(org) ?? 0;
    if (this.#waiting.length >= WAITING_MAX || ofOrg >= WAITING_OF_ORG_MAX) {
      this.#dropped += 1;
      return;
    }
    this.#ofOrg.set(org, ofOrg + 1);
    this.#waiting.push({ at: this.#directory.deps.env.now(), request: describe() });
    this.#writer.startLater();
  }

  /** Resolves when everything noted so far was written or given up. Never rejects. */
  async flush(): Promise<void> {
    do await this.#writer.flush();
    while (this.#waiting.length > 0);
  }

  async #write(): Promise<void> {
    const { deps } = this.#directory;
    const batch = this.#waiting;
    const dropped = this.#dropped;
    this.#waiting = [];
    this.#ofOrg.clear();
    this.#dropped = 0;
    if (dropped > 0) deps.log("warn", "scim.rejected-requests-dropped", { dropped });
    for (const org of new Set(batch.map(({ request }) => request.actor.org))) {
      try {
        await this.#writeOf(
          org,
          batch.filter(({ request }) => request.actor.org === org),
        );
      } catch (error) {
        deps.log("warn", "scim.rejected-requests-not-recorded", { organization: org, error });
      }
    }
  }

  async #writeOf(
    org: OrgId,
    batch: readonly { readonly at: number; readonly request: RejectedRequest }[],
  ): Promise<void> {
    const { store, env } = this.#directory.deps;
    const types = await this.#directory.types.of(org);
    const sensitivity = sensitivityOf(types.all.map(({ resource }) => resource));
    const rows = batch
      .filter(({ request }) => request.status !== 404 || isAboutResource(request, types))
      .map(({ at, request }) =>
        rejectedRow(request, sensitivity, { id: request.trackingId ?? env.newId(), at }),
      );
    await commitOrThrow(
      { store },
      rows.map((row): Write => ({ op: "insert", table: "rejected_request", row })),
    );
    const { number } = await readKeep(this.#directory.deps, org, "rejectedRequests");
    if (number === null || number > COUNTED_MAX) return;
    const excess = (await store.count("rejected_request", { org })) - number;
    if (excess <= 0) return;
    const limit = Math.min(excess, COUNTED_MAX);
    const oldest = await store.page("rejected_request", { where: { org }, limit });
    await commitOrThrow(
      { store },
      oldest.map(({ id }): Write => ({ op: "delete", table: "rejected_request", key: { org, id } })),
    );
  }
}

/** False for a path that no endpoint serves: such a request says nothing of a client's dialect. */
function isAboutResource({ path }: RejectedRequest, types: OrgTypes): boolean {
  const endpoint = /^(\/[^/?]+)\/[^/?]+\/?(?:\?|$)/.exec(path)?.[1];
  return endpoint !== undefined && types.atEndpoint(endpoint) !== undefined;
}

function rejectedRow(
  request: RejectedRequest,
  sensitivity: Sensitivity,
  { id, at }: { readonly id: string; readonly at: number },
): RejectedRequestRow {
  const { actor, body, scimType } = request;
  const path = redactRequestPath(request.path, sensitivity);
  const kept = body && redactRequestBody(body.text, sensitivity, body.isCut);
  const text = kept && cutTo(toStorableText(kept.text), BODY_KEPT_BYTES);
  const redacted = [...new Set([...path.names, ...(kept?.names ?? [])])]
    .map((name) => toLine(name))
    .slice(0, 100);
  // A body with characters that no store keeps is not whole: sent again, it would be another one.
  const isWhole = text === kept?.text && body?.isCut === false;
  return {
    org: actor.org,
    id,
    at,
    token: actor.tokenId,
    token_name: actor.name,
    profile: request.profile,
    method: request.method,
    path: path.text.replace(/\p{Cc}+/gu, " "),
    headers: request.headers,
    user_agent: request.userAgent === undefined ? null : redactWords(toLine(request.userAgent)),
    content_type: request.contentType === undefined ? null : redactWords(toLine(request.contentType)),
    status: request.status,
    scim_type: scimType ?? null,
    detail: toLine(redactDetail(request.detail, sensitivity, redacted.length > 0)),
    body: text ?? null,
    body_kept: kept === undefined ? "none" : isWhole ? "whole" : "cut",
    redacted,
  };
}

/** A text of one line and of bounded length, as every database keeps it. */
function toLine(text: string): string {
  return cutText(text.replace(/\p{Cc}+/gu, " "), TEXT_KEPT);
}

/** The beginning of a text that takes no more bytes than these. */
function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text, "utf8") <= bytes) return text;
  return Buffer.from(text, "utf8")
    .subarray(0, bytes)
    .toString("utf8")
    .replace(/\ufffd+$/, "");
}
