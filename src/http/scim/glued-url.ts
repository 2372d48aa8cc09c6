const GLUED = /^(\/scim\/[^/?]+\/v\d+)\?([^/?=&]*)(\/[^?]*)(?:\?(.*))?$/i;

/**
 * A client that was given the base URL with a flag at its end (Microsoft Entra's `?aadOptscim062020`) and puts
 * the paths of endpoints behind that sends `/scim/…/v2?aadOptscim062020/Users?filter=…`. What it means has the
 * flag, which we ignore like any unknown parameter, at the end; every other URL stays as it is.
 */
export function unglued(url: string): string {
  const question = url.indexOf("?");
  if (question < 0 || url.indexOf("/", question) < 0) return url;
  const parts = GLUED.exec(url);
  if (parts === null) return url;
  const [, base = "", flag = "", path = "", query] = parts;
  return query === undefined ? `${base}${path}?${flag}` : `${base}${path}?${query}&${flag}`;
}
