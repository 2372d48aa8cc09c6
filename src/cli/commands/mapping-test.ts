import type { Command } from "commander";
import { z } from "zod";
import { mappingRoutes } from "../../contract/mappings.ts";
import { define, type Shell } from "../define.ts";
import { CliError, EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ORG_TO_NARROW } from "../org-option.ts";
import { type MappingFile, readMappingFile } from "../read-mapping-file.ts";
import { renderTrial } from "../render-mapping-trial.ts";

/** `muster mapping test` maps one user or group and shows every attribute. */
export function addMappingTest(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "test <app>",
    help: "help.mapping.test",
    options: [
      ORG_TO_NARROW,
      { flags: "--user <user>", help: "help.option.mapping-test-user" },
      { flags: "--group <group>", help: "help.option.mapping-test-group" },
      { flags: "--file <file>", help: "help.option.mapping-test-file" },
    ],
    examples: [
      'muster mapping test "Target" --user mira.lund@contoso.example',
      'muster mapping test "Target" --user mira.lund@contoso.example --file mapping.json --json',
    ],
    shape: z.object({
      org: z.string().optional(),
      user: z.string().optional(),
      group: z.string().optional(),
      file: z.string().optional(),
    }),
    async run({ args: [find = ""], options, client, output, world }) {
      const { user, group: name, org, file } = options;
      if ((user === undefined) === (name === undefined)) {
        throw new CliError(EXIT.usage, "usage.choose-one", { options: "--user, --group" });
      }
      const type = user === undefined ? "group" : "user";
      const read: MappingFile = file === undefined ? {} : await readMappingFile(world, file);
      const mapping = read[type];
      if (file !== undefined && mapping === undefined) {
        throw new CliError(EXIT.usage, "cli.file-not-mapping", { file });
      }
      const api = client();
      const app = await findApplication(api, find, org);
      const result = await api.call(mappingRoutes.testMapping, {
        params: { org: app.orgId, app: app.appId },
        body: { type, find: user ?? name ?? "", ...(mapping === undefined ? {} : { mapping }) },
      });
      output.result(result, () => renderTrial(result, output));
      return result.problems.length > 0 ? EXIT.partial : EXIT.done;
    },
  });
}
