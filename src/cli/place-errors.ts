import type { YamlPlace } from "../yaml/read-yaml.ts";
import { CliError } from "./exit.ts";
import type { PlacedError } from "./placed-error.ts";
import type { SourceDocument } from "./read-configuration.ts";

/** Codes of errors about the name of a member. All others are about its value. */
export const ABOUT_NAMES: ReadonlySet<string> = new Set([
  "configuration.member-unknown",
  "mapping.member-unknown",
  "scoping.member-unknown",
  "setting.unknown",
  "config.unknown",
  "template.parameter-unknown",
]);

/** The same failure with the places of its errors in the files that the documents were read from. */
export function placeErrors(failure: unknown, documents: readonly SourceDocument[]): unknown {
  if (!(failure instanceof CliError) || failure.errors.length === 0) return failure;
  const { exit, code, params, trackingId, detail, errors } = failure;
  return new CliError(exit, code, params, {
    ...(trackingId === undefined ? {} : { trackingId }),
    ...(detail === undefined ? {} : { detail }),
    errors: sortByPlace(
      errors.map((error) => placeError(error, documents)),
      documents,
    ),
    cause: failure,
  });
}

/** In the order in which they stand in the files. */
function sortByPlace(
  errors: readonly PlacedError[],
  documents: readonly SourceDocument[],
): readonly PlacedError[] {
  const files = [...new Set(documents.map(({ file }) => file))];
  const keyOf = ({ file = "", line = 0, column = 0 }: PlacedError) => [files.indexOf(file), line, column];
  return [...errors].sort((one, other) => {
    const [left, right] = [keyOf(one), keyOf(other)];
    const differing = left.findIndex((each, at) => each !== right[at]);
    return (left[differing] ?? 0) - (right[differing] ?? 0);
  });
}

/** An error or a note with its place in the file that its document was read from. */
export function placeError(error: PlacedError, documents: readonly SourceDocument[]): PlacedError {
  const [top, index, ...path] = error.pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
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
