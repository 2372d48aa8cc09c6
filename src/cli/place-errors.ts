import type { SourceDocument } from "../files/parse-documents.ts";
import { sortByPlace } from "../files/sort-by-place.ts";
import { CliError } from "./exit.ts";

/** The same failure with the places of its errors in the files that the documents were read from. */
export function placeErrors(failure: unknown, documents: readonly SourceDocument[]): unknown {
  if (!(failure instanceof CliError) || failure.errors.length === 0) return failure;
  const { exit, code, params, trackingId, detail, errors } = failure;
  return new CliError(exit, code, params, {
    ...(trackingId === undefined ? {} : { trackingId }),
    ...(detail === undefined ? {} : { detail }),
    errors: sortByPlace(errors, documents),
    cause: failure,
  });
}
