import type { z } from "zod";
import type { GroupDetails, UserDetails } from "../contract/directory.ts";
import { type DirectoryRemovalShape, removalRoutes } from "../contract/removals.ts";
import type { Client } from "./client.ts";
import type { OptionSpec } from "./define.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import type { Output } from "./output.ts";
import { renderDirectoryRemoval } from "./render-removal.ts";

/** The option of commands that take something from the directory. */
export const DRY_RUN: OptionSpec = { flags: "--dry-run", help: "help.option.removal-dry-run" };

type Query = z.input<typeof removalRoutes.tryDirectoryRemoval.query>;

/** Shows what changes of the directory would take away, in place of making them. */
export async function showRemovals(
  client: Client,
  output: Output,
  { org, queries }: { readonly org: string; readonly queries: readonly Query[] },
): Promise<ExitCode> {
  const { messages, paint } = output;
  const removals: DirectoryRemovalShape[] = [];
  for (const query of queries) {
    removals.push(await client.call(removalRoutes.tryDirectoryRemoval, { params: { org }, query }));
  }
  output.result({ dryRun: true, removals }, () =>
    removals.flatMap((removal) => renderDirectoryRemoval(removal, messages, paint)),
  );
  return EXIT.done;
}

/** Says, before a user or group is deleted, that the next import of its source, or a SCIM client, brings it back. */
export function reportReturns(output: Output, details: UserDetails | GroupDetails): void {
  const { source } = details;
  if (source !== null) reportReturn(output, "returns.source", { ...aboutOf(details), source });
  reportClients(output, details);
}

/** Says, before a user or group is changed, that a SCIM client can undo the change. */
export function reportClients(output: Output, details: UserDetails | GroupDetails): void {
  for (const client of details.clients)
    reportReturn(output, "returns.client", { ...aboutOf(details), client });
}

function aboutOf(details: UserDetails | GroupDetails): Readonly<Record<string, string>> {
  return "userId" in details
    ? { type: "user", name: details.userName }
    : { type: "group", name: details.displayName };
}

function reportReturn(
  { note, paint, messages }: Output,
  code: "returns.source" | "returns.client",
  params: Readonly<Record<string, string>>,
): void {
  note(paint.yellow(messages.text(code, params)));
}
