import type { Command } from "commander";
import { z } from "zod";
import { galleryRoutes, templateCategory } from "../../contract/gallery.ts";
import { parseOneOf } from "../arguments.ts";
import { define, defineGroup, type OptionSpec, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import type { Output } from "../output.ts";
import { renderTemplate, renderTemplates } from "../render-gallery.ts";

const CATEGORIES = templateCategory.options;

const CATEGORY: OptionSpec = {
  flags: "--category <category>",
  help: "help.option.gallery-category",
  parse: parseOneOf("--category", CATEGORIES),
};

const shape = z.object({ category: templateCategory.optional() });

/** `muster gallery list`, `search`, `show`. */
export function addGalleryCommands(shell: Shell, root: Command): void {
  const group = defineGroup(shell, root, "gallery", "help.gallery");
  define(shell, group, {
    usage: "list",
    help: "help.gallery.list",
    options: [CATEGORY],
    examples: ["muster gallery list", "muster gallery list --category communication"],
    shape,
    async run({ options: { category }, client, output }) {
      const found = await client().call(galleryRoutes.listTemplates, { query: { category } });
      noteBroken(found.broken, output);
      output.result(found, () => renderTemplates(found.templates, output.messages));
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "search <words...>",
    help: "help.gallery.search",
    examples: ["muster gallery search webex", "muster gallery search github enterprise"],
    options: [CATEGORY],
    shape,
    async run({ args, options: { category }, client, output }) {
      const search = args.join(" ");
      const found = await client().call(galleryRoutes.listTemplates, { query: { search, category } });
      noteBroken(found.broken, output);
      output.result(found, () =>
        found.templates.length === 0
          ? [output.messages.word("cli.no-templates", { search })]
          : renderTemplates(found.templates, output.messages),
      );
      return EXIT.done;
    },
  });
  define(shell, group, {
    usage: "show <template>",
    help: "help.gallery.show",
    examples: ["muster gallery show cisco-webex"],
    shape: z.object({}),
    async run({ args: [template = ""], client, output }) {
      const shown = await client().call(galleryRoutes.getTemplate, { params: { template } });
      output.result(shown, () => renderTemplate(shown, output.messages, output.paint));
      return EXIT.done;
    },
  });
}

/** Names the templates that are missing in a list, because they cannot be read. */
function noteBroken(
  broken: readonly { readonly id: string; readonly places: readonly string[] }[],
  output: Output,
): void {
  for (const { id, places } of broken) {
    output.note(output.messages.text("template.broken", { template: id, places: places.join("; ") }));
  }
}
