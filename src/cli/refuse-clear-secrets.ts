import { dropSecrets, findClearSecrets, listClearSecrets } from "../files/find-clear-secrets.ts";
import { readObject, type SourceDocument } from "../files/parse-documents.ts";
import type { PlacedError } from "../files/placed-error.ts";
import { ABOUT_NAMES } from "../files/sort-by-place.ts";
import type { Messages } from "../messages/messages.ts";
import { CliError } from "./exit.ts";
import { placeErrors } from "./place-errors.ts";
import { refuseErrors } from "./read-configuration.ts";

/**
 * Refuses documents with secrets in clear. The server gets them without the secrets and finds the errors of everything
 * else, so that all are reported together; without an answer of the server those of the secrets are reported alone.
 */
export async function refuseClearSecrets(
  messages: Messages,
  documents: readonly SourceDocument[],
  compare: (masked: SourceDocument["value"][]) => Promise<unknown>,
): Promise<void> {
  const clear = listClearSecrets(messages, documents);
  if (clear.length === 0) return;
  const found = documents.map(({ value }) => findClearSecrets(value));
  const masked = documents.map(({ value }, at) => readObject(dropSecrets(value, found[at] ?? [])) ?? {});
  const isMasked = masked.every((value) => findClearSecrets(value).length === 0);
  const others = isMasked ? await findErrors(() => compare(masked)) : NO_ERRORS;
  const rest = others.errors.filter(
    ({ code, pointer }) => ABOUT_NAMES.has(code) || !clear.some((each) => isBelow(pointer, each.pointer)),
  );
  throw placeErrors(refuseErrors([...clear, ...rest], others.unlisted), documents);
}

/** The errors that the server listed, and the number of the others. */
interface FoundErrors {
  readonly errors: readonly PlacedError[];
  readonly unlisted: number;
}

const NO_ERRORS: FoundErrors = { errors: [], unlisted: 0 };

async function findErrors(compare: () => Promise<unknown>): Promise<FoundErrors> {
  try {
    await compare();
    return NO_ERRORS;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const { errors, params } = error;
    return { errors, unlisted: Math.max(0, Number(params["errors"] ?? 0) - errors.length) };
  }
}

/** The value that was taken out cannot be right. */
function isBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
