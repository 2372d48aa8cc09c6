import type { SqlValue } from "../columns.ts";
import type { Step } from "../writes.ts";

/** A change set on its way to the writer's thread, and the ticket by which its answer is known. */
export interface Ticketed {
  readonly ticket: number;
  readonly steps: readonly Step[];
}

/** Everything of a step but its parameters: few differ, so each is sent once and then goes by its number. */
type Form = Omit<Step, "parameters">;

/** The start of the text, as one line of JSON. */
interface Head {
  /** Those that were never sent before; their numbers go on from the last. */
  readonly forms: readonly Form[];
  /**
   * For each set its ticket and how many steps it has; for each of these the number of its form and how many
   * parameters it has; for each of these what it is and how long: see `lengthOf`.
   */
  readonly layout: readonly number[];
}

const NULL = -1;
/** Below, what stands for a number: this less the length of its text. */
const NUMBER = -2;

/**
 * Writes change sets as text, for one reader from `createDecoder` that reads all of them in order: where everything is,
 * then the parameters one behind the other. Documents as strings in JSON would have each quote of theirs escaped, and
 * V8 takes longer still for objects that are posted to another thread.
 */
export function createEncoder(): (sets: readonly Ticketed[]) => string {
  const known = new Map<string, { readonly form: Form; readonly number: number }[]>();
  let count = 0;
  const knownNumberOf = ({ sql, kind, rows, reason }: Step): number | undefined =>
    known.get(sql)?.find(({ form }) => form.kind === kind && form.rows === rows && form.reason === reason)
      ?.number;
  return (sets) => {
    const forms: Form[] = [];
    const numberOf = ({ parameters: _, ...form }: Step): number => {
      forms.push(form);
      const number = count;
      count += 1;
      known.set(form.sql, [...(known.get(form.sql) ?? []), { form, number }]);
      return number;
    };
    const layout: number[] = [];
    let texts = "";
    for (const { ticket, steps } of sets) {
      layout.push(ticket, steps.length);
      for (const step of steps) {
        layout.push(knownNumberOf(step) ?? numberOf(step), step.parameters.length);
        for (const parameter of step.parameters) {
          layout.push(lengthOf(parameter));
          if (parameter !== null) texts += parameter;
        }
      }
    }
    return `${JSON.stringify({ forms, layout } satisfies Head)}\n${texts}`;
  };
}

function lengthOf(parameter: SqlValue): number {
  if (typeof parameter === "string") return parameter.length;
  if (parameter === null) return NULL;
  if (typeof parameter === "number") return NUMBER - String(parameter).length;
  throw new TypeError("SQLite has no lists");
}

/** Reads what one `createEncoder` wrote. */
export function createDecoder(): (text: string) => readonly Ticketed[] {
  const forms: Form[] = [];
  return (text) => {
    const end = text.indexOf("\n");
    const head = JSON.parse(text.slice(0, end)) as Head;
    forms.push(...head.forms);
    const next = createReader(head.layout, text.slice(end + 1));
    const sets: Ticketed[] = [];
    while (next.isLeft()) {
      const ticket = next.whole();
      const steps: Step[] = [];
      for (let left = next.whole(); left > 0; left -= 1) {
        steps.push(toStep(forms[next.whole()], next.parameters(next.whole())));
      }
      sets.push({ ticket, steps });
    }
    return sets;
  };
}

function createReader(layout: readonly number[], texts: string) {
  let at = 0;
  let place = 0;
  const whole = (): number => {
    const number = layout[at];
    if (number === undefined) throw new Error("a change set ends before its end");
    at += 1;
    return number;
  };
  const take = (length: number): string => {
    place += length;
    return texts.slice(place - length, place);
  };
  return {
    isLeft: () => at < layout.length,
    whole,
    parameters(count: number): readonly SqlValue[] {
      const parameters: SqlValue[] = [];
      for (let left = count; left > 0; left -= 1) {
        const length = whole();
        if (length === NULL) parameters.push(null);
        else parameters.push(length > NULL ? take(length) : Number(take(NUMBER - length)));
      }
      return parameters;
    },
  };
}

function toStep(form: Form | undefined, parameters: readonly SqlValue[]): Step {
  if (form === undefined) throw new Error("a step came before its form");
  const { kind, sql, rows, reason } = form;
  return { kind, sql, rows, reason, parameters };
}

/** The first steps of change sets whose end has not arrived yet. */
export class PartialSets {
  readonly #steps = new Map<number, Step[]>();

  add({ ticket, steps }: Ticketed): void {
    const known = this.#steps.get(ticket) ?? [];
    for (const step of steps) known.push(step);
    this.#steps.set(ticket, known);
  }

  /** The whole change set, from its last steps. */
  complete(last: Ticketed): Ticketed {
    const earlier = this.#steps.get(last.ticket);
    if (earlier === undefined) return last;
    this.#steps.delete(last.ticket);
    return { ticket: last.ticket, steps: [...earlier, ...last.steps] };
  }
}
