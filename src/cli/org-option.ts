import type { OptionSpec } from "./define.ts";

/** The organization that a command works in: the option, `MUSTER_ORG`, the one of the login, or the only one. */
export const ORG_OPTION: OptionSpec = { flags: "--org <org>", help: "help.option.org", org: "one" };

/** As ORG_OPTION, unless `--instance` is given. */
export const ORG_OF_OWNER: OptionSpec = { flags: "--org <org>", help: "help.option.org", org: "owner" };

/** As ORG_OPTION; a token that cannot list organizations leaves it to the server, which takes the token's own. */
export const ORG_OF_TOKEN: OptionSpec = { flags: "--org <org>", help: "help.option.org", org: "of-token" };

/** Narrows an application name that several organizations use. */
export const ORG_TO_NARROW: OptionSpec = {
  flags: "--org <org>",
  help: "help.option.org-narrow",
  org: "narrow",
};

/** As ORG_TO_NARROW where the command names an application, and as ORG_OPTION where it names none. */
export const ORG_OF_APPLICATION: OptionSpec = {
  flags: "--org <org>",
  help: "help.option.org",
  org: "narrow-or-one",
};

/** Works in every organization instead of one. */
export const ALL_ORGANIZATIONS: OptionSpec = {
  flags: "--all-organizations",
  help: "help.option.all-organizations",
};
