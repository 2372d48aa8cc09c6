import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Template } from "../../core/gallery/template.ts";
import type { Gallery } from "../../ports/gallery.ts";
import { readTemplate } from "./read-template.ts";

/** Beside `src` in the repository, and beside `dist` in the package. */
const FOLDER = new URL("../../../gallery/", import.meta.url);

/** The gallery of the package. It is read once, when it is needed first. */
export function openGallery(folder: URL = FOLDER): Gallery {
  let read: ReadonlyMap<string, Template> | undefined;
  const templates = () => {
    read ??= readTemplates(folder);
    return read;
  };
  return {
    list: () => [...templates().values()],
    find: (id) => templates().get(id),
  };
}

function readTemplates(folder: URL): ReadonlyMap<string, Template> {
  const templates = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = new URL(`${name}/template.yaml`, folder);
      return readTemplate(fileURLToPath(file), readFileSync(file, "utf8"));
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return new Map(templates.map((template) => [template.id, template]));
}
