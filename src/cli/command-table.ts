import type { Command } from "commander";
import type { MessageCode } from "../messages/messages.ts";
import type { Shell } from "./define.ts";
import type { LocalCommands } from "./local-commands.ts";

/** Adds a command, or a group of commands, below the program. */
export type AddCommand = (shell: Shell, root: Command) => void;

/**
 * A command as the list of commands shows it. Its options and its code are loaded only when it runs or shows its own
 * help, because loading everything takes longer than most commands do.
 */
export interface CommandEntry {
  /** Name and arguments, as in the command itself. */
  readonly usage: string;
  readonly help: MessageCode;
  readonly isGroup?: true;
  load(): Promise<AddCommand>;
}

/** Every command that calls the admin API, in the order of the help. */
const REMOTE_COMMANDS: readonly CommandEntry[] = [
  single("login", "help.login", async () => (await import("./commands/login.ts")).addLoginCommand),
  single("logout", "help.logout", async () => (await import("./commands/login.ts")).addLogoutCommand),
  single("whoami", "help.whoami", async () => (await import("./commands/login.ts")).addWhoamiCommand),
  group("org", "help.org", async () => (await import("./commands/org.ts")).addOrgCommands),
  group("token", "help.token", async () => (await import("./commands/token.ts")).addTokenCommands),
  group("account", "help.account", async () => (await import("./commands/account.ts")).addAccountCommands),
  group("identity-provider", "help.identity-provider", async () => {
    return (await import("./commands/identity-provider.ts")).addIdentityProviderCommands;
  }),
  group("user", "help.user", async () => (await import("./commands/user.ts")).addUserCommands),
  single(
    "import <people>",
    "help.import",
    async () => (await import("./commands/import.ts")).addImportCommand,
  ),
  single(
    "imports [import]",
    "help.imports",
    async () => (await import("./commands/imports.ts")).addImportsCommand,
  ),
  group("group", "help.group", async () => (await import("./commands/group.ts")).addGroupCommands),
  group("schema", "help.schema", async () => (await import("./commands/schema.ts")).addSchemaCommands),
  group("resource-type", "help.resource-type", async () => {
    return (await import("./commands/schema.ts")).addResourceTypeCommands;
  }),
  group("gallery", "help.gallery", async () => (await import("./commands/gallery.ts")).addGalleryCommands),
  group("app", "help.app", loadApp),
  group("mapping", "help.mapping", async () => (await import("./commands/mapping.ts")).addMappingCommands),
  group("scope", "help.scope", async () => (await import("./commands/scope.ts")).addScopeCommands),
  group("config", "help.config", async () => (await import("./commands/config.ts")).addConfigCommands),
  single("plan <app>", "help.plan", async () => (await import("./commands/plan.ts")).addPlanCommand),
  single("apply <plan>", "help.apply", async () => (await import("./commands/apply.ts")).addApplyCommand),
  single(
    "reconcile <app>",
    "help.reconcile",
    async () => (await import("./commands/reconcile.ts")).addReconcileCommand,
  ),
  single("sync <app>", "help.sync", async () => (await import("./commands/apply.ts")).addSyncCommand),
  group(
    "retention",
    "help.retention",
    async () => (await import("./commands/retention.ts")).addRetentionCommands,
  ),
  group("link", "help.link", async () => (await import("./commands/link.ts")).addLinkCommands),
  group("hold", "help.hold", async () => (await import("./commands/hold.ts")).addHoldCommands),
  group("match", "help.match", async () => (await import("./commands/match.ts")).addMatchCommands),
  group("scim", "help.scim", async () => (await import("./commands/scim.ts")).addScimCommands),
  single("status", "help.status", async () => (await import("./commands/status.ts")).addStatusCommand),
  single("system", "help.system", async () => (await import("./commands/system.ts")).addSystemCommand),
  single(
    "overview",
    "help.overview",
    async () => (await import("./commands/overview.ts")).addOverviewCommand,
  ),
  single("find <text>", "help.find", async () => (await import("./commands/overview.ts")).addFindCommand),
  single("log <app>", "help.log", async () => (await import("./commands/log.ts")).addLogCommand),
  single(
    "exchange <exchange>",
    "help.exchange",
    async () => (await import("./commands/exchange.ts")).addExchangeCommand,
  ),
  single("why <user>", "help.why", async () => (await import("./commands/why.ts")).addWhyCommand),
  single("events", "help.events", async () => (await import("./commands/events.ts")).addEventsCommand),
  group("notify", "help.notify", async () => (await import("./commands/notify.ts")).addNotifyCommands),
  group("webhook", "help.webhook", async () => (await import("./commands/webhook.ts")).addWebhookCommands),
];

/** The commands that call the admin API. Without `local`, those that can also run in place cannot. */
export function listRemoteCommands(local: LocalCommands | undefined): readonly CommandEntry[] {
  const person = group("person", "help.person", async () => {
    return (await import("./commands/person.ts")).addPersonCommands(local);
  });
  const audit = single("audit", "help.audit", async () => {
    return (await import("./commands/audit.ts")).addAuditCommands(local);
  });
  const cycle = group("cycle", "help.cycle", async () => {
    return (await import("./commands/cycle.ts")).addCycleCommands(local);
  });
  return [...REMOTE_COMMANDS, cycle, audit, person];
}

/** The commands that run on this machine; the composition root implements them. */
export function listLocalCommands(local: LocalCommands): readonly CommandEntry[] {
  const load = () => import("./local-commands.ts");
  return [
    single("init", "help.init", async () => (await load()).addInitCommand(local)),
    single("admin-token", "help.admin-token", async () => (await load()).addAdminTokenCommand(local)),
    single("serve", "help.serve", async () => (await load()).addServeCommand(local)),
    single("demo", "help.demo", async () => (await load()).addDemoCommand(local)),
    group("simulate", "help.simulate", async () => (await load()).addSimulateCommands(local)),
  ];
}

async function loadApp(): Promise<AddCommand> {
  const [app, assign, change, groups, history, mapping, provision, restart, roles, settings] =
    await Promise.all([
      import("./commands/app.ts"),
      import("./commands/assign.ts"),
      import("./commands/change-app.ts"),
      import("./commands/app-groups.ts"),
      import("./commands/app-history.ts"),
      import("./commands/app-mapping.ts"),
      import("./commands/app-provision.ts"),
      import("./commands/app-restart.ts"),
      import("./commands/app-roles.ts"),
      import("./commands/app-settings.ts"),
    ]);
  return (shell, root) => {
    app.addAppCommands(shell, root);
    history.addAppHistoryCommand(shell, root);
    assign.addAssignCommands(shell, root);
    change.addAppChangeCommands(shell, root);
    mapping.addAppMappingCommand(shell, root);
    groups.addAppGroupsCommand(shell, root);
    roles.addAppRolesCommands(shell, root);
    settings.addAppSettingsCommand(shell, root);
    provision.addAppProvisionCommand(shell, root);
    restart.addAppRestartCommand(shell, root);
  };
}

function single(usage: string, help: MessageCode, load: CommandEntry["load"]): CommandEntry {
  return { usage, help, load };
}

function group(usage: string, help: MessageCode, load: CommandEntry["load"]): CommandEntry {
  return { usage, help, isGroup: true, load };
}
