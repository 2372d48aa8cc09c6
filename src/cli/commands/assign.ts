import type { Command } from "commander";
import { z } from "zod";
import type { ApplicationShape } from "../../contract/applications.ts";
import { assignmentRoutes } from "../../contract/assignments.ts";
import { removalRoutes } from "../../contract/removals.ts";
import type { Client } from "../client.ts";
import { define, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { readAll } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderRemoval } from "../render-removal.ts";

const SUBJECT: readonly OptionSpec[] = [
  { flags: "--all", help: "help.option.assign-all" },
  { flags: "--user <user>", help: "help.option.assign-user" },
  { flags: "--group <group>", help: "help.option.assign-group" },
];
const ROLE: OptionSpec = { flags: "--role <role>", help: "help.option.assign-role" };
const subjectShape = z.object({
  role: z.string().optional(),
  org: z.string().optional(),
  all: z.boolean().default(false),
  user: z.string().optional(),
  group: z.string().optional(),
});

/** `muster app assign`, `muster app unassign`. */
export function addAssignCommands(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "assign <app>",
    help: "help.app.assign",
    options: [ORG_TO_NARROW, ...SUBJECT, ROLE],
    examples: [
      'muster app assign "Target" --all',
      'muster app assign "Target" --user mira.lund@contoso.example',
      'muster app assign "Target" --group "Engineering" --role editor',
    ],
    shape: subjectShape,
    async run({ args: [find = ""], options, client, output }) {
      const subject = subjectOf(options);
      const api = client();
      const { appId, orgId, name } = await findApplication(api, find, options.org);
      const assigned = await api.call(assignmentRoutes.assign, {
        params: { org: orgId, app: appId },
        body: { subject, role: options.role },
      });
      const { word } = output.messages;
      const { subjectType: type, role, roleName } = assigned;
      output.result({ appId, ...assigned }, () => [
        type === "all"
          ? word("cli.assigned-all", { app: name })
          : word("cli.assigned", { type, name: assigned.name, app: name }),
        ...(role === null ? [] : [word("cli.assigned-role", { role, name: roleName ?? role })]),
      ]);
      return EXIT.done;
    },
  });
  addUnassign(shell, group);
}

function addUnassign(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "unassign <app>",
    help: "help.app.unassign",
    options: [
      ORG_TO_NARROW,
      ...SUBJECT,
      { ...ROLE, help: "help.option.unassign-role" },
      { flags: "--dry-run", help: "help.option.unassign-dry-run" },
    ],
    examples: [
      'muster app unassign "Target" --group "Engineering" --dry-run',
      'muster app unassign "Target" --group "Engineering"',
      'muster app unassign "Target" --group "Engineering" --role editor',
    ],
    shape: subjectShape.extend({ dryRun: z.boolean().default(false) }),
    async run({ args: [find = ""], options, client, output }) {
      const wanted = subjectOf(options);
      const api = client();
      const app = await findApplication(api, find, options.org);
      const subject = await findSubject(api, app, wanted);
      const { role } = options;
      const params = { org: app.orgId, app: app.appId, subject };
      const { messages, paint } = output;
      const tryRemoval = (user: { readonly user?: string }) => {
        const query = { find: subject, removed: "assignment", type: wanted.kind, role, ...user } as const;
        return api.call(removalRoutes.tryRemoval, { params, query });
      };
      if (options.dryRun) {
        const removal = await tryRemoval({});
        output.result({ dryRun: true, ...removal }, () => renderRemoval(removal, messages, paint));
        return EXIT.done;
      }
      // The access that a user keeps is said before the assignment ends.
      if (wanted.kind === "user") {
        const removal = await tryRemoval({ user: subject });
        if (removal.user?.keeps === true) {
          for (const line of renderRemoval(removal, messages, paint)) output.note(line);
        }
      }
      await api.call(assignmentRoutes.unassign, { params, query: { role } });
      output.result({ appId: app.appId, subject, role: role ?? null, removed: true }, () => [
        wanted.kind === "all"
          ? output.messages.word("cli.unassigned-all", { app: app.name })
          : output.messages.word("cli.unassigned", { subject: wanted.find, app: app.name }),
        ...(role === undefined ? [] : [output.messages.word("cli.unassigned-role", { role })]),
      ]);
      return EXIT.done;
    },
  });
}

type Subject = { readonly kind: "all" } | { readonly kind: "user" | "group"; readonly find: string };

function subjectOf({ all, user, group }: z.output<typeof subjectShape>): Subject {
  const given: Subject[] = [];
  if (all) given.push({ kind: "all" });
  if (user !== undefined) given.push({ kind: "user", find: user });
  if (group !== undefined) given.push({ kind: "group", find: group });
  const [only, ...others] = given;
  if (only === undefined || others.length > 0) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--all, --user, --group" });
  }
  return only;
}

/** Finds the id of an assigned subject by its id or name among the assignments of the application. */
async function findSubject(client: Client, app: ApplicationShape, wanted: Subject): Promise<string> {
  if (wanted.kind === "all") return "*";
  const { kind, find } = wanted;
  const folded = find.toLowerCase();
  const params = { org: app.orgId, app: app.appId };
  const assigned = await readAll((query) => client.call(assignmentRoutes.listAssignments, { params, query }));
  const matching = assigned
    .filter(({ subjectType }) => subjectType === kind)
    .filter(({ subject, name }) => [subject.toLowerCase(), name.toLowerCase()].includes(folded))
    .map(({ subject }) => subject);
  // A subject with several roles is listed once for each.
  const found = [...new Set(matching)];
  const [only, ...others] = found;
  if (only === undefined) throw new CliError(EXIT.failed, "app.assignment-not-found", { subject: find });
  if (others.length > 0) {
    const ids = found.join(", ");
    throw new CliError(EXIT.usage, "object.ambiguous", { type: kind, find, count: found.length, ids });
  }
  return only;
}
