import type { Command } from "commander";
import { z } from "zod";
import type { MessageCode, Messages } from "../messages/messages.ts";
import { parseInteger } from "./arguments.ts";
import { type CommandInput, type CommandSpec, define, type OptionSpec, type Shell } from "./define.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import type { Output } from "./output.ts";
import { renderTable } from "./table.ts";

/** Entries of one call to the server. */
const PAGE = 500;
const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 10_000;

/** A part of a list. `next` is the cursor that the rest of the list comes after; null if there is no more. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The options of every list: how many entries, after which, or all of them. */
export const LIST_OPTIONS: readonly OptionSpec[] = [
  { flags: "--limit <number>", help: "help.option.limit", parse: parseInteger("--limit", 1, LIMIT_MAX) },
  { flags: "--after <cursor>", help: "help.option.list-after" },
  { flags: "--all", help: "help.option.list-all" },
];

/** The parsed form of these options. */
export const listOptions = z.object({
  limit: z.number().optional(),
  after: z.string().min(1).optional(),
  all: z.boolean().default(false),
});
export type ListOptions = z.output<typeof listOptions>;

/** What is asked for in one call. */
export interface PageQuery {
  readonly limit: number;
  readonly after: string | undefined;
}

/** Reads the part of a list that the options choose, in as many calls as it takes. */
export async function readList<Item>(
  { limit, after, all }: ListOptions,
  read: (page: PageQuery) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  if (all && limit !== undefined) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--limit, --all" });
  }
  const max = all ? Number.POSITIVE_INFINITY : (limit ?? LIMIT_DEFAULT);
  const items: Item[] = [];
  let next: string | null | undefined = after;
  do {
    const page: Page<Item> = await read({ limit: Math.min(PAGE, max - items.length), after: next });
    items.push(...page.items);
    next = page.next;
  } while (next !== null && items.length < max);
  return { items, next };
}

/** Reads a list to its end. */
export async function readAll<Item>(
  read: (page: PageQuery) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  return (await readList({ all: true }, read)).items;
}

/** The line that says how to see the rest of a list; none at its end. */
export function renderMore({ next }: Page<unknown>, messages: Messages): readonly string[] {
  return next === null ? [] : [messages.word("cli.list-more", { cursor: next })];
}

/** Where a list comes from, and how a person reads it. */
export interface ListSource<Item> {
  read(page: PageQuery): Promise<Page<Item>>;
  /** The lines of at least one entry. */
  render(items: readonly Item[]): readonly string[];
  /** The line that an empty list has instead. */
  readonly empty?: MessageCode;
}

/** Prints the part of the list that the options choose, and how to see the rest; the part that was printed. */
export async function showList<Item>(
  output: Output,
  options: ListOptions,
  { read, render, empty = "cli.list-empty" }: ListSource<Item>,
): Promise<Page<Item>> {
  const list = await readList(options, read);
  output.result(list, () =>
    list.items.length === 0
      ? [output.messages.word(empty)]
      : [...render(list.items), ...renderMore(list, output.messages)],
  );
  return list;
}

/** Renders entries as a table with a head. */
export function renderColumns<Item>(
  { messages }: Output,
  columns: readonly MessageCode[],
  items: readonly Item[],
  cellsOf: (item: Item) => readonly string[],
): readonly string[] {
  return renderTable([columns.map((code) => messages.word(code)), ...items.map(cellsOf)]);
}

/** A command that prints a list; it has the options of lists besides its own. */
export interface ListSpec<Options> extends Omit<CommandSpec<Options>, "run"> {
  /** Prints the list with `showList`, and returns the exit code where that is not 0. */
  list(input: CommandInput<Options & ListOptions>): Promise<ExitCode | undefined>;
}

/** Adds a command that prints a list. */
export function defineList<Options>(shell: Shell, parent: Command, spec: ListSpec<Options>): Command {
  const { list, shape, options = [], ...rest } = spec;
  return define(shell, parent, {
    ...rest,
    options: [...options, ...LIST_OPTIONS],
    shape: z.intersection(shape, listOptions),
    async run(input) {
      return (await list(input)) ?? EXIT.done;
    },
  });
}
