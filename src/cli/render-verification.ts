import type { AuditBreakShape, AuditVerificationShape } from "../contract/audit-chain.ts";
import type { Messages } from "../messages/messages.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Output } from "./output.ts";

/** Renders what a verification of an audit trail found. */
export function renderVerification(
  { head, removed, records, unsealed, uncertified, break: found }: AuditVerificationShape,
  { messages, paint }: Pick<Output, "messages" | "paint">,
): readonly string[] {
  const lines =
    found === null
      ? [paint.green(renderIntact(removed, records, messages))]
      : [paint.red(messages.word("cli.audit-broken", { text: renderBreak(found, messages) }))];
  if (removed > 0) lines.push(messages.word("cli.audit-removed", { record: String(removed) }));
  if (found === null && head !== null) {
    const { seal, record, at, hash } = head;
    const shown = { seal: String(seal), record: String(record), at, hash };
    lines.push(...messages.word("cli.audit-head", shown).split("\n"));
  }
  if (unsealed > 0) lines.push(messages.word("cli.audit-unsealed", { count: unsealed }));
  if (uncertified > 0) lines.push(messages.word("cli.audit-uncertified", { count: uncertified }));
  return lines;
}

function renderIntact(removed: number, records: number, messages: Messages): string {
  if (records === 0) return messages.word("cli.audit-none");
  const [first, last] = [String(removed + 1), String(removed + records)];
  return messages.word("cli.audit-intact", { first, last });
}

/** Says what differs, and where. */
export function renderBreak(
  {
    kind,
    record,
    seal,
    id,
    at,
  }: Pick<AuditBreakShape, "record" | "id" | "at"> & {
    readonly kind: AuditBreakShape["kind"] | "twice";
    readonly seal?: number | null;
  },
  messages: Messages,
): string {
  const show = (value: string | number | null | undefined) => String(value ?? "-");
  return messages.word(`audit-break.${kind}`, {
    ...{ record: show(record), seal: show(seal), id: show(id), at: show(at) },
  });
}

/** A difference is a failure; a signature that could not be checked needs a person's attention. */
export function findExitOfVerification({
  intact,
  uncertified,
}: Pick<AuditVerificationShape, "intact" | "uncertified">): ExitCode {
  if (!intact) return EXIT.failed;
  return uncertified > 0 ? EXIT.partial : EXIT.done;
}
