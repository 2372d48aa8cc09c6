import type { z } from "zod";
import type { Template } from "../../core/gallery/template.ts";
import { readYaml, type YamlDocument, type YamlPlace } from "../../yaml/read-yaml.ts";
import { createRegexPort } from "../regex.ts";
import { checkTemplate } from "./check-template.ts";
import { templateShape } from "./template-shape.ts";

const regex = createRegexPort();

/** A template that cannot be used, with the places of all its errors: `file:line:column: text`. */
export class TemplateError extends Error {
  readonly places: readonly string[];

  constructor(places: readonly string[]) {
    super(places.join("\n"));
    this.name = "TemplateError";
    this.places = places;
  }
}

/** Reads a template. Throws a `TemplateError` with every error and its line and column. */
export function readTemplate(file: string, text: string): Template {
  const fail = (errors: readonly (YamlPlace & { readonly text: string })[]) =>
    new TemplateError(errors.map(({ line, column, text }) => `${file}:${line}:${column}: ${text}`));
  const read = readYaml(text);
  if (!read.ok) {
    throw fail(
      read.errors.map(({ problem, detail, ...place }) => ({
        ...place,
        text: problem === "alias" ? "an alias is not allowed here" : detail || problem,
      })),
    );
  }
  const [document, ...others] = read.documents;
  if (document === undefined || others.length > 0) {
    throw fail([{ line: 1, column: 1, text: "the file must have one document" }]);
  }
  const parsed = templateShape.safeParse(document.value);
  if (parsed.success) {
    const problems = checkTemplate(parsed.data, regex);
    if (problems.length === 0) return parsed.data;
    throw fail(
      problems.map(({ path, text }) => ({
        ...document.placeOf(path),
        text: `${path.join(".")}: ${text}`,
      })),
    );
  }
  throw fail(
    parsed.error.issues.map((issue) => ({
      ...placeOf(document, issue),
      text: `${issue.path.join(".")}: ${issue.message}`,
    })),
  );
}

/** Where the value of an issue begins; of an unknown member, its name. */
function placeOf(document: YamlDocument, { path, code, ...issue }: z.core.$ZodIssue): YamlPlace {
  const steps = path.map((step) => (typeof step === "number" ? step : String(step)));
  if (code === "unrecognized_keys" && "keys" in issue && Array.isArray(issue.keys)) {
    return document.placeOfName([...steps, String(issue.keys[0])]);
  }
  return document.placeOf(steps);
}
