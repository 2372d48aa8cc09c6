import type { z } from "zod";
import type { ApplicationShape } from "../contract/applications.ts";
import type { FaultShape } from "../contract/fault.ts";
import type { Routes } from "../contract/routes.ts";
import type { Messages } from "../messages/messages.ts";
import { makePrintable } from "../messages/messages.ts";
import { formatInterval } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";
import { renderProgress } from "./render-cycle.ts";
import { renderQuarantine } from "./render-quarantine.ts";
import { renderStatistics } from "./render-statistics.ts";
import { renderTable } from "./table.ts";

export type TestResult = z.output<Routes["testApplication"]["response"]>;

/** Renders a line for each application, and below them why a target is in quarantine. */
export function renderApplications(
  apps: readonly ApplicationShape[],
  messages: Messages,
  paint: Paint,
): string[] {
  const columns = [
    "id",
    "name",
    "connector",
    "schedule",
    "users",
    "groups",
    "held",
    "pending",
    "parked",
    "last-cycle",
  ] as const;
  const head = columns.map((column) => messages.word(`column.${column}`));
  const rows = apps.map((app) => [
    app.appId,
    app.name,
    app.connector,
    scheduleText(app, messages),
    messages.number(app.links.users),
    messages.number(app.links.groups),
    messages.number(app.held),
    messages.number(app.pending),
    messages.number(app.parked),
    describeLastCycle(app, messages),
  ]);
  const rests = apps.flatMap((app) =>
    renderQuarantine(app, messages).map((text) =>
      paint.red(formatLabelled(messages, makePrintable(app.name), text)),
    ),
  );
  return [...renderTable([head, ...rows], [4, 5, 6, 7, 8]), ...rests];
}

/** Renders everything about an application except its secret. */
export function renderApplication(app: ApplicationShape, messages: Messages, paint: Paint): string[] {
  const rows: (readonly [string, string])[] = [
    [messages.word("column.id"), app.appId],
    [messages.word("column.organization"), app.orgId],
    [messages.word("column.connector"), app.connector],
    ...(app.template === null ? [] : [[messages.word("column.template"), app.template] as const]),
    ...Object.entries(app.config).map(
      ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const,
    ),
    [messages.word("column.secret"), messages.word(app.hasSecret ? "cli.secret-stored" : "cli.secret-none")],
    [messages.word("column.last-test"), describeLastTest(app, messages)],
    [messages.word("column.schedule"), scheduleText(app, messages)],
    [messages.word("column.next-run"), app.schedule.nextRunAt ?? "-"],
    ...(app.roles.length === 0
      ? []
      : [[messages.word("column.roles"), app.roles.map(({ value }) => value).join(", ")] as const]),
    [messages.word("column.assignments"), messages.number(app.assignments)],
    [
      messages.word("column.accounts"),
      messages.word("cli.links", { users: app.links.users, groups: app.links.groups }),
    ],
    [messages.word("column.held"), messages.number(app.held)],
    [messages.word("column.pending"), messages.number(app.pending)],
    [messages.word("column.parked"), messages.number(app.parked)],
    ...(app.parkedValues === 0
      ? []
      : [[messages.word("column.parked-values"), messages.number(app.parkedValues)] as const]),
    [messages.word("column.last-cycle"), describeLastCycle(app, messages)],
    ...renderStatistics(app.statistics, messages),
  ];
  const rests = [
    ...renderQuarantine(app, messages).map((text) => `  ${paint.red(text)}`),
    ...(app.held + app.pending + app.parked === 0
      ? []
      : [`  ${paint.dim(messages.word("cli.waiting-listed", { app: app.appId }))}`]),
    ...(app.mapping === "default"
      ? []
      : [`  ${paint.yellow(messages.word("cli.mapping-newer", { app: app.appId }))}`]),
  ];
  return [paint.bold(makePrintable(app.name)), ...renderTable(rows).map((row) => `  ${row}`), ...rests];
}

function scheduleText({ schedule }: ApplicationShape, messages: Messages): string {
  return messages.word(`schedule.${schedule.state}`, { every: formatInterval(schedule.everySeconds) });
}

/** Describes when the last cycle started and how it ended. */
export function describeLastCycle({ lastCycle }: ApplicationShape, messages: Messages): string {
  if (lastCycle === null) return messages.word("cli.never");
  return `${lastCycle.startedAt} ${renderProgress(lastCycle, messages)}`;
}

/** Describes when the connection was last tested, and whether the target accepted it. */
function describeLastTest({ lastTest }: ApplicationShape, messages: Messages): string {
  if (lastTest === null) return messages.word("cli.tested-never");
  const { at, works, fault } = lastTest;
  const why = fault === null ? "" : ` (${fault.code})`;
  return `${at} ${messages.word(works ? "cli.tested-works" : "cli.tested-failed")}${why}`;
}

/** Renders the result of a test: success, or where the fault lies, why, and what to do. */
export function renderTest(
  { authorized, fault, notes, writes, bulk, refused }: TestResult,
  messages: Messages,
  paint: Paint,
): string[] {
  const lines: string[] = [];
  if (authorized) lines.push(paint.green(messages.word("cli.test-authorized")));
  else if (fault === null) lines.push(paint.red(messages.word("cli.test-refused")));
  else lines.push(...renderFault(fault, messages, paint));
  if (writes !== null) {
    const method = (name: keyof typeof writes) => messages.word(`write-method.${writes[name]}`);
    lines.push(`  ${messages.word("cli.test-writes", { user: method("user"), group: method("group") })}`);
  }
  if (bulk !== null) {
    const { state, operationsMax, bytesMax, status } = bulk;
    const params = { most: operationsMax ?? 0, bytes: bytesMax ?? 0, status: status ?? 0 };
    lines.push(`  ${messages.word(`bulk-use.${state}`, params)}`);
  }
  for (const { code, params } of notes) lines.push(`  ${messages.text(code, params)}`);
  for (const { path, code, status, objects, parked } of refused) {
    lines.push(paint.yellow(`  ${messages.word("cli.test-refused-attribute", { path, count: objects })}`));
    lines.push(`    ${messages.text(code, { path, status: status ?? "-" })}`);
    if (parked > 0) lines.push(`    ${messages.word("cli.test-parked", { count: parked })}`);
  }
  return lines;
}

/** Renders a fault: its origin, the reason with advice, and the exchange that shows it. */
export function renderFault(fault: FaultShape, messages: Messages, paint: Paint): string[] {
  const lines = [
    paint.red(messages.word(`refused-by.${fault.refusedBy ?? "unknown"}`)),
    `  ${messages.text(fault.code, fault.params)}`,
  ];
  if (fault.exchange !== undefined) {
    lines.push(`  ${paint.dim(messages.word("cli.exchange-id", { id: fault.exchange }))}`);
  }
  return lines;
}

const REFUSAL_KINDS: ReadonlySet<string> = new Set([
  "unauthenticated",
  "forbidden",
  "session-lost",
  "session-limit",
]);

/** The exit code of a test: refused if the target, a proxy or Muster refused, failed if the target was not reached. */
export function findTestExit({ authorized, fault }: TestResult): ExitCode {
  if (authorized) return EXIT.done;
  const isRefused = fault === null || fault.refusedBy === "muster" || REFUSAL_KINDS.has(fault.kind);
  return isRefused ? EXIT.refused : EXIT.failed;
}
