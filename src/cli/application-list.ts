import type { Command } from "commander";
import { z } from "zod";
import type { MessageCode } from "../messages/messages.ts";
import type { Client } from "./client.ts";
import type { Shell } from "./define.ts";
import type { ExitCode } from "./exit.ts";
import { findApplication } from "./find-application.ts";
import { defineList, type ListSource, type PageQuery, showList } from "./list.ts";
import { ORG_TO_NARROW } from "./org-option.ts";
import type { Output } from "./output.ts";

/** A command that prints a list which belongs to one application. */
interface ApplicationListSpec<Item> {
  readonly help: MessageCode;
  readonly examples: readonly string[];
  /** Reads a part of the list; `params` are the organization and the application. */
  read(
    client: Client,
    params: { readonly org: string; readonly app: string },
    query: PageQuery,
  ): ReturnType<ListSource<Item>["read"]>;
  /** The lines of at least one entry. */
  render(output: Output, items: readonly Item[]): readonly string[];
  /** The line that an empty list has instead. */
  readonly empty?: MessageCode;
  /** The exit code, where it is not always 0. */
  exitOf?(items: readonly Item[]): ExitCode | undefined;
}

/** Adds `list <app>` to a group of commands. */
export function defineApplicationList<Item>(
  shell: Shell,
  group: Command,
  { help, examples, read, render, empty, exitOf }: ApplicationListSpec<Item>,
): void {
  defineList(shell, group, {
    usage: "list <app>",
    help,
    options: [ORG_TO_NARROW],
    examples,
    shape: z.object({ org: z.string().optional() }),
    async list({ args: [find = ""], options, client, output }) {
      const api = client();
      const { orgId: org, appId: app } = await findApplication(api, find, options.org);
      const { items } = await showList(output, options, {
        read: (query) => read(api, { org, app }, query),
        render: (listed) => render(output, listed),
        ...(empty === undefined ? {} : { empty }),
      });
      return exitOf?.(items);
    },
  });
}
