import { readdirSync, readFileSync } from "node:fs";
import type { Template } from "../../core/gallery/template.ts";
import type { BrokenTemplate, Gallery } from "../../ports/gallery.ts";
import { findPackageFolder } from "../package-folder.ts";
import { readTemplate, TemplateError } from "./read-template.ts";

const FOLDER = new URL("gallery/", findPackageFolder());

interface ReadGallery {
  readonly templates: ReadonlyMap<string, Template>;
  readonly broken: readonly BrokenTemplate[];
}

/** The gallery of the package. It is read once, when it is needed first. */
export function openGallery(folder: URL = FOLDER): Gallery {
  let read: ReadGallery | undefined;
  const gallery = () => {
    read ??= readGallery(folder);
    return read;
  };
  return {
    list: () => [...gallery().templates.values()],
    find: (id) => gallery().templates.get(id),
    listBroken: () => gallery().broken,
  };
}

function readGallery(folder: URL): ReadGallery {
  const templates: Template[] = [];
  const broken: BrokenTemplate[] = [];
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    const read = readFolder(folder, name);
    if ("places" in read) broken.push(read);
    else templates.push(read);
  }
  templates.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { templates: new Map(templates.map((template) => [template.id, template])), broken };
}

/** Errors name the file below the folder of the gallery, so that no path of the server is shown. */
function readFolder(folder: URL, id: string): Template | BrokenTemplate {
  const file = `gallery/${id}/template.yaml`;
  let text: string;
  try {
    text = readFileSync(new URL(`${id}/template.yaml`, folder), "utf8");
  } catch {
    return { id, places: [`${file}:1:1: the file cannot be read`] };
  }
  try {
    const template = readTemplate(file, text);
    return template.id === id ? template : { id, places: [`${file}:1:1: id: the folder has the name ${id}`] };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { id, places: error.places };
  }
}
