import type { Template } from "../core/gallery/template.ts";

/** The gallery: the templates that come with this version of Muster. */
export interface Gallery {
  /** Every template, in the order of the names. */
  list(): readonly Template[];
  find(id: string): Template | undefined;
}
