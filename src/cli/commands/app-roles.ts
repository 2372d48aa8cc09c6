import type { Command } from "commander";
import { z } from "zod";
import { assignmentRoutes } from "../../contract/assignments.ts";
import { type ApplicationRolesShape, roleRoutes } from "../../contract/roles.ts";
import type { Messages } from "../../messages/messages.ts";
import { makePrintable } from "../../messages/messages.ts";
import type { Client } from "../client.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { readAll } from "../list.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { renderTable } from "../table.ts";

const rolesShape = z.object({
  org: z.string().optional(),
  set: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  default: z.boolean().optional(),
  remove: z.string().optional(),
  reset: z.boolean().optional(),
});
type RolesOptions = z.output<typeof rolesShape>;

/** `muster app roles` and `muster app assignments`. */
export function addAppRolesCommands(shell: Shell, root: Command): void {
  const group = root.commands.find((command) => command.name() === "app") ?? root;
  define(shell, group, {
    usage: "roles <app>",
    help: "help.app.roles",
    options: [
      ORG_TO_NARROW,
      { flags: "--set <value>", help: "help.option.role-set" },
      { flags: "--id <id>", help: "help.option.role-id" },
      { flags: "--name <name>", help: "help.option.role-name" },
      { flags: "--default", help: "help.option.role-default" },
      { flags: "--no-default", help: "help.option.role-no-default" },
      { flags: "--remove <role>", help: "help.option.role-remove" },
      { flags: "--reset", help: "help.option.role-reset" },
    ],
    examples: [
      'muster app roles "Target"',
      'muster app roles "Target" --set editor --name "Editor"',
      'muster app roles "Target" --set user --name "Default Access" --default',
      'muster app roles "Target" --remove editor',
    ],
    shape: rolesShape,
    async run({ args: [find = ""], options, client, output: { result, messages } }) {
      checkUsage(options);
      const api = client();
      const app = await findApplication(api, find, options.org);
      const params = { org: app.orgId, app: app.appId };
      const shown = await sendRoles(api, params, options);
      result(shown, () => [
        ...renderRoles(shown, messages),
        ...(shown.version === app.version ? [] : [messages.word("cli.roles-changed", { app: app.appId })]),
      ]);
      return EXIT.done;
    },
  });
  addAssignments(shell, group);
}

/** Refuses options that do not go together. */
function checkUsage({ set, id, name, remove, reset, ...options }: RolesOptions): void {
  if ([set, remove, reset].filter((each) => each !== undefined).length > 1) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--set, --remove, --reset" });
  }
  const isDetailed = [id, name, options.default].some((each) => each !== undefined);
  if (isDetailed && set === undefined) throw new CliError(EXIT.usage, "usage.role-details");
}

function sendRoles(
  api: Client,
  params: { readonly org: string; readonly app: string },
  { set, id, name, remove, reset, ...options }: RolesOptions,
): Promise<ApplicationRolesShape> {
  if (set !== undefined) {
    const body = { value: set, id, name, default: options.default };
    return api.call(roleRoutes.setRole, { params, body });
  }
  if (remove !== undefined) return api.call(roleRoutes.removeRole, { params: { ...params, role: remove } });
  return api.call(reset === true ? roleRoutes.resetRoles : roleRoutes.getRoles, { params });
}

function renderRoles({ roles }: ApplicationRolesShape, messages: Messages): string[] {
  if (roles.length === 0) return [messages.word("cli.roles-none")];
  const head = (["role", "name", "id", "assignments"] as const).map((column) =>
    messages.word(`column.${column}`),
  );
  const rows = roles.map(({ value, name, id, assignments, ...role }) => [
    makePrintable(`${value}${role.default ? " *" : ""}`),
    makePrintable(name),
    makePrintable(id),
    messages.number(assignments),
  ]);
  return [
    ...renderTable([head, ...rows], [3]),
    ...(roles.some((role) => role.default) ? [messages.word("cli.roles-mark")] : []),
  ];
}

function addAssignments(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "assignments <app>",
    help: "help.app.assignments",
    options: [ORG_TO_NARROW],
    examples: ['muster app assignments "Target"'],
    shape: z.object({ org: z.string().optional() }),
    async run({ args: [find = ""], options, client, output: { result, messages } }) {
      const api = client();
      const app = await findApplication(api, find, options.org);
      const params = { org: app.orgId, app: app.appId };
      const assignments = await readAll((query) =>
        api.call(assignmentRoutes.listAssignments, { params, query }),
      );
      result({ appId: app.appId, assignments }, () => {
        if (assignments.length === 0) return [messages.word("cli.assignments-none")];
        const head = (["subject", "name", "role"] as const).map((column) =>
          messages.word(`column.${column}`),
        );
        const rows = assignments.map(({ subjectType, name, role, roleName }) => [
          messages.word(`subject.${subjectType}`),
          subjectType === "all" ? "*" : makePrintable(name),
          makePrintable(
            role === null ? "-" : roleName === role || roleName === null ? role : `${role} (${roleName})`,
          ),
        ]);
        return renderTable([head, ...rows]);
      });
      return EXIT.done;
    },
  });
}
