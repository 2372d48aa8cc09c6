import type { AppId, OrgId, PrincipalId } from "../../core/ids.ts";
import { readEndingToken } from "../../core/notices/digest.ts";
import { listResting } from "../../core/provisioning/lanes.ts";
import type { MailBlock, MailDraft, Phrase } from "../../ports/mailer.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { findAddresses } from "./find-recipients.ts";

const DAY_MS = 24 * 3_600_000;
/** Cycles of a day that are added up; an application runs one each ten seconds at most. */
const CYCLES_MAX = 9_000;
const CYCLES_PAGE = 500;
/** Tokens that a digest lists. */
const TOKENS_MAX = 20;

interface DigestInput {
  readonly org: OrgId;
  readonly recipient: string;
  readonly baseUrl: string;
}

/**
 * The summary of the last 24 hours for one recipient: of each application what was done, what waits and what is held, and
 * the tokens that end soon, by name where they concern the recipient. Undefined when there is nothing to say.
 */
export async function composeDigest(deps: Deps, input: DigestInput): Promise<MailDraft | undefined> {
  const { org, recipient, baseUrl } = input;
  const addresses = await findAddresses(deps, org, ({ notifyDigest }) => notifyDigest);
  const apps = addresses.find(({ address }) => address === recipient)?.apps ?? [];
  const blocks: MailBlock[] = [];
  for (const app of apps) {
    const items = await summarize(deps, app);
    const heading = { code: "notice.digest-app", params: { name: app.name } };
    if (items.length > 0) blocks.push({ kind: "list", heading, items });
  }
  const tokens = await listEndingTokens(deps, org);
  const named = await readPrincipals(deps, org, apps);
  if (apps.length === 0 || (blocks.length === 0 && !tokens.some(({ isAnnounced }) => isAnnounced)))
    return undefined;
  const organization = (await deps.store.get("organization", { org }))?.name ?? "";
  return {
    subject: { code: "notice.subject.digest", params: { name: organization } },
    blocks: [
      { kind: "line", phrase: { code: "notice.text.digest", params: { name: organization } } },
      ...blocks,
      ...tokenBlocks(tokens, named),
      {
        kind: "link",
        phrase: { code: "notice.page.digest", params: {} },
        url: `${baseUrl}/organizations/${org}`,
      },
    ],
  };
}

async function summarize(deps: Deps, { org, id: app }: ApplicationRow): Promise<readonly Phrase[]> {
  const { store } = deps;
  const items: Phrase[] = [];
  const done = await countDone(deps, org, app);
  const changed = done.created + done.updated + done.disabled + done.deleted;
  if (changed > 0) items.push({ code: "notice.digest-done", params: done });
  if (done.failed > 0) items.push({ code: "notice.digest-failed", params: { count: done.failed } });
  const held = await store.count("pending", { org, app, reason: "held" });
  if (held > 0) items.push({ code: "notice.digest-held", params: { count: held } });
  const waiting = (await store.count("pending", { org, app })) - held;
  if (waiting > 0) items.push({ code: "notice.digest-waiting", params: { count: waiting } });
  const provisioning = await store.get("provisioning", { org, app });
  const since = provisioning?.quarantine?.since;
  if (since !== undefined) {
    items.push({ code: "notice.digest-quarantine", params: { at: new Date(since).toISOString() } });
  }
  const resting = listResting(provisioning?.lanes ?? {}).length;
  if (resting > 0) items.push({ code: "notice.digest-resting", params: { count: resting } });
  return items;
}

/** The changes by the cycles of the last 24 hours. */
async function countDone({ store, env }: Deps, org: OrgId, app: ApplicationRow["id"]) {
  const since = env.now() - DAY_MS;
  const sum = { created: 0, updated: 0, disabled: 0, deleted: 0, failed: 0 };
  let after: string | undefined;
  for (let read = 0; read < CYCLES_MAX; read += CYCLES_PAGE) {
    const rows = await store.page("cycle", {
      where: { org, app },
      descending: true,
      limit: CYCLES_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { counts, started } of rows) {
      if (started < since) return sum;
      sum.created += counts.created + counts.adopted;
      sum.updated += counts.updated;
      sum.disabled += counts.disabled;
      sum.deleted += counts.deleted;
      sum.failed += counts.failed;
    }
    if (rows.length < CYCLES_PAGE) return sum;
    after = rows.at(-1)?.id;
  }
  return sum;
}

interface ListedToken {
  readonly name: string;
  readonly principal: PrincipalId | null;
  readonly days: number;
  readonly isAnnounced: boolean;
}

/** The tokens of the organization that end soon, the first one to end first. */
async function listEndingTokens({ store, env }: Deps, org: OrgId): Promise<readonly ListedToken[]> {
  const found: ListedToken[] = [];
  for await (const rows of readEachPage(store, "token", { org, revoked: null })) {
    for (const { name, principal, expires } of rows) {
      const ending = readEndingToken(expires, env.now());
      if (ending !== undefined) found.push({ name, principal, ...ending });
    }
  }
  return found.sort((a, b) => a.days - b.days);
}

/**
 * The principals whose tokens a recipient may know by name: those of its applications; `everyone` for the address of all
 * applications, which is the organization's own. The address of one application can be that of a partner, and the name of
 * a token says which other systems the organization has.
 */
async function readPrincipals(
  { store }: Deps,
  org: OrgId,
  apps: readonly ApplicationRow[],
): Promise<ReadonlySet<PrincipalId> | "everyone"> {
  if ((await store.count("application", { org })) === apps.length) return "everyone";
  const own = new Set<AppId>(apps.map(({ id }) => id));
  const found = new Set<PrincipalId>();
  for await (const rows of readEachPage(store, "principal", { org }))
    for (const { id, app } of rows) if (app !== null && own.has(app)) found.add(id);
  return found;
}

/** The tokens that concern the recipient by name, and the number of the others. */
function tokenBlocks(
  tokens: readonly ListedToken[],
  named: ReadonlySet<PrincipalId> | "everyone",
): readonly MailBlock[] {
  const isNamed = ({ principal }: ListedToken) =>
    named === "everyone" || (principal !== null && named.has(principal));
  const listed = tokens.filter(isNamed);
  const count = tokens.length - listed.length;
  return [
    ...(listed.length === 0 ? [] : [tokenList(listed)]),
    ...(count === 0
      ? []
      : [{ kind: "line", phrase: { code: "notice.digest-other-tokens", params: { count } } } as const]),
  ];
}

function tokenList(tokens: readonly ListedToken[]): MailBlock {
  return {
    kind: "list",
    heading: { code: "notice.digest-tokens", params: { count: tokens.length } },
    items: tokens.slice(0, TOKENS_MAX).map(({ name, days }) => ({
      code: "notice.digest-token",
      params: { name, count: days },
    })),
  };
}
