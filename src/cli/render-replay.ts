import type { Json } from "../core/json.ts";
import type { Difference } from "../core/provisioning/replay/compare-plans.ts";
import type {
  AttributeEffect,
  EffectExample,
  VerbEffect,
} from "../core/provisioning/replay/count-effects.ts";
import type { Messages } from "../messages/messages.ts";
import type { Output } from "./output.ts";

/** The result of a replay with the recorded configuration. */
interface Replay {
  readonly identical: boolean;
  readonly decisions: number;
  readonly memberships: number;
  readonly difference: Difference | null;
}

/** Renders whether a replay gave the same decisions, and the first difference otherwise. */
export function renderReplay(
  { decisions, memberships, difference }: Replay,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): readonly string[] {
  if (difference === null) {
    return [paint.green(messages.word("cli.replay-identical", { count: decisions, memberships }))];
  }
  const { object, name, part, recorded, replayed } = difference;
  return [
    paint.red(messages.word("cli.replay-different", { name: name ?? object ?? "-", part })),
    messages.word("cli.replay-recorded", { value: show(recorded) }),
    messages.word("cli.replay-replayed", { value: show(replayed) }),
  ];
}

/** The result of a replay with another configuration. */
interface ChangedReplay {
  readonly verbs: readonly VerbEffect[];
  readonly attributes: readonly AttributeEffect[];
  readonly unanswered: readonly { readonly about: string; readonly count: number }[];
  readonly ignored: readonly string[];
}

/** Renders what another configuration would have done, by verb and by attribute, with examples. */
export function renderEffects(
  { verbs, attributes, unanswered, ignored }: ChangedReplay,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): readonly string[] {
  const same = verbs.length === 0 && attributes.length === 0;
  return [
    ...(same ? [paint.green(messages.word("cli.replay-no-effect"))] : []),
    ...verbs.flatMap(({ type, recorded, replayed, count, examples }) => [
      messages.word("cli.replay-verb", { type: messages.word(`type.${type}`), recorded, replayed, count }),
      ...examples.map(({ name }) => `    ${name}`),
    ]),
    ...attributes.flatMap(({ attribute, count, of, examples }) => [
      messages.word("cli.replay-attribute", { attribute, count, of }),
      ...examples.map((example) => renderExample(example, messages)),
    ]),
    ...unanswered.map(({ about, count }) => messages.word("cli.replay-unanswered", { about, count })),
    ...(ignored.length === 0 ? [] : [messages.word("cli.replay-ignored", { sections: ignored.join(", ") })]),
  ];
}

function renderExample({ name, recorded, replayed }: EffectExample, messages: Messages): string {
  return `    ${messages.word("cli.replay-example", { name, recorded: show(recorded), replayed: show(replayed) })}`;
}

function show(value: Json): string {
  return JSON.stringify(value);
}
