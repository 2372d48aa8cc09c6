import type { Command } from "commander";
import { z } from "zod";
import { auditChainRoutes } from "../../contract/audit-chain.ts";
import { type CommandInput, define, type Shell } from "../define.ts";
import { CliError, EXIT, type ExitCode } from "../exit.ts";
import type { LocalCommands } from "../local-commands.ts";
import { ownerOf } from "../owner-of.ts";
import { findExitOfVerification, renderVerification } from "../render-verification.ts";
import { resolveOrg } from "../resolve-org.ts";
import { readSettings } from "../settings.ts";

const SOME_HASH = "5c1d0d8a7ed2b7d1a3c3a2bb1e9f5f0b7c8f5c3c0a4e6c2f1b9d8e7f6a5b4c3d";

const shape = z.object({
  org: z.string().min(1).optional(),
  instance: z.boolean().default(false),
  data: z.string().min(1).optional(),
  file: z.string().min(1).optional(),
  partial: z.boolean().default(false),
  expect: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, "invalid.hash")
    .optional(),
});
type Input = CommandInput<z.output<typeof shape>>;

/** `muster audit verify` compares the audit trail with its seals: through the server, in place, or as a file. */
export function addAuditVerify(shell: Shell, audit: Command, local: LocalCommands | undefined): void {
  // `audit` has options of the same names: those that follow `verify` belong to it.
  define(shell, audit.enablePositionalOptions(), {
    usage: "verify",
    help: "help.audit.verify",
    options: [
      { flags: "--org <org>", help: "help.option.verify-org" },
      { flags: "--instance", help: "help.option.verify-instance" },
      { flags: "--expect <hash>", help: "help.option.verify-expect" },
      { flags: "--data <folder>", help: "help.option.verify-data" },
      { flags: "--file <file>", help: "help.option.verify-file" },
      { flags: "--partial", help: "help.option.verify-partial" },
    ],
    examples: [
      "muster audit verify",
      "muster audit verify --instance --json",
      `muster audit verify --expect ${SOME_HASH}`,
      "muster audit verify --data ./data",
      "muster audit verify --file audit.jsonl",
    ],
    shape,
    run: (input) => verify(input, local),
  });
}

async function verify(input: Input, local: LocalCommands | undefined): Promise<ExitCode> {
  const { data, file, partial, expect, org, instance } = input.options;
  if (org !== undefined && instance) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--org, --instance" });
  }
  if (data !== undefined && file !== undefined) throw new CliError(EXIT.usage, "usage.verify-place");
  if (partial && file === undefined) throw new CliError(EXIT.usage, "usage.verify-partial");
  if (file !== undefined && local !== undefined) {
    return local.verifyAuditFile({ ...input, options: { file, partial, expect } });
  }
  if (data !== undefined && local !== undefined) {
    if (expect !== undefined && org === undefined && !instance) {
      throw new CliError(EXIT.usage, "usage.verify-expect");
    }
    return local.verifyAudit({ ...input, options: { data, org, instance, expect } });
  }
  return verifyOnServer(input);
}

async function verifyOnServer({ options, client, output, world }: Input): Promise<ExitCode> {
  const { org: given, instance, expect } = options;
  const setting = readSettings(world).organization;
  const org = await resolveOrg("owner", { given, setting, isNeedless: instance, client });
  const owner = ownerOf({ org, instance });
  const query = { expect };
  const found =
    owner === "instance"
      ? await client().call(auditChainRoutes.verifyInstanceAudit, { query })
      : await client().call(auditChainRoutes.verifyAudit, { params: { org: owner }, query });
  output.result(found, () => renderVerification(found, output));
  return findExitOfVerification(found);
}
