import type { ApplicationShape, ScheduleShape } from "../contract/applications.ts";
import type { Messages } from "../messages/messages.ts";

type Series = Pick<ScheduleShape["resting"][number], "error" | "exchangeId">;

/** The quarantine of a target and the operations that rest: since when, why, when next, and the end; empty for none. */
export function renderQuarantine(
  { schedule: { quarantine, resting } }: Pick<ApplicationShape, "schedule">,
  messages: Messages,
): string[] {
  const lines: string[] = [];
  if (quarantine !== null) {
    const { since, attempts, nextProbeAt: next } = quarantine;
    lines.push(messages.word("why.schedule-quarantine", { since, attempts, next }));
    // The remedy stands in both texts already.
    lines.push(...evidenceTexts(quarantine, messages));
  }
  for (const each of resting) {
    const { operation, type, seriesBegan: since, nextAttempt: next } = each;
    lines.push(messages.word(`quarantine.rests-${operation}`, { type, since, next }));
    lines.push(...evidenceTexts(each, messages), messages.text(each.remedy.code, each.remedy.params));
  }
  return lines;
}

function evidenceTexts({ error, exchangeId }: Series, messages: Messages): string[] {
  return [
    ...(error === null ? [] : [messages.text(error.code, error.params)]),
    ...(exchangeId === null ? [] : [messages.word("cli.exchange-id", { id: exchangeId })]),
  ];
}
