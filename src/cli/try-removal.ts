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

/** Says, before a user or group is changed, that a SCIM client can undo the change. */
export function reportClients(output: Output, details: UserDetails | GroupDetails): void {
  const about =
    "userId" in details
      ? { type: "user", name: details.userName }
      : { type: "group", name: details.displayName };
  for (const client of details.clients) {
    output.note(output.paint.yellow(output.messages.text("returns.client", { ...about, client })));
  }
}
