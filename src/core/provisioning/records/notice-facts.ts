import type { NoticeFacts } from "../../notices/notice.ts";
import { type Codec, readNullable, readNumber, readObject, readText } from "./stored-json.ts";

/** Reads the facts of a notice. */
export const readNoticeFacts: Codec<NoticeFacts> = (json, place) => {
  const { reason, count, page } = readObject(json, place);
  return {
    reason: readNullable(readPhrase)(reason, `${place}.reason`),
    count: readNullable(readNumber)(count, `${place}.count`),
    page: readText(page, `${place}.page`),
  };
};

const readPhrase: Codec<NonNullable<NoticeFacts["reason"]>> = (json, place) => {
  const { code, params } = readObject(json, place);
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(readObject(params, `${place}.params`)))
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  return { code: readText(code, `${place}.code`), params: known };
};
