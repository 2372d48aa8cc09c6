import type { Command } from "commander";
import { z } from "zod";
import {
  organizationRole,
  type PersonDetails,
  type PersonShape,
  type PersonWithLink,
  peopleRoutes,
} from "../../contract/people.ts";
import type { Messages } from "../../messages/messages.ts";
import { parseOneOf } from "../arguments.ts";
import { type CommandInput, define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import type { LocalCommands } from "../local-commands.ts";
import { ORG_OF_OWNER } from "../org-option.ts";
import type { Output } from "../output.ts";
import { renderTable } from "../table.ts";
import { addPersonFactorCommand } from "./person-factors.ts";

const SOME_ORG = "0190a1b2-0000-7000-8000-000000000001";
const INSTANCE_OPTION: OptionSpec = { flags: "--instance", help: "help.option.person-instance" };
const ROLE: OptionSpec = {
  flags: "--role <role>",
  help: "help.option.person-role",
  parse: parseOneOf("--role", organizationRole.options),
};
const MAIL: OptionSpec = { flags: "--mail <address>", help: "help.option.person-mail" };
const whereShape = { org: z.string().optional(), instance: z.boolean().default(false) };

/** `muster person invite`, `list`, `show`, `role`, `disable`, `enable`, `reset`, `sessions`, `remove-factor`. */
export function addPersonCommands(local: LocalCommands | undefined): (shell: Shell, root: Command) => void {
  return (shell, root) => {
    const group = defineGroup(shell, root, "person", "help.person");
    addInvite(shell, group);
    addReads(shell, group);
    addRole(shell, group);
    addSwitches(shell, group);
    addReset(shell, group, local);
    addSessions(shell, group);
    addPersonFactorCommand(shell, group);
  };
}

function addInvite(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "invite <person>",
    help: "help.person.invite",
    options: [
      ORG_OF_OWNER,
      ROLE,
      INSTANCE_OPTION,
      { flags: "--display-name <name>", help: "help.option.person-display-name" },
      MAIL,
    ],
    examples: [
      `muster person invite ada --org ${SOME_ORG} --role helpdesk --display-name "Ada Marchand"`,
      "muster person invite keira --instance --mail keira@example.com",
    ],
    shape: z.object({
      ...whereShape,
      role: organizationRole.optional(),
      displayName: z.string().optional(),
      mail: z.string().optional(),
    }),
    async run({ args: [name = ""], options, client, output }) {
      const { org, instance, role, displayName, mail: mailTo } = options;
      if (instance === (role !== undefined)) throw new CliError(EXIT.usage, "usage.person-invite");
      const api = client();
      const invited =
        role === undefined
          ? await api.call(peopleRoutes.inviteAdministrator, { body: { name, displayName, mailTo } })
          : await api.call(peopleRoutes.invitePerson, {
              params: { org: org ?? "" },
              body: { name, displayName, role, mailTo },
            });
      return showLink(
        output,
        invited,
        invited.link === null ? "cli.person-role-given" : "cli.person-invited",
      );
    },
  });
}

function showLink(
  output: Output,
  made: PersonWithLink,
  said: "cli.person-role-given" | "cli.person-invited" | undefined,
): ExitCode {
  const { messages } = output;
  const { name, link, linkExpiresAt, mail } = made;
  const failure = mail?.failure ?? null;
  const at = linkExpiresAt ?? "";
  const isSent = mail !== null && failure === null;
  const about = isSent
    ? messages.word("cli.person-link-sent", { to: mail.to, at })
    : messages.word("cli.person-link", { at });
  output.result(made, () => [
    ...(said === undefined ? [] : [messages.word(said, { name })]),
    ...(failure === null ? [] : [messages.text(failure.code, failure.params)]),
    ...(link === null ? [] : [about, `  ${link}`]),
  ]);
  // The link exists, but did not reach the person.
  return failure === null ? EXIT.done : EXIT.partial;
}

function addReads(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.person.list",
    options: [{ flags: "--org <org>", help: "help.option.org-narrow", org: "narrow" }],
    examples: ["muster person list", `muster person list --org ${SOME_ORG} --json`],
    shape: z.object({ org: z.string().optional() }),
    async run({ options: { org: organization }, client, output }) {
      const list = await client().call(peopleRoutes.listPeople, { query: { organization } });
      output.result(list, () => renderPeople(list.items, output.messages));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <person>",
    help: "help.person.show",
    examples: ["muster person show ada"],
    shape: z.object({}),
    async run({ args: [person = ""], client, output }) {
      const shown = await client().call(peopleRoutes.getPerson, { params: { person } });
      output.result(shown, () => [
        ...renderPeople([shown], output.messages),
        ...renderFactors(shown, output.messages),
      ]);
      return EXIT.done;
    },
  });
}

function renderPeople(people: readonly PersonShape[], messages: Messages): readonly string[] {
  if (people.length === 0) return [messages.word("cli.people-none")];
  const head = (["name", "full-name", "state", "roles"] as const).map((name) =>
    messages.word(`column.${name}`),
  );
  const rows = people.map(({ name, displayName, state, roles }) => {
    const shown = roles.map(
      ({ organization, role }) => `${role} (${organization ?? messages.word("cli.person-instance")})`,
    );
    return [name, displayName, state, shown.join(", ") || "-"];
  });
  return renderTable([head, ...rows]);
}

function renderFactors(
  { authenticatorAppSince: since, passkeys }: PersonDetails,
  messages: Messages,
): readonly string[] {
  const head = (["id", "passkey", "since", "used"] as const).map((name) => messages.word(`column.${name}`));
  const rows = passkeys.map(({ passkeyId, name, createdAt, usedAt }) => [
    passkeyId,
    name,
    createdAt,
    usedAt ?? "-",
  ]);
  return [
    "",
    since === null ? messages.word("cli.person-no-app") : messages.word("cli.person-app", { at: since }),
    ...(rows.length === 0 ? [messages.word("cli.person-no-passkeys")] : renderTable([head, ...rows])),
  ];
}

function addRole(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "role <person>",
    help: "help.person.role",
    options: [ORG_OF_OWNER, ROLE, INSTANCE_OPTION, { flags: "--remove", help: "help.option.person-remove" }],
    examples: [
      `muster person role ada --org ${SOME_ORG} --role owner`,
      `muster person role ada --org ${SOME_ORG} --remove`,
      "muster person role keira --instance --remove",
    ],
    shape: z.object({ ...whereShape, role: organizationRole.optional(), remove: z.boolean().default(false) }),
    run: changeRole,
  });
}

interface RoleOptions {
  readonly org?: string | undefined;
  readonly instance: boolean;
  readonly role?: z.output<typeof organizationRole> | undefined;
  readonly remove: boolean;
}

async function changeRole(input: CommandInput<RoleOptions>): Promise<ExitCode> {
  const { options, client, output } = input;
  const [person = ""] = input.args;
  const { org = "", instance, role, remove } = options;
  if (remove === (role !== undefined) || (instance && !remove)) {
    throw new CliError(EXIT.usage, "usage.person-role");
  }
  const api = client();
  if (role === undefined) {
    if (instance) await api.call(peopleRoutes.removeAdministrator, { params: { person } });
    else await api.call(peopleRoutes.removePersonRole, { params: { org, person } });
    output.result({ person, removed: true }, () => [
      output.messages.word("cli.person-role-removed", { name: person }),
    ]);
  } else {
    const changed = await api.call(peopleRoutes.setPersonRole, { params: { org, person }, body: { role } });
    output.result(changed, () => [output.messages.word("cli.person-role", { name: changed.name, role })]);
  }
  return EXIT.done;
}

function addSwitches(shell: Shell, group: Command): void {
  for (const [verb, route, said] of [
    ["disable", peopleRoutes.disablePerson, "cli.person-disabled"],
    ["enable", peopleRoutes.enablePerson, "cli.person-enabled"],
  ] as const) {
    define(shell, group, {
      usage: `${verb} <person>`,
      help: `help.person.${verb}`,
      examples: [`muster person ${verb} ada`],
      shape: z.object({}),
      async run({ args: [person = ""], client, output }) {
        const changed = await client().call(route, { params: { person } });
        output.result(changed, () => [output.messages.word(said, { name: changed.name })]);
        return EXIT.done;
      },
    });
  }
}

function addReset(shell: Shell, group: Command, local: LocalCommands | undefined): void {
  define(shell, group, {
    usage: "reset [person]",
    help: "help.person.reset",
    options: [{ flags: "--data <folder>", help: "help.option.person-data" }, MAIL],
    examples: [
      "muster person reset ada --mail ada@example.com",
      "muster person reset ada --data ./data",
      "muster person reset --data ./data",
    ],
    shape: z.object({ data: z.string().min(1).optional(), mail: z.string().optional() }),
    async run(input) {
      const [person] = input.args;
      const { data, mail: mailTo } = input.options;
      if (data !== undefined && mailTo !== undefined) {
        throw new CliError(EXIT.usage, "usage.person-mail");
      }
      if (data !== undefined && local !== undefined) {
        return local.resetPerson({ ...input, options: { data, person } });
      }
      if (person === undefined) throw new CliError(EXIT.usage, "usage.person-name");
      const made = await input.client().call(peopleRoutes.resetPerson, {
        params: { person },
        body: { mailTo },
      });
      return showLink(input.output, made, undefined);
    },
  });
}

function addSessions(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "sessions <person>",
    help: "help.person.sessions",
    options: [{ flags: "--end", help: "help.option.person-end" }],
    examples: ["muster person sessions ada", "muster person sessions ada --end"],
    shape: z.object({ end: z.boolean().default(false) }),
    async run({ args: [person = ""], options: { end }, client, output }) {
      const { messages } = output;
      if (end) {
        const { ended } = await client().call(peopleRoutes.endSessionsOf, { params: { person } });
        output.result({ person, ended }, () => [
          messages.word("cli.person-sessions-ended", { count: ended, name: person }),
        ]);
        return EXIT.done;
      }
      const list = await client().call(peopleRoutes.listSessionsOf, { params: { person } });
      const head = (["used", "expires", "address", "client"] as const).map((name) =>
        messages.word(`column.${name}`),
      );
      const rows = list.items.map((each) => [
        each.usedAt,
        each.expiresAt,
        each.address,
        each.userAgent ?? "-",
      ]);
      output.result(list, () =>
        rows.length === 0 ? [messages.word("cli.sessions-none")] : renderTable([head, ...rows]),
      );
      return EXIT.done;
    },
  });
}
