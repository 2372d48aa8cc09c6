import type { ConfigurationResultShape } from "../../../../src/contract/configuration.ts";
import { listClearSecrets } from "../../../../src/files/find-clear-secrets.ts";
import { listSecretMembers } from "../../../../src/files/list-secret-members.ts";
import {
  FILE_LENGTH_MAX,
  parseDocuments,
  type SourceDocument,
} from "../../../../src/files/parse-documents.ts";
import type { PlacedError } from "../../../../src/files/placed-error.ts";
import { sortByPlace } from "../../../../src/files/sort-by-place.ts";
import type { Messages } from "../../../../src/messages/catalogue-messages.ts";
import { ConsoleError } from "../../api/console-error.ts";
import { configurationErrorsOf } from "../../objects/configuration-errors.ts";
import type { ConfigurationBody } from "./configuration-body.ts";

/** The text of a file, and how it is applied. */
export interface ConfigurationInput {
  readonly text: string;
  /** The values of references, by reference. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly prune: boolean;
  readonly deletionsMax: number | undefined;
}

/** Why a text makes no changes: its errors with their places, and the number of those that are not listed. */
export interface WrongText {
  readonly kind: "wrong";
  readonly errors: readonly PlacedError[];
  readonly unlisted: number;
  readonly references: readonly string[];
}

/** The changes that a text makes. */
export interface ComparedText {
  readonly kind: "compared";
  readonly body: ConfigurationBody;
  readonly documents: readonly SourceDocument[];
  readonly result: ConfigurationResultShape;
  readonly references: readonly string[];
}

/** The outcome for a text; one without a document, or that is too long, is not sent. */
export type TextOutcome =
  | WrongText
  | ComparedText
  | { readonly kind: "unusable"; readonly reason: "empty" | "too-long" };

/**
 * Compares the documents in a text with the server. Broken YAML and secrets in clear are refused here, as the command
 * line does it: they are not sent.
 */
export async function compareText(
  input: ConfigurationInput,
  messages: Messages,
  compare: (body: ConfigurationBody) => Promise<ConfigurationResultShape>,
): Promise<TextOutcome> {
  const { text, secrets, prune, deletionsMax } = input;
  if (text.length > FILE_LENGTH_MAX) return { kind: "unusable", reason: "too-long" };
  const { documents, errors } = parseDocuments(messages, "", text);
  if (errors.length > 0) return wrong(errors, []);
  if (documents.length === 0) return { kind: "unusable", reason: "empty" };
  const references = listReferences(documents);
  const clear = listClearSecrets(messages, documents);
  if (clear.length > 0) return wrong(sortByPlace(clear, documents), references);
  const given = Object.entries(secrets).filter(([name, value]) => references.includes(name) && value !== "");
  const body: ConfigurationBody = {
    documents: documents.map(({ value }) => value),
    secrets: Object.fromEntries(given),
    prune,
    ...(prune && deletionsMax !== undefined ? { deletionsMax } : {}),
  };
  try {
    return { kind: "compared", body, documents, result: await compare(body), references };
  } catch (error) {
    const found = configurationErrorsOf(error);
    if (found.length === 0) throw error;
    const all = error instanceof ConsoleError ? Number(error.problem?.params?.["errors"] ?? 0) : 0;
    return wrong(sortByPlace(found, documents), references, Math.max(0, all - found.length));
  }
}

function wrong(errors: readonly PlacedError[], references: readonly string[], unlisted = 0): WrongText {
  return { kind: "wrong", errors, unlisted, references };
}

/** The references to secrets in documents, each once. */
function listReferences(documents: readonly SourceDocument[]): readonly string[] {
  const named = documents.flatMap(({ value }) => listSecretMembers(value));
  const references = named.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return [...new Set(references)].filter((each) => each.startsWith("$"));
}
