import { toPointer } from "../app/applications/configuration/application-document.ts";
import type { Messages } from "../messages/messages.ts";
import type { YamlPath } from "../yaml/read-yaml.ts";
import { CliError } from "./exit.ts";
import { dropSecrets, findClearSecrets } from "./find-clear-secrets.ts";
import { ABOUT_NAMES, placeErrors } from "./place-errors.ts";
import type { PlacedError } from "./placed-error.ts";
import { readObject, refuseErrors, type SourceDocument } from "./read-configuration.ts";

/**
 * Refuses documents with secrets in clear. The server gets them without the secrets and finds the errors of everything
 * else, so that all are reported together; without an answer of the server those of the secrets are reported alone.
 */
export async function refuseClearSecrets(
  messages: Messages,
  documents: readonly SourceDocument[],
  compare: (masked: SourceDocument["value"][]) => Promise<unknown>,
): Promise<void> {
  const found = documents.map(({ value }) => findClearSecrets(value));
  const clear = found.flatMap((paths, at) => paths.map((path) => toClearError(messages, at, path)));
  if (clear.length === 0) return;
  const masked = documents.map(({ value }, at) => readObject(dropSecrets(value, found[at] ?? [])) ?? {});
  const isMasked = masked.every((value) => findClearSecrets(value).length === 0);
  const others = isMasked ? await findErrors(() => compare(masked)) : [];
  const rest = others.filter(
    ({ code, pointer }) => ABOUT_NAMES.has(code) || !clear.some((each) => isBelow(pointer, each.pointer)),
  );
  throw placeErrors(refuseErrors([...clear, ...rest]), documents);
}

function toClearError(messages: Messages, at: number, path: YamlPath): PlacedError {
  const code = "configuration.secret-in-clear";
  return { pointer: toPointer("documents", at, ...path), code, params: {}, detail: messages.text(code) };
}

async function findErrors(compare: () => Promise<unknown>): Promise<readonly PlacedError[]> {
  try {
    await compare();
    return [];
  } catch (error) {
    if (error instanceof CliError) return error.errors;
    throw error;
  }
}

/** The value that was taken out cannot be right. */
function isBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
