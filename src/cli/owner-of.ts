import { CliError, EXIT } from "./exit.ts";

/** The options of a command that works in an organization, or with `--instance` on the installation itself. */
export interface OwnerOptions {
  readonly org?: string | undefined;
  readonly instance: boolean;
}

/** The id of the organization that the options name, or `instance`. Both together are wrong usage. */
export function ownerOf({ org, instance }: OwnerOptions): string {
  if ((org === undefined) !== instance) {
    throw new CliError(EXIT.usage, "usage.choose-one", { options: "--org, --instance" });
  }
  return org ?? "instance";
}
