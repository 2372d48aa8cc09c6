import { Document, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { isObject, type JsonObject } from "../core/json.ts";
import type { MessageCode, Messages } from "../messages/catalogue-messages.ts";

/** The comment above each section. */
const COMMENTS: Readonly<Record<string, MessageCode>> = {
  softDeleteDays: "cli.config-comment-softDeleteDays",
  definitions: "cli.config-comment-definitions",
  webhooks: "cli.config-comment-webhooks",
  applications: "cli.config-comment-applications",
  template: "cli.config-comment-template",
  connector: "cli.config-comment-connector",
  config: "cli.config-comment-config",
  seed: "cli.config-comment-seed",
  credential: "cli.config-comment-credential",
  settings: "cli.config-comment-settings",
  schedule: "cli.config-comment-schedule",
  roles: "cli.config-comment-roles",
  mappings: "cli.config-comment-mappings",
  scopes: "cli.config-comment-scopes",
  assignments: "cli.config-comment-assignments",
  selectedGroups: "cli.config-comment-selectedGroups",
};

/** Writes documents as YAML with comments, always in the same form, separated by `---`. */
export function writeConfiguration(documents: readonly JsonObject[], messages: Messages): readonly string[] {
  const texts = documents.map((value) => writeDocument(value, messages));
  return texts.join("---\n").replace(/\n$/, "").split("\n");
}

function writeDocument(value: JsonObject, messages: Messages): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  document.commentBefore = comment(messages.word("cli.config-comment-document"));
  if (isMap(document.contents)) {
    for (const pair of document.contents.items) annotate(pair, messages);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function annotate({ key, value }: Pair, messages: Messages): void {
  if (!isScalar(key)) return;
  const code = COMMENTS[String(key.value)];
  if (code !== undefined) {
    key.spaceBefore = true;
    key.commentBefore = comment(messages.word(code));
  }
  shorten(value);
}

/** Entries of lists, such as attributes of a mapping, take one line each. */
function shorten(node: unknown): void {
  if (isSeq(node)) {
    for (const each of node.items) if (isMap(each) && isFlat(each.toJSON())) each.flow = true;
    for (const each of node.items) shorten(each);
  } else if (isMap(node)) {
    for (const { value } of node.items) shorten(value as Node);
  }
}

function isFlat(value: unknown): boolean {
  const held = isObject(value as JsonObject) ? Object.values(value as JsonObject) : [];
  return held.every((each) => typeof each !== "object" || each === null);
}

function comment(text: string): string {
  return text
    .split("\n")
    .map((line) => ` ${line}`)
    .join("\n");
}
