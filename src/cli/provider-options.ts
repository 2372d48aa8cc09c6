import { z } from "zod";
import { clientMethod } from "../contract/identity-providers.ts";
import { personRole } from "../contract/sign-in.ts";
import { collectValues, parseInteger, parseOneOf } from "./arguments.ts";
import { requireOne } from "./connector-options.ts";
import type { OptionSpec } from "./define.ts";
import { CliError, EXIT } from "./exit.ts";
import { readTextFile } from "./read-text-file.ts";
import { secretIn } from "./secret-in.ts";
import type { World } from "./world.ts";

/** The options with the settings of an identity provider, beside its name and its client id. */
export const PROVIDER_OPTIONS: readonly OptionSpec[] = [
  { flags: "--client-secret-env <variable>", help: "help.option.client-secret-env" },
  { flags: "--private-key-file <file>", help: "help.option.private-key-file" },
  {
    flags: "--method <method>",
    help: "help.option.provider-method",
    parse: parseOneOf("--method", clientMethod.options),
  },
  { flags: "--key-id <id>", help: "help.option.key-id" },
  { flags: "--scope <scopes>", help: "help.option.provider-scope" },
  {
    flags: "--token-days <days>",
    help: "help.option.token-days",
    parse: parseInteger("--token-days", 1, 365),
  },
  { flags: "--role-claim <claim>", help: "help.option.role-claim" },
  { flags: "--role <value=role>", help: "help.option.claim-role", parse: collectValues },
];

/** The shape of these options. */
export const providerShape = {
  clientSecretEnv: z.string().optional(),
  privateKeyFile: z.string().optional(),
  method: clientMethod.optional(),
  keyId: z.string().optional(),
  scope: z.string().optional(),
  roleClaim: z.string().optional(),
  role: z.array(z.string()).optional(),
  tokenDays: z.number().optional(),
};

const shape = z.object(providerShape);

/** The settings that the options name, as the API takes them. */
export async function readProviderSettings(world: World, options: z.output<typeof shape>) {
  const { clientSecretEnv, privateKeyFile, keyId, scope, roleClaim, role, tokenDays } = options;
  if (clientSecretEnv !== undefined && privateKeyFile !== undefined) {
    requireOne({ "--client-secret-env": clientSecretEnv, "--private-key-file": privateKeyFile });
  }
  const secret =
    privateKeyFile !== undefined
      ? await readTextFile(world, privateKeyFile)
      : clientSecretEnv === undefined
        ? undefined
        : secretIn(world, clientSecretEnv, "--client-secret-env");
  const method = options.method ?? (privateKeyFile === undefined ? undefined : "private_key_jwt");
  return { secret, method, keyId, scope, roleClaim, roles: role?.map(readClaimRole), tokenDays };
}

/** Reads `value=role`. The value may hold equals signs, as names in an LDAP directory do. */
function readClaimRole(given: string): { value: string; role: z.output<typeof personRole> } {
  const at = given.lastIndexOf("=");
  const role = personRole.safeParse(given.slice(at + 1));
  if (at < 1 || !role.success) {
    throw new CliError(EXIT.usage, "usage.not-a-claim-role", {
      option: "--role",
      value: given,
      allowed: personRole.options.join(", "),
    });
  }
  return { value: given.slice(0, at), role: role.data };
}
