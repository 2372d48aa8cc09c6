export const SCIM_TYPE = "application/scim+json";
const JSON_TYPE = "application/json";

export type MediaType = typeof SCIM_TYPE | typeof JSON_TYPE;

/**
 * The media type of the answer, by `Accept` (RFC 9110 §12.5.1, RFC 7644 §3.8); undefined when it admits
 * neither `application/scim+json` nor `application/json`. Of two that it likes as much it gets the former,
 * which Microsoft Entra wants on every answer; unless it names only the latter.
 */
export function negotiate(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept === SCIM_TYPE || accept === "*/*" || accept.trim() === "") {
    return SCIM_TYPE;
  }
  const ranges = accept.toLowerCase().split(",").map(parseRange);
  const scim = qualityOf(SCIM_TYPE, ranges);
  const json = qualityOf(JSON_TYPE, ranges);
  if (scim === 0 && json === 0) return undefined;
  return scim >= json ? SCIM_TYPE : JSON_TYPE;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function parseRange(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 1 };
}

/** How much a type is wanted, 0 to 1: the range that says most about it counts. */
function qualityOf(type: MediaType, ranges: readonly Range[]): number {
  for (const range of [type, "application/*", "*/*"]) {
    const found = ranges.find((each) => each.type === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}
