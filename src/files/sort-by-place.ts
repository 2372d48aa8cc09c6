import { toSteps } from "../core/json-pointer.ts";
import type { YamlPlace } from "../yaml/read-yaml.ts";
import type { SourceDocument } from "./parse-documents.ts";
import type { PlacedError } from "./placed-error.ts";

/** Codes of errors about the name of a member. All others are about its value. */
export const ABOUT_NAMES: ReadonlySet<string> = new Set([
  "configuration.member-unknown",
  "mapping.member-unknown",
  "scoping.member-unknown",
  "setting.unknown",
  "config.unknown",
  "template.parameter-unknown",
]);

/** Errors with their places in the files that the documents were read from, in the order in which they stand there. */
export function sortByPlace(
  errors: readonly PlacedError[],
  documents: readonly SourceDocument[],
): readonly PlacedError[] {
  const files = [...new Set(documents.map(({ file }) => file))];
  const keyOf = ({ file = "", line = 0, column = 0 }: PlacedError) => [files.indexOf(file), line, column];
  return errors
    .map((error) => placeError(error, documents))
    .sort((one, other) => {
      const [left, right] = [keyOf(one), keyOf(other)];
      const differing = left.findIndex((each, at) => each !== right[at]);
      return (left[differing] ?? 0) - (right[differing] ?? 0);
    });
}

/** An error or a note with its place in the file that its document was read from. */
export function placeError(error: PlacedError, documents: readonly SourceDocument[]): PlacedError {
  const [top, index, ...path] = toSteps(error.pointer);
  const document = top === "documents" ? documents[Number(index)] : undefined;
  if (document === undefined) return error;
  const { file, yaml } = document;
  const pointer = error.pointer.slice(`/documents/${index}`.length);
  const { position, ...others } = error;
  const within = position === undefined ? undefined : yaml.placeWithin(path, position);
  const place: YamlPlace =
    within ?? (ABOUT_NAMES.has(error.code) ? yaml.placeOfName(path) : yaml.placeOf(path));
  return { ...others, ...(position === undefined ? {} : { position }), pointer, file, ...place };
}
