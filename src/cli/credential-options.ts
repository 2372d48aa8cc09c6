import { z } from "zod";
import type { ApplicationShape } from "../contract/applications.ts";
import { requireOne } from "./connector-options.ts";
import type { OptionSpec } from "./define.ts";
import type { Output } from "./output.ts";
import { readTextFile } from "./read-text-file.ts";
import { secretIn } from "./secret-in.ts";
import type { World } from "./world.ts";

/** The options that name a credential: a bearer token, a client secret or a private key. */
export const CREDENTIAL_OPTIONS: readonly OptionSpec[] = [
  { flags: "--token-env <variable>", help: "help.option.token-env" },
  { flags: "--client-secret-env <variable>", help: "help.option.client-secret-env" },
  { flags: "--private-key-file <file>", help: "help.option.private-key-file" },
];

/** The shape of these options. */
export const credentialShape = {
  tokenEnv: z.string().optional(),
  clientSecretEnv: z.string().optional(),
  privateKeyFile: z.string().optional(),
};

const shape = z.object(credentialShape);

/** A credential as the API takes it. */
export type Credential = { readonly secret: string } | { readonly privateKey: string };

/** Reads the credential that one of the options names, if there is one. */
export async function findCredential(
  world: World,
  options: z.output<typeof shape>,
): Promise<Credential | undefined> {
  const isNamed = Object.values(shape.parse(options)).some((value) => value !== undefined);
  return isNamed ? readCredential(world, options) : undefined;
}

/** Reads the credential that exactly one of the options names; wrong usage otherwise. */
export async function readCredential(world: World, options: z.output<typeof shape>): Promise<Credential> {
  const { tokenEnv, clientSecretEnv, privateKeyFile } = options;
  requireOne({
    "--token-env": tokenEnv,
    "--client-secret-env": clientSecretEnv,
    "--private-key-file": privateKeyFile,
  });
  if (privateKeyFile !== undefined) return { privateKey: await readTextFile(world, privateKeyFile) };
  return {
    secret:
      clientSecretEnv === undefined
        ? secretIn(world, tokenEnv ?? "")
        : secretIn(world, clientSecretEnv, "--client-secret-env"),
  };
}

/** Notes a credential that is most likely of another kind than the application sends: its option says so. */
export function noteCredentialKind(
  { note, messages }: Output,
  { tokenEnv, clientSecretEnv }: z.output<typeof shape>,
  { config }: Pick<ApplicationShape, "config">,
): void {
  const isExchanged = config["oauth"] !== undefined;
  if (tokenEnv !== undefined && isExchanged) note(messages.word("cli.credential-is-client-secret"));
  if (clientSecretEnv !== undefined && !isExchanged) note(messages.word("cli.credential-is-token"));
}
