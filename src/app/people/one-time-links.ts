import { INSTANCE, type LinkId, type OrgId, type PersonId, trustId } from "../../core/ids.ts";
import type { LinkPurpose, OneTimeLinkRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitOrThrow } from "../commit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { readEachPage } from "../paging.ts";

const HOUR_MS = 3_600_000;
/** How long a link is valid, by purpose. Every reader of a link can use it, so a reset is the shortest. */
const VALID_MS: Readonly<Record<LinkPurpose, number>> = {
  "first-owner": 7 * 24 * HOUR_MS,
  invitation: 7 * 24 * HOUR_MS,
  reset: 24 * HOUR_MS,
};

/** A link that was just created. Its code is not stored. */
export interface NewOneTimeLink {
  readonly row: OneTimeLinkRow;
  readonly code: string;
  readonly writes: readonly Write[];
}

/** Prepares a link. Earlier links of the same person end with the writes, so that the last one alone is valid. */
export async function prepareLink(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly purpose: LinkPurpose;
    readonly person: PersonId | null;
    /** The address that the link is sent to, for the audit trail. */
    readonly mailTo?: string | undefined;
  },
): Promise<NewOneTimeLink> {
  const { env, secrets } = deps;
  const { org, purpose, person, mailTo } = input;
  const { token: code, hash } = secrets.newToken();
  const created = env.now();
  const id = trustId<LinkId>(env.newId());
  const expires = created + VALID_MS[purpose];
  const row: OneTimeLinkRow = { org, id, hash, purpose, person, created, expires, ended: null };
  const writes: readonly Write[] = [
    ...(person === null ? [] : await prepareEndOfLinks(deps, person)),
    { op: "insert", table: "one_time_link", row },
    createAuditWrite(deps, author, {
      org,
      category: "person",
      activity: "create-link",
      target: person ?? id,
      detail: { purpose, expires, ...(mailTo === undefined ? {} : { mailTo }) },
    }),
  ];
  return { row, code, writes };
}

/** The writes that end the links of a person. */
export async function prepareEndOfLinks({ store, env }: Deps, person: PersonId): Promise<readonly Write[]> {
  const writes: Write[] = [];
  for await (const rows of readEachPage(store, "one_time_link", { person, ended: null })) {
    for (const { org, id } of rows) {
      writes.push({ op: "update", table: "one_time_link", key: { org, id }, set: { ended: env.now() } });
    }
  }
  return writes;
}

/** Creates the link with which the first owner of an installation chooses a name and a password; returns its code. */
export async function createFirstOwnerLink(deps: Deps, org: OrgId): Promise<string> {
  const { code, writes } = await prepareLink(deps, "system", { org, purpose: "first-owner", person: null });
  await commitOrThrow(deps, writes);
  return code;
}

/** The address of a link as people get it. The code is the fragment: browsers do not send it, so no log has it. */
export function formatLink(baseUrl: string, code: string): string {
  return `${baseUrl.replace(/\/+$/, "")}/welcome#${code}`;
}

/** A link that is still valid. */
export async function findLink(deps: Deps, code: string): Promise<OneTimeLinkRow | Refusal> {
  const { store, secrets, env } = deps;
  const hash = secrets.hashToken(code.trim());
  const [row] = hash === undefined ? [] : await store.page("one_time_link", { where: { hash }, limit: 1 });
  if (row === undefined) return refuse("not-found", "link.unknown");
  if (row.ended !== null) return refuse("conflict", "link.ended");
  if (row.expires <= env.now()) {
    return refuse("conflict", "link.expired", { at: new Date(row.expires).toISOString() });
  }
  return row;
}

/** The facts that the page behind a link shows before a password is chosen. */
export async function readLink(
  deps: Deps,
  code: string,
): Promise<
  | { readonly row: OneTimeLinkRow; readonly name: string | null; readonly organization: string | null }
  | Refusal
> {
  const row = await findLink(deps, code);
  if ("kind" in row) return row;
  const { org, person: id } = row;
  const person = id === null ? undefined : await deps.store.get("person", { org: INSTANCE, id });
  const organization = org === INSTANCE ? undefined : await deps.store.get("organization", { org });
  return { row, name: person?.name ?? null, organization: organization?.name ?? null };
}
