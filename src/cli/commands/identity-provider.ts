import type { Command } from "commander";
import { z } from "zod";
import {
  type IdentityProviderShape,
  identityProviderRoutes as routes,
} from "../../contract/identity-providers.ts";
import { parseUrl } from "../arguments.ts";
import type { Client } from "../client.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { ORG_OF_OWNER } from "../org-option.ts";
import { PROVIDER_OPTIONS, providerShape, readProviderSettings } from "../provider-options.ts";
import { renderProvider, renderProviders } from "../render-identity-provider.ts";

const SOME_ORG = "0190a1b2-0000-7000-8000-000000000001";
const OWNER: readonly OptionSpec[] = [
  ORG_OF_OWNER,
  { flags: "--instance", help: "help.option.provider-instance" },
];
const ownerShape = { org: z.string().optional(), instance: z.boolean().default(false) };

type Owner = { readonly org?: string | undefined };

/** `muster identity-provider create`, `list`, `show`, `set`, `remove`. */
export function addIdentityProviderCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "identity-provider", "help.identity-provider");
  addCreate(shell, group);
  addReads(shell, group);
  addSet(shell, group);
  addRemove(shell, group);
}

function addCreate(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "create",
    help: "help.identity-provider.create",
    options: [
      ...OWNER,
      { flags: "--name <name>", help: "help.option.provider-name", required: true },
      { flags: "--issuer <url>", help: "help.option.issuer", required: true, parse: parseUrl("--issuer") },
      { flags: "--client-id <id>", help: "help.option.client-id", required: true },
      ...PROVIDER_OPTIONS,
    ],
    examples: [
      `muster identity-provider create --org ${SOME_ORG} --name Company --issuer https://id.example --client-id muster --client-secret-env SECRET`,
      `muster identity-provider create --org ${SOME_ORG} --name Company --issuer https://id.example --client-id muster --role-claim groups --role it-support=helpdesk --role it-leads=owner`,
    ],
    shape: z.object({
      ...ownerShape,
      ...providerShape,
      name: z.string(),
      issuer: z.string(),
      clientId: z.string(),
    }),
    async run({ options, client, output, world }) {
      const { org, name, issuer, clientId } = options;
      const body = { name, issuer, clientId, ...(await readProviderSettings(world, options)) };
      const api = client();
      const made = await (org === undefined
        ? api.call(routes.createInstanceIdentityProvider, { body })
        : api.call(routes.createIdentityProvider, { params: { org }, body }));
      output.result(made, () => renderProvider(made, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function addReads(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "list",
    help: "help.identity-provider.list",
    options: OWNER,
    examples: [`muster identity-provider list --org ${SOME_ORG}`, "muster identity-provider list --instance"],
    shape: z.object(ownerShape),
    async run({ options, client, output }) {
      const items = await listOf(client(), options);
      output.result({ items }, () => renderProviders(items, output.messages));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <provider>",
    help: "help.identity-provider.show",
    options: OWNER,
    examples: [`muster identity-provider show Company --org ${SOME_ORG}`],
    shape: z.object(ownerShape),
    async run({ args: [find = ""], options, client, output }) {
      const provider = await findProvider(client(), options, find);
      output.result(provider, () => renderProvider(provider, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

function addSet(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "set <provider>",
    help: "help.identity-provider.set",
    options: [
      ...OWNER,
      { flags: "--name <name>", help: "help.option.provider-name" },
      { flags: "--client-id <id>", help: "help.option.client-id" },
      ...PROVIDER_OPTIONS,
      { flags: "--clear-roles", help: "help.option.clear-roles" },
      { flags: "--on", help: "help.option.provider-on" },
      { flags: "--off", help: "help.option.provider-off" },
    ],
    examples: [
      `muster identity-provider set Company --org ${SOME_ORG} --client-secret-env SECRET`,
      `muster identity-provider set Company --org ${SOME_ORG} --off`,
    ],
    shape: z.object({
      ...ownerShape,
      ...providerShape,
      name: z.string().optional(),
      clientId: z.string().optional(),
      clearRoles: z.boolean().default(false),
      on: z.boolean().default(false),
      off: z.boolean().default(false),
    }),
    async run({ args: [find = ""], options, client, output, world }) {
      const { org, name, clientId, on, off, clearRoles } = options;
      if (on && off) throw new CliError(EXIT.usage, "usage.choose-one", { options: "--on, --off" });
      const settings = await readProviderSettings(world, options);
      const cleared = clearRoles ? { roleClaim: null, roles: [] } : {};
      const state = on ? "on" : off ? "off" : undefined;
      const body = { name, clientId, state, ...settings, ...cleared } as const;
      if (Object.values(body).every((value) => value === undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-some", { options: SET_OPTIONS });
      }
      const api = client();
      const { providerId: provider } = await findProvider(api, options, find);
      const changed = await (org === undefined
        ? api.call(routes.updateInstanceIdentityProvider, { params: { provider }, body })
        : api.call(routes.updateIdentityProvider, { params: { org, provider }, body }));
      output.result(changed, () => renderProvider(changed, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

const SET_OPTIONS = [
  "--name",
  "--client-id",
  ...PROVIDER_OPTIONS.map(({ flags }) => flags.split(" ")[0] ?? ""),
  "--clear-roles",
  "--on",
  "--off",
].join(", ");

function addRemove(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "remove <provider>",
    help: "help.identity-provider.remove",
    options: [...OWNER, { flags: "--yes", help: "help.option.yes" }],
    examples: [`muster identity-provider remove Company --org ${SOME_ORG} --yes`],
    shape: z.object({ ...ownerShape, yes: z.boolean().default(false) }),
    async run({ args: [find = ""], options, client, output }) {
      const { org, yes } = options;
      const api = client();
      const { providerId: provider, name } = await findProvider(api, options, find);
      if (!yes) throw new CliError(EXIT.usage, "usage.provider-yes-missing", { name });
      if (org === undefined) await api.call(routes.removeInstanceIdentityProvider, { params: { provider } });
      else await api.call(routes.removeIdentityProvider, { params: { org, provider } });
      output.result({ providerId: provider, removed: true }, () => [
        output.messages.word("cli.provider-removed", { name }),
      ]);
      return EXIT.done;
    },
  });
}

async function listOf(api: Client, { org }: Owner): Promise<readonly IdentityProviderShape[]> {
  const { items } = await (org === undefined
    ? api.call(routes.listInstanceIdentityProviders, {})
    : api.call(routes.listIdentityProviders, { params: { org } }));
  return items;
}

/** The provider with this id or name, without regard to letter case. */
async function findProvider(api: Client, owner: Owner, find: string): Promise<IdentityProviderShape> {
  const wanted = find.toLowerCase();
  const found = (await listOf(api, owner)).find(({ providerId, name }) =>
    [providerId, name.toLowerCase()].includes(wanted),
  );
  if (found === undefined) {
    throw new CliError(EXIT.failed, "identity-provider.not-found", { provider: find });
  }
  return found;
}
