import type { NoticeFacts } from "../../notices/notice.ts";
import { LANE_NAMES } from "../lanes.ts";
import { type Codec, readNullable, readNumber, readObject, readText } from "./stored-json.ts";

/** Reads the facts of a notice. */
export const readNoticeFacts: Codec<NoticeFacts> = (json, place) => {
  const { reason, count, page, lane: stored, isByPerson } = readObject(json, place);
  // A lane that this version does not know, as of a newer server on the store, is left out.
  const lane = LANE_NAMES.find((name) => name === stored);
  return {
    reason: readNullable(readPhrase)(reason, `${place}.reason`),
    count: readNullable(readNumber)(count, `${place}.count`),
    page: readText(page, `${place}.page`),
    ...(lane === undefined ? {} : { lane }),
    ...(isByPerson === true ? { isByPerson } : {}),
  };
};

const readPhrase: Codec<NonNullable<NoticeFacts["reason"]>> = (json, place) => {
  const { code, params } = readObject(json, place);
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(readObject(params, `${place}.params`)))
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  return { code: readText(code, `${place}.code`), params: known };
};
