import { existsSync } from "node:fs";

/**
 * The folder of the package: the nearest one above this module that has a package.json. The sources lie deeper in it than the
 * bundled program does. Ends with a slash. Throws when the program was taken out of its package.
 */
export function findPackageFolder(from: string = import.meta.url): URL {
  for (let folder = new URL("./", from); ; folder = new URL("../", folder)) {
    if (existsSync(new URL("package.json", folder))) return folder;
    if (folder.pathname === "/" || folder.href === new URL("../", folder).href)
      throw new Error(`No folder above ${from} has a package.json`);
  }
}
