import type { SqlValue } from "../columns.ts";
import type { Step } from "../writes.ts";

/** A change set on its way to the writer's thread, and the ticket by which its answer is known. */
export interface Ticketed {
  readonly ticket: number;
  readonly steps: readonly Step[];
}

/** Everything of a step but its parameters: few differ, so each is sent once and then goes by its number. */
type Form = Omit<Step, "parameters">;

interface Sent {
  /** Those that were never sent before; their numbers go on from the last. */
  readonly forms: readonly Form[];
  readonly sets: readonly (readonly [
    ticket: number,
    steps: readonly (readonly [form: number, parameters: readonly SqlValue[]])[],
  ])[];
}

/**
 * Writes change sets as text, for one reader from `createDecoder` that reads all of them in order. JSON, since V8
 * reads it several times as fast as what it makes of objects that are posted to another thread.
 */
export function createEncoder(): (sets: readonly Ticketed[]) => string {
  const known = new Map<string, { readonly form: Form; readonly number: number }[]>();
  let count = 0;
  return (sets) => {
    const forms: Form[] = [];
    const numberOf = ({ parameters: _, ...form }: Step): number => {
      forms.push(form);
      const number = count;
      count += 1;
      known.set(form.sql, [...(known.get(form.sql) ?? []), { form, number }]);
      return number;
    };
    const knownNumberOf = ({ sql, kind, rows, reason }: Step): number | undefined =>
      known.get(sql)?.find(({ form }) => form.kind === kind && form.rows === rows && form.reason === reason)
        ?.number;
    const sent: Sent["sets"] = sets.map(({ ticket, steps }) => [
      ticket,
      steps.map((step) => [knownNumberOf(step) ?? numberOf(step), step.parameters]),
    ]);
    return JSON.stringify({ forms, sets: sent } satisfies Sent);
  };
}

/** Reads what one `createEncoder` wrote. */
export function createDecoder(): (text: string) => readonly Ticketed[] {
  const forms: Form[] = [];
  return (text) => {
    const sent = JSON.parse(text) as Sent;
    forms.push(...sent.forms);
    return sent.sets.map(([ticket, steps]) => {
      return { ticket, steps: steps.map(([number, parameters]) => toStep(forms[number], parameters)) };
    });
  };
}

function toStep(form: Form | undefined, parameters: readonly SqlValue[]): Step {
  if (form === undefined) throw new Error("a step came before its form");
  const { kind, sql, rows, reason } = form;
  return { kind, sql, rows, reason, parameters };
}
