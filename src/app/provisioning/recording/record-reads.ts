import type { PageOf } from "../../../ports/store.ts";
import type { Row, TableName } from "../../../ports/tables.ts";
import { isPlanTable, type PlanningReads, type PlanningStore } from "../planning-store.ts";
import type { PlanningRecorder } from "./planning-recorder.ts";
import type { Question } from "./recorded-line.ts";

/** The same store, whose answers are recorded. Rows of the plan that is being made are not. */
export function recordReads(store: PlanningStore, recorder: PlanningRecorder, plan: string): PlanningStore {
  const isOwn = (table: TableName, key: object) => isPlanTable(table) && Reflect.get(key, "plan") === plan;
  return {
    ...recordQuestions(store, recorder),
    async get(table, key) {
      const row = await store.get(table, key);
      if (isOwn(table, key)) return row;
      const answer = row === undefined ? undefined : recorder.name(table, [hideWords(table, row)]);
      recorder.note({ kind: "answer", to: ["get", table, key], answer });
      return row;
    },
    async page(table, page) {
      const rows = await store.page(table, page);
      if (!isOwn(table, page.where)) notePage(recorder, table, page, rows);
      return rows;
    },
    async count(table, where) {
      const count = await store.count(table, where);
      if (!isOwn(table, where)) recorder.note({ kind: "answer", to: ["count", table, where], answer: count });
      return count;
    },
    async commit(changes) {
      const committed = await store.commit(changes);
      recorder.note({ kind: "answer", to: ["commit"], answer: committed });
      return committed;
    },
  };
}

/** Records a page: for a list of values, the answer to each of them, so that a replay may ask in other portions. */
function notePage<Table extends TableName>(
  recorder: PlanningRecorder,
  table: Table,
  page: PageOf<Table>,
  rows: readonly Row<Table>[],
): void {
  const shown = recorder.name(
    table,
    rows.map((row) => hideWords(table, row)),
  );
  const { where, among, after, descending = false, limit } = page;
  if (among === undefined || after !== undefined || rows.length >= limit) {
    recorder.note({ kind: "answer", to: ["page", table, page], answer: shown });
    return;
  }
  const column = String(among.column);
  const to: Question = ["among", table, where, column, descending];
  recorder.note({ kind: "answers", to, column, values: among.values, rows: shown });
}

/** The words that a person wrote with an answer decide nothing, and neither does the person. */
function hideWords(table: TableName, row: object): object {
  return table === "approval" ? { ...row, actor: "", comment: null } : row;
}

type Questions = Omit<PlanningReads, "get" | "page" | "count">;

/** The reads that combine tables. */
function recordQuestions(store: PlanningStore, recorder: PlanningRecorder): Questions {
  const record = async <Answer>(to: Question, read: Promise<Answer>): Promise<Answer> => {
    const answer = await read;
    recorder.note({ kind: "answer", to, answer });
    return answer;
  };
  return {
    feed: (...args) => record(["feed", ...args], store.feed(...args)),
    feedHead: (...args) => record(["feedHead", ...args], store.feedHead(...args)),
    async scopePaths(org, app, ids, ways) {
      const rows = await store.scopePaths(org, app, ids, ways);
      const to: Question = ["scopePaths", org, app, ways];
      recorder.note({ kind: "answers", to, column: "object", values: ids, rows });
      return rows;
    },
    async groupsOf(org, members) {
      const rows = await store.groupsOf(org, members);
      recorder.note({ kind: "answers", to: ["groupsOf", org], column: "member", values: members, rows });
      return rows;
    },
    usersBelow: (...args) => record(["usersBelow", ...args], store.usersBelow(...args)),
    linkedObjects: (...args) => record(["linkedObjects", ...args], store.linkedObjects(...args)),
    deprovisionedSince: (...args) =>
      record(["deprovisionedSince", ...args], store.deprovisionedSince(...args)),
    rewrittenSince: (...args) => record(["rewrittenSince", ...args], store.rewrittenSince(...args)),
    departuresOf: (...args) => record(["departuresOf", ...args], store.departuresOf(...args)),
    departuresWithin: (...args) => record(["departuresWithin", ...args], store.departuresWithin(...args)),
    memberChanges: (...args) => record(["memberChanges", ...args], store.memberChanges(...args)),
  };
}
