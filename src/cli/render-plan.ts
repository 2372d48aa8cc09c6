import type { DecisionShape, PlanCountsShape, PlanShape } from "../contract/plans.ts";
import type { Messages } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { MARKS, type Marked, renderDecision } from "./render-decision.ts";

/** A plan as a person shall see it: the decisions to show, and the count of those that are not shown. */
export interface PlanView {
  readonly plan: PlanShape;
  readonly appName: string;
  readonly decisions: readonly DecisionShape[];
  readonly notShown: number;
  readonly detailed: boolean;
}

const ORDER = [
  "create",
  "adopt",
  "update",
  "disable",
  "delete",
  "unchanged",
  "hold",
  "skip",
  "pending",
] as const;
/** Shown only where there are some: a plan without them is the ordinary case. */
const RARE: ReadonlySet<Marked> = new Set(["skip", "pending"]);

/** Lines of a plan: counts by symbol, notes, guard, decisions, and the command that applies exactly it. */
export function renderPlan(view: PlanView, messages: Messages, paint: Paint): string[] {
  const { plan, decisions, notShown } = view;
  const lines = [
    paint.bold(messages.word("cli.plan-title", { app: view.appName, kind: plan.kind })),
    `  ${renderCounts(plan.counts, messages, paint)}`,
    ...plan.notes.map(({ code, params }) => `  ${messages.text(code, params)}`),
    ...renderAttributes(plan, messages),
    ...renderSilence(plan, messages),
    `  ${guardLine(plan, messages, paint)}`,
  ];
  if (decisions.length > 0) lines.push("");
  for (const decision of decisions) lines.push(...renderDecision(decision, messages, paint, view.detailed));
  if (notShown > 0) lines.push(`  ${messages.word("cli.plan-more", { count: notShown })}`);
  lines.push("", messages.word("cli.plan-id", { plan: plan.planId, hash: plan.hash ?? "-" }));
  lines.push(renderNextStep(plan, messages));
  return lines;
}

/** More attributes than these are counted in one line. */
const ATTRIBUTES_SHOWN = 12;

/** `title: 1,204 of 1,204 change`, for each attribute that the plan changes or holds. */
function renderAttributes({ attributes }: PlanShape, messages: Messages): string[] {
  const shown = attributes.slice(0, ATTRIBUTES_SHOWN).map(({ path, changed, held, evaluated }) =>
    messages.word(held === 0 ? "cli.plan-attribute" : "cli.plan-attribute-held", {
      path,
      changed: messages.number(changed),
      held: messages.number(held),
      evaluated: messages.number(evaluated),
    }),
  );
  const rest = attributes.length - shown.length;
  const more = rest > 0 ? [messages.word("cli.plan-attributes-more", { count: rest })] : [];
  return [...shown, ...more].map((line) => `    ${line}`);
}

/** Accounts that are linked as they are: the reader of such a plan wants to know that nothing is sent. */
function renderSilence({ sending, counts, notes }: PlanShape, messages: Messages): string[] {
  const isSaid = notes.some(({ code }) => code === "plan.nothing-to-do");
  if (isSaid || sending !== 0 || counts.adopt === 0) return [];
  return [`  ${messages.word("cli.plan-sends-nothing", { count: counts.adopt })}`];
}

function renderNextStep({ nextStep, counts, planId, appId }: PlanShape, messages: Messages): string {
  switch (nextStep) {
    case "take-mapping":
      return messages.word("cli.plan-preview", { app: appId });
    case "apply":
      return messages.word("cli.plan-apply", { plan: planId });
    case "answer-holds":
      return messages.word("cli.plan-only-held", { count: counts.hold });
    case "nothing":
    case null:
      return messages.word("cli.plan-nothing");
  }
}

/** `+ 3 create  > 0 adopt  …  ! 0 hold`. */
export function renderCounts(counts: PlanCountsShape, messages: Messages, paint: Paint): string {
  return ORDER.filter((verb) => counts[verb] > 0 || !RARE.has(verb))
    .map((verb) => {
      const { symbol, colour } = MARKS[verb];
      const text = `${symbol} ${messages.number(counts[verb])} ${messages.word(`verb.${verb}`)}`;
      return counts[verb] > 0 ? paint[colour](text) : text;
    })
    .join("  ");
}

function guardLine({ counts, planId }: PlanShape, messages: Messages, paint: Paint): string {
  if (counts.hold === 0) return messages.word("cli.guard-ok");
  return paint.red(messages.word("cli.guard-held", { count: counts.hold, plan: planId }));
}
