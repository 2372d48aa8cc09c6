import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createIntegrationToken } from "../../app/tokens/create-integration-token.ts";
import type { CommandInput } from "../../cli/define.ts";
import { EXIT, type ExitCode } from "../../cli/exit.ts";
import type { DemoOptions, LocalCommand } from "../../cli/local-commands.ts";
import type { OrgId } from "../../core/ids.ts";
import { findPackageFolder } from "../../platform/package-folder.ts";
import { awaitSignal } from "../await-signal.ts";
import { configurationOf, type Running, seedInstance, startInstance } from "../instance.ts";
import { compareCompanies, countMemberships, expectedOf, readCompany } from "./read-back.ts";
import { startScimmyTarget } from "./scimmy-target.ts";
import { type DemoShell, shellOf } from "./shell.ts";

const EXAMPLES = fileURLToPath(new URL("examples/", findPackageFolder()));

/** A target of the demo: an application and how its accounts are read back. */
interface Target {
  readonly app: string;
  readonly url: string;
  readonly token: string;
}

/**
 * `muster demo`: the main job from end to end. Every step is the command that a person would type, run
 * against a server of its own on a fresh data directory.
 */
export const demo: LocalCommand<DemoOptions> = async (input) => {
  const { options, world } = input;
  const directory = options.data ?? mkdtempSync(join(tmpdir(), "muster-demo-"));
  const scimmy = await startScimmyTarget(join(EXAMPLES, "scimmy-target", "server.mjs"));
  try {
    const running = await startInstance(
      { directory, host: "127.0.0.1", port: options.port ?? 0, version: world.version },
      { ...configurationOf(input), logLevel: "error", databaseUrl: undefined },
    );
    try {
      return await runDemo(input, running, scimmy);
    } finally {
      await running.close();
    }
  } finally {
    scimmy.stop();
    if (options.data === undefined) rmSync(directory, { recursive: true, force: true });
  }
};

async function runDemo(
  input: CommandInput<DemoOptions>,
  running: Running,
  scimmy: { readonly url: string; readonly token: string },
): Promise<ExitCode> {
  const { options, output } = input;
  const { org, adminToken, ownerLink } = await seedInstance(running.deps, {
    name: "Contoso",
    baseUrl: running.url,
  });
  const shell = shellOf(input, running.url, adminToken);
  output.note(output.messages.word("demo.started", { url: running.url }));
  for (const line of [output.messages.word("init.link"), `  ${ownerLink}`]) output.note(line);
  const people = join(EXAMPLES, "contoso", "people.csv");
  const groups = join(EXAMPLES, "contoso", "groups.csv");
  await shell.show(["import", "--org", org, "--source", "hr", people, "--groups", groups]);

  const northwind = await shell.json(["org", "create", "Northwind"], z.object({ orgId: z.string() }));
  const inbound = await shell.json(
    ["token", "create", "--org", northwind.orgId],
    z.object({ token: z.string(), scimUrl: z.string() }),
  );
  const targets: readonly Target[] = [
    { app: "scimmy", url: scimmy.url, token: scimmy.token },
    { app: "Northwind", url: inbound.scimUrl, token: inbound.token },
  ];
  const endings: boolean[] = [];
  for (const target of targets) endings.push(await provision(shell, org, target));
  const isEqual = await readBack(input, running, org, targets);
  const isGood = isEqual && endings.every(Boolean);
  output.note(output.messages.word(isGood ? "demo.good" : "demo.bad"));
  if (options.exit) return isGood ? EXIT.done : EXIT.failed;
  const next = { url: running.url, token: adminToken, org, people, groups };
  for (const line of renderNextCommands(output.messages.word("demo.next"), next)) {
    output.note(line);
  }
  await awaitSignal();
  return isGood ? EXIT.done : EXIT.failed;
}

/** Connects one target and fills it; true when the cycle closed and left nothing behind. */
async function provision(shell: DemoShell, org: OrgId, { app, url, token }: Target): Promise<boolean> {
  const given = ["--connector", "scim", "--url", url, "--token-env", "DEMO_TARGET_TOKEN", "--name", app];
  await shell.show(["app", "create", "--org", org, ...given], { DEMO_TARGET_TOKEN: token });
  await shell.show(["app", "test", app]);
  await shell.show(["app", "assign", app, "--all"]);
  const planned = await shell.show(["plan", app]);
  // The plan itself names the command that applies it.
  const [, plan] = /muster apply ([0-9a-f-]{36})/.exec(planned.stdout) ?? [];
  if (plan === undefined) return false;
  const applied = await shell.show(["apply", plan]);
  const after = await shell.json(
    ["app", "show", app],
    z.looseObject({ lastCycle: z.looseObject({ closed: z.boolean() }).nullable() }),
  );
  return applied.exit === EXIT.done && after.lastCycle?.closed === true;
}

/** Reads the directory and both targets over SCIM, like every other client, and compares all of them. */
async function readBack(
  { output }: CommandInput<DemoOptions>,
  running: Running,
  org: OrgId,
  targets: readonly Target[],
): Promise<boolean> {
  const reader = await createIntegrationToken(running.deps, "system", {
    org,
    kind: "scim",
    profile: "generic",
    name: "demo read-back",
    lifetimeDays: 1,
  });
  const expected = expectedOf(await readCompany(`${running.url}/scim/${org}/v2`, reader.token));
  let isEqual = true;
  for (const { app, url, token } of targets) {
    const actual = await readCompany(url, token);
    const differences = compareCompanies(expected, actual);
    isEqual = isEqual && differences.length === 0 && actual.users.size > 0;
    const counts = {
      app,
      users: actual.users.size,
      groups: actual.groups.size,
      members: countMemberships(actual),
    };
    output.note(
      output.messages.word(differences.length === 0 ? "demo.equal" : "demo.different", {
        ...counts,
        count: differences.length,
      }),
    );
    for (const difference of differences.slice(0, 10)) output.note(`  ${difference}`);
  }
  return isEqual;
}

interface NextCommands {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** Paths of the files of people and groups. */
  readonly people: string;
  readonly groups: string;
}

function renderNextCommands(
  title: string,
  { url, token, org, people, groups }: NextCommands,
): readonly string[] {
  return [
    "",
    title,
    `  export MUSTER_URL=${url} MUSTER_TOKEN=${token}`,
    "  alias muster='node dist/main.js'",
    "  muster status",
    `  sed 's/,Accountant,/,Chief Accountant,/' ${people} > people.csv`,
    `  muster import --org ${org} --source hr people.csv --groups ${groups}`,
    "  muster plan scimmy --details",
    "  muster sync scimmy",
    "  muster log scimmy --limit 5 --exchanges",
    "",
  ];
}
