import type { CycleCountsShape, CycleShape } from "../contract/cycles.ts";
import type { Messages } from "../messages/messages.ts";
import { formatInterval } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Paint } from "./paint.ts";
import { renderTable } from "./table.ts";

/** The parts that `evaluated` must be the sum of, in the order of the balance. */
export const PARTS = [
  "created",
  "adopted",
  "updated",
  "disabled",
  "deleted",
  "unchanged",
  "skipped",
  "held",
  "failed",
  "pending",
] as const satisfies readonly (keyof CycleCountsShape)[];

/** Codes of a target that refused access, unlike one that failed or could not be reached. */
const REFUSED = /^target\.(unauthenticated|forbidden|session)|^cycle\.stopped-unauthenticated$/;

/** True if the server reports balanced counts and they add up here as well. */
export function isBalanced({ counts, closed }: Pick<CycleShape, "counts" | "closed">): boolean {
  return closed && counts.evaluated === PARTS.reduce((sum, part) => sum + counts[part], 0);
}

/** True if a message with this code means that the target refused access. */
export function isTargetRefusal(code: string): boolean {
  return REFUSED.test(code);
}

/** Chooses the exit code of a command by the end of its cycle. */
export function findCycleExit(cycle: CycleShape): ExitCode {
  if (cycle.message !== null && isTargetRefusal(cycle.message.code)) return EXIT.refused;
  if (cycle.state === "cancelled") return EXIT.partial;
  if (cycle.state !== "closed" || !isBalanced(cycle)) return EXIT.failed;
  const { held, failed, pending } = cycle.counts;
  return held + failed + pending > 0 ? EXIT.partial : EXIT.done;
}

/**
 * Renders the balance of a cycle as a table and a sum, and advice about what is left over. A cycle that did not reach
 * its end has no balance: the text says what happened and what was done until then.
 */
export function renderCycle(cycle: CycleShape, messages: Messages, paint: Paint): string[] {
  const { counts, appId, planId, message, state } = cycle;
  // One that was cancelled while it planned has evaluated nothing.
  const isClosed = state === "closed" || (state === "cancelled" && counts.evaluated > 0);
  const lines = [paint.bold(titleOf(cycle, messages))];
  if (message !== null) lines.push(`  ${messages.text(message.code, message.params)}`);
  else if (!isClosed) lines.push(`  ${messages.word("cli.cycle-no-reason")}`);
  if (isClosed || counts.evaluated > 0) {
    const rows = (["evaluated", ...PARTS] as const).map((part) => [
      messages.word(`count.${part}`),
      messages.number(counts[part]),
    ]);
    lines.push(...renderTable(rows, [1]).map((row) => `  ${row}`));
  }
  if (isClosed) lines.push("", sentence(cycle, messages, paint));
  if (counts.held > 0 && planId !== null) {
    lines.push(messages.word("cli.left-held", { count: counts.held, plan: planId }));
  }
  if (counts.failed > 0) lines.push(messages.word("cli.left-failed", { count: counts.failed, app: appId }));
  if (counts.pending > 0)
    lines.push(messages.word("cli.left-pending", { count: counts.pending, app: appId }));
  return lines;
}

/** True once the cycle does nothing more, however it ended. */
export function hasEnded({ state }: Pick<CycleShape, "state">): boolean {
  return state !== "planning" && state !== "running";
}

/** The state of a cycle; while it runs also how far it has come, and whether it is to be cancelled. */
export function renderProgress(cycle: CycleShape, messages: Messages): string {
  const { state, progress, cancelRequestedAt } = cycle;
  const word = messages.word(`cycle-state.${state}`);
  if (hasEnded(cycle)) return word;
  const { done, total, secondsLeft } = progress;
  return [
    word,
    ...(total === 0 ? [] : [`${messages.number(done)}/${messages.number(total)}`]),
    ...(secondsLeft === null ? [] : [messages.word("cli.time-left", { time: formatInterval(secondsLeft) })]),
    ...(cancelRequestedAt === null ? [] : [messages.word("cli.cancel-requested")]),
  ].join("  ");
}

function titleOf(cycle: CycleShape, messages: Messages): string {
  const seconds =
    cycle.endedAt === null ? 0 : (Date.parse(cycle.endedAt) - Date.parse(cycle.startedAt)) / 1000;
  return messages.word(`cli.cycle-${cycle.state}`, {
    cycle: cycle.cycleId,
    kind: cycle.kind,
    seconds: Math.max(0, Math.round(seconds * 10) / 10),
  });
}

/** `1,204 evaluated = 3 created + … + 0 pending`, and whether that sum is right. */
function sentence(cycle: CycleShape, messages: Messages, paint: Paint): string {
  const { counts } = cycle;
  const named = (part: keyof CycleCountsShape) =>
    `${messages.number(counts[part])} ${messages.word(`count.${part}`)}`;
  const sum = `${named("evaluated")} = ${PARTS.map(named).join(" + ")}`;
  return isBalanced(cycle)
    ? paint.green(messages.word("cli.balanced", { sum }))
    : paint.red(messages.word("cli.not-balanced", { sum }));
}
