import { isObject, type Json } from "../../json.ts";
import type { Document } from "../schema.ts";
import { foldKey, type IndexKey } from "./keys.ts";

/** The path of the index entries that searches for a part of a text read. No attribute of a user has this name. */
export const SEARCH_PATH = "search";

/** Characters of one entry, so that it fits into an index of any database; one longer text is an entry by itself. */
const ENTRY_LENGTH = 300;
const SEPARATOR = "\n";
const SOURCES = ["userName", "displayName", "emails"];

/**
 * The entries of a user for searches: userName, displayName and e-mail addresses in one text, in several where they are
 * long. A search for a part of a text looks at each entry of its index, so that few entries make it quick. The first
 * entry begins with the userName, if that is one line, and the others with a line break. Nothing when the other document has the very
 * same values.
 */
export function searchKeys(document: Document, other: Document = {}): readonly IndexKey[] {
  if (SOURCES.every((name) => document[name] === other[name])) return [];
  const [userName = ""] = textsOf(document["userName"]);
  const texts = new Set<string>();
  for (const name of SOURCES) for (const text of textsOf(document[name])) texts.add(text);
  if (texts.size === 0) return [];
  const entries: string[] = [];
  let entry = "";
  if (!userName.includes(SEPARATOR)) {
    entry = userName;
    texts.delete(userName);
  }
  for (const text of texts) {
    if (entry !== "" && entry.length + text.length > ENTRY_LENGTH) {
      entries.push(entry);
      entry = "";
    }
    entry += `${SEPARATOR}${text}`;
  }
  entries.push(entry);
  return entries.map((value) => ({ path: SEARCH_PATH, value, unique: false }));
}

/** The userName at the beginning of an entry for searches; undefined when it stands in another entry. */
export function readUserName(entry: string): string | undefined {
  const end = entry.indexOf(SEPARATOR);
  if (end === -1) return entry;
  return end === 0 ? undefined : entry.slice(0, end);
}

/** The texts of a value, or of the elements of a list, folded. */
function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [foldKey(value, false)];
  if (!Array.isArray(value)) return [];
  return value.flatMap((element: Json) => (isObject(element) ? textsOf(element["value"]) : []));
}
