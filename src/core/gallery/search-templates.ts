import { normalizeText } from "../normalize.ts";
import { foldText } from "../scim/text.ts";
import type { Template, TemplateCategory } from "./template.ts";

/** The form in which the search compares: without letter case and accents. */
function foldAccents(text: string): string {
  return foldText(normalizeText(text, "NFD").replaceAll(/\p{Mark}/gu, ""));
}

/**
 * The templates of the category that hold every word of the question, in the order of the given list. Letter case and
 * accents do not count, and a word may be the beginning or a part of a word of the template.
 */
export function searchTemplates(
  templates: readonly Template[],
  question: string,
  wanted?: TemplateCategory,
): readonly Template[] {
  const words = foldAccents(question)
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  return templates.filter((template) => {
    const { id, name, aliases, summary, category } = template;
    if (wanted !== undefined && category !== wanted) return false;
    const text = foldAccents([id, name, ...aliases, summary.en, summary.fr].join("\n"));
    return words.every((word) => text.includes(word));
  });
}
