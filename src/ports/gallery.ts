import type { Template } from "../core/gallery/template.ts";

/** A template of the package that cannot be read, with the places of its errors: `file:line:column: text`. */
export interface BrokenTemplate {
  /** The name of its folder, which is the id of a template that can be read. */
  readonly id: string;
  readonly places: readonly string[];
}

/** The gallery: the templates that come with this version of Muster. A broken one does not keep the others back. */
export interface Gallery {
  /** Every template that can be read, in the order of the names. */
  list(): readonly Template[];
  find(id: string): Template | undefined;
  listBroken(): readonly BrokenTemplate[];
}
