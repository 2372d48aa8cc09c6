import type { Deps } from "../app/deps.ts";
import type { Directory } from "../app/directory/directory.ts";
import type { RemovalJob } from "../app/organizations/removal-job.ts";
import type { Engine } from "../app/provisioning/engine/engine.ts";
import type { TokenUsage } from "../app/tokens/token-usage.ts";
import type { LinkReader } from "../ports/link-source.ts";
import type { MemberRow, PersonRow, Rows } from "../ports/source.ts";
import type { MailLimits } from "./mail-limits.ts";
import type { ScimLimits } from "./scim/limits.ts";

/** Readers of the files of an import, by part; given by the composition root. */
export interface Readers {
  people(
    input: AsyncIterable<Uint8Array>,
    file: string,
    mapped: ReadonlyMap<string, string>,
    dropped: readonly string[],
  ): Rows<PersonRow>;
  groups(
    input: AsyncIterable<Uint8Array>,
    file: string,
    mapped: ReadonlyMap<string, string>,
    dropped: readonly string[],
  ): Rows<MemberRow>;
  readonly links: LinkReader;
}

/** The services that the admin API routes use. */
export interface HttpContext {
  readonly deps: Deps;
  readonly directory: Directory;
  readonly engine: Engine;
  /** Removes what deleted organizations leave over. */
  readonly removals: Pick<RemovalJob, "wake">;
  readonly readers: Readers;
  readonly version: string;
  readonly storeKind: string;
  /** Where clients reach this server, when that is not what their requests name as host. */
  readonly publicUrl: string | undefined;
  /** Aborted when the server begins to close: waiting requests are answered then. */
  readonly closing: AbortSignal;
  /** The last use of each token. */
  readonly uses: TokenUsage;
  /** Limits the messages that callers send by mail. */
  readonly mails: MailLimits;
  /** The limits of SCIM requests. */
  readonly scimLimits: ScimLimits;
}
