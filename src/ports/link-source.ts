import type { LinkClaim } from "../core/provisioning/link-claims.ts";

/** The system that wrote a file of links. */
export type LinkFileFormat = "muster" | "entra" | "okta";

/** A row of a file of links: an object and the account that it has in the target, or the reason why it cannot be read. */
export type LinkFileRow = LinkClaim | UnreadableRow;

/** A row that is not a link. */
export interface UnreadableRow {
  readonly line: number;
  readonly problem: "account-link.row-unreadable" | "account-link.row-incomplete";
}

/** The content of a file of links, or the reason why the file as a whole cannot be read. */
export type LinkFile =
  | { readonly kind: "links"; readonly format: LinkFileFormat; readonly rows: readonly LinkFileRow[] }
  | {
      readonly kind: "refused";
      readonly code:
        | "account-link.file-unreadable"
        | "account-link.file-columns"
        | "account-link.file-too-long";
      readonly params: Readonly<Record<string, string | number>>;
    };

/** The rows of one file, at most. */
export const LINK_ROWS_MAX = 250_000;

/** Reads a file of links: CSV, or the JSON of an API. */
export type LinkReader = (bytes: AsyncIterable<Uint8Array>) => Promise<LinkFile>;
