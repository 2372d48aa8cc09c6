import type { SystemFacts } from "../contract/system.ts";
import type { Messages } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderMailRoute } from "./render-mail.ts";
import { renderTable } from "./table.ts";

const COUNTS = [
  "organizations",
  "persons",
  "applications",
  "runningCycles",
  "webhooksOn",
  "webhooksStopped",
] as const;

/** Renders the server, its database and its memory, and what is in the database. */
export function renderSystem(facts: SystemFacts, messages: Messages, paint: Paint): string[] {
  const { version, node, platform, startedAt, trouble, store, mail, memory, counts } = facts;
  const megabytes = (bytes: number) => `${messages.number(Math.ceil(bytes / 1_000_000))} MB`;
  const state = trouble === null ? paint.green(messages.word("system.ready")) : "";
  const rows = [
    [messages.word("system.version"), `${version}, Node.js ${node}, ${platform}`],
    [messages.word("system.started"), startedAt],
    [messages.word("system.memory"), megabytes(memory.residentBytes)],
    [messages.word("system.heap"), `${megabytes(memory.heapBytes)} / ${megabytes(memory.heapBytesMax)}`],
    ...(store === null
      ? []
      : [
          [messages.word("system.store"), `${store.kind} ${store.version}, ${megabytes(store.bytes)}`],
          [messages.word("system.migration"), store.migration],
        ]),
    [
      messages.word("system.mail"),
      mail === null ? messages.word("system.mail-off") : renderMailRoute(mail, messages),
    ],
    ...COUNTS.flatMap((name) =>
      counts === null ? [] : [[messages.word(`system.${name}`), messages.number(counts[name])]],
    ),
  ];
  return [
    trouble === null ? state : paint.red(messages.text(trouble.code, trouble.params)),
    ...renderTable(rows),
  ];
}
