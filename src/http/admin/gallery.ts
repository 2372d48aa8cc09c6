import { refuseTemplate } from "../../app/applications/apply-template.ts";
import { template as templateShape } from "../../contract/gallery.ts";
import { searchTemplates } from "../../core/gallery/search-templates.ts";
import type { Language } from "../../messages/messages.ts";
import { languageOf } from "../problem.ts";
import type { Handlers } from "./call.ts";

/** Serves the gallery, its texts in the reader's language. */
export const galleryHandlers: Pick<Handlers, "listTemplates" | "getTemplate"> = {
  async listTemplates({ context, request, query }) {
    const { search = "", category } = query;
    const language = languageOf(request.headers["accept-language"]);
    const templates = searchTemplates(context.deps.gallery.list(), search, category);
    return {
      templates: templates.map((template) => ({
        id: template.id,
        name: template.name,
        summary: template.summary[language],
        category: template.category,
        connector: template.connector,
        documentation: template.sources[0]?.url ?? "",
        authentication: template.authentication.kind,
        parameters: template.parameters.map(({ name }) => name),
      })),
      broken: context.deps.gallery.listBroken().map(({ id, places }) => ({ id, places: [...places] })),
    };
  },

  async getTemplate({ context, request, params }) {
    const template = context.deps.gallery.find(params.template);
    if (template === undefined) return refuseTemplate(context.deps.gallery, params.template, "not-found");
    return templateShape.parse(speak(template, languageOf(request.headers["accept-language"])));
  },
};

/** The value with each text that comes in every language as the text of one language. */
function speak(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((each) => speak(each, language));
  if (typeof value !== "object" || value === null) return value;
  if ("en" in value && "fr" in value) return value[language];
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, speak(held, language)]));
}
