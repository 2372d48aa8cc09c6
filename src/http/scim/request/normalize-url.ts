const GLUED = /^(\/scim\/[^/?]+(?:\/v\d+)?)\?([^/?=&]*)(\/[^?]*)(?:\?(.*))?$/i;
const WITHOUT_VERSION = /^(\/scim\/[^/?]+)(?=\/(?!v\d)[^/?]|\/?(?:\?|$))\/?/i;

/**
 * The URL that a client means, in the form in which routes are written; most stay as they are.
 *
 * A client whose base URL ends in a flag (Microsoft Entra's `?aadOptscim062020`) and that appends the paths
 * of endpoints sends `/scim/…/v2?aadOptscim062020/Users?filter=…`: the flag, which we ignore like any unknown
 * parameter, goes to the end. A URL without a version gets the latest (RFC 7644 §3.13).
 */
export function normalizeScimUrl(url: string): string {
  const together = unglued(url);
  return together.replace(WITHOUT_VERSION, (_, base: string) => `${base}/v2/`);
}

function unglued(url: string): string {
  const question = url.indexOf("?");
  if (question < 0 || url.indexOf("/", question) < 0) return url;
  const parts = GLUED.exec(url);
  if (parts === null) return url;
  const [, base = "", flag = "", path = "", query] = parts;
  return query === undefined ? `${base}${path}?${flag}` : `${base}${path}?${query}&${flag}`;
}
