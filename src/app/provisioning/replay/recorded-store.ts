import type { PageOf } from "../../../ports/store.ts";
import { PRIMARY_KEY, type Row, type TableName } from "../../../ports/tables.ts";
import { compareKeys, isSameRow, listKeyValues } from "../../held-row.ts";
import { isPlanTable, type PlanningReads, type PlanningStore } from "../planning-store.ts";
import { isVersioned, type Question } from "../recording/recorded-line.ts";
import { type MissingAnswers, passMissing } from "./missing-answers.ts";
import type { PlanRows } from "./plan-rows.ts";
import type { RecordedAnswers } from "./recorded-answers.ts";

/** The sources of a store that answers from a recording. */
export interface RecordedSources {
  readonly answers: RecordedAnswers;
  readonly missing: MissingAnswers;
  /** The rows of the plan that is being made, which has this id. */
  readonly rows: PlanRows;
  readonly plan: string;
}

/**
 * A store that answers what a recording holds. Committed rows of the plan are kept; the answers that
 * follow from other writes were recorded after these. The types of the answers are those that the recording was made with:
 * a bundle proves by its checksum that it is as it was written.
 */
export function openRecordedStore(sources: RecordedSources): PlanningStore {
  const { answers, missing, rows, plan } = sources;
  const isOwn = (key: object) => Reflect.get(key, "plan") === plan;
  return {
    ...answerQuestions(sources),
    async get(table, key) {
      if (isPlanTable(table) && isOwn(key)) return rows.get(table, key) as never;
      const found = answers.take(["get", table, key]);
      if (found !== undefined) return answers.readRows(table, found)[0] as never;
      passMissing(missing, ["get", table, key]);
      return undefined;
    },
    async page(table, page) {
      if (isPlanTable(table) && isOwn(page.where)) return rows.page(table, page as never) as never;
      return readPage(sources, table, page);
    },
    async count(table, where) {
      const found = answers.take(["count", table, where]);
      if (found !== undefined) return Number(found.answer);
      const known = findKnown(sources, table, { where, limit: Number.POSITIVE_INFINITY });
      if (known !== undefined) return known.length;
      passMissing(missing, ["count", table, where]);
      return 0;
    },
    async commit(changes) {
      rows.write(changes);
      const found = missing.isTolerated ? undefined : answers.take(["commit"]);
      return found === undefined ? { kind: "committed" } : (found.answer as never);
    },
  };
}

function readPage<Table extends TableName>(
  sources: RecordedSources,
  table: Table,
  page: PageOf<Table>,
): readonly Row<Table>[] {
  const { answers, missing } = sources;
  const whole = answers.take(["page", table, page]);
  if (whole !== undefined) return answers.readRows(table, whole) as never;
  const { where, among, descending = false } = page;
  if (among === undefined) {
    const known = findKnown(sources, table, page);
    if (known === undefined) passMissing(missing, ["page", table, page]);
    return (known ?? []) as never;
  }
  const to: Question = ["among", table, where, String(among.column), descending];
  const found: object[] = [];
  for (const [value, each] of answers.takeEach(to, among.values)) {
    const known = each ?? findLatest(answers, table, { where, column: String(among.column), value });
    if (known === undefined) passMissing(missing, [...to, value]);
    found.push(...(known ?? []));
  }
  const sign = descending ? -1 : 1;
  const inOrder = (left: object, right: object) =>
    sign * compareKeys(listKeyValues(table, left), listKeyValues(table, right));
  return found.sort(inOrder) as never;
}

/**
 * A page of the users, groups or links that the recorded cycle read, for another configuration that counts or walks through
 * them; undefined for other tables, and where nothing may be missing.
 */
function findKnown<Table extends TableName>(
  { answers, missing }: RecordedSources,
  table: Table,
  { where, after, limit }: Pick<PageOf<Table>, "where" | "after" | "limit">,
): readonly object[] | undefined {
  if (!missing.isTolerated || !isVersioned(table)) return undefined;
  const open = PRIMARY_KEY[table].filter((column) => !Object.hasOwn(where, column));
  const placeOf = (row: object) => open.map((column) => Reflect.get(row, column));
  const start = after === undefined ? undefined : Array.isArray(after) ? after : [after];
  return answers
    .latestRows(table)
    .filter((row) => isSameRow({ ...row }, where))
    .filter((row) => start === undefined || compareKeys(placeOf(row), start) > 0)
    .sort((left, right) => compareKeys(placeOf(left), placeOf(right)))
    .slice(0, limit);
}

/** The rows of an object that another question was answered with; undefined if none was. */
function findLatest(
  answers: RecordedAnswers,
  table: TableName,
  wanted: { readonly where: object; readonly column: string; readonly value: unknown },
): readonly object[] | undefined {
  const isKey = wanted.column === (table === "object" ? "id" : "object");
  if (!isVersioned(table) || !isKey) return undefined;
  const row = answers.latest(table, String(wanted.value));
  if (row === undefined) return undefined;
  return isSameRow({ ...row }, wanted.where) ? [row] : [];
}

type Questions = Omit<PlanningReads, "get" | "page" | "count">;

function answerQuestions({ answers, missing }: RecordedSources): Questions {
  /** The recorded answer, or the one that stands for nothing. */
  const answer = <Answer>(to: Question, nothing: Answer): Promise<Answer> => {
    const found = answers.take(to);
    if (found === undefined) passMissing(missing, to);
    return Promise.resolve(found === undefined ? nothing : (found.answer as Answer));
  };
  const each = <Found>(to: Question, values: readonly unknown[]): Promise<readonly Found[]> => {
    const rows: object[] = [];
    for (const [value, found] of answers.takeEach(to, values)) {
      if (found === undefined) passMissing(missing, [...to, value]);
      rows.push(...(found ?? []));
    }
    return Promise.resolve(rows as readonly object[] as readonly Found[]);
  };
  return {
    feed: (org, after, ...rest) => answer(["feed", org, after, ...rest], { entries: [], cursor: after }),
    feedHead: (...args) => answer(["feedHead", ...args], ""),
    scopePaths: (org, app, ids, ways) => each(["scopePaths", org, app, ways], ids),
    groupsOf: (org, members) => each(["groupsOf", org], members),
    usersBelow: (...args) => answer(["usersBelow", ...args], []),
    linkedObjects: (...args) => answer(["linkedObjects", ...args], []),
    deprovisionedSince: (...args) => answer(["deprovisionedSince", ...args], 0),
    rewrittenSince: (...args) => answer(["rewrittenSince", ...args], 0),
    departuresOf: (...args) => answer(["departuresOf", ...args], []),
    departuresWithin: (...args) => answer(["departuresWithin", ...args], undefined),
    memberChanges: (...args) => answer(["memberChanges", ...args], []),
  };
}
