/** The addresses of the pages that need no session. */
export const SIGN_IN_PATH = "/sign-in";
export const WELCOME_PATH = "/welcome";

/** True for a page that needs no session: it is loaded without the console. */
export function isDoorPath(path: string): boolean {
  return [SIGN_IN_PATH, WELCOME_PATH].includes(path.replace(/\/+$/, ""));
}

/** The address of the sign-in page, which leads back to `from` afterwards. */
export function signInAddressFor(from: string): string {
  return from === "/" || isDoorPath(from.split(/[?#]/)[0] ?? "")
    ? SIGN_IN_PATH
    : `${SIGN_IN_PATH}?back=${encodeURIComponent(from)}`;
}

/**
 * Where to go after signing in. Only a path of this server counts: `//host` and `/\host` are addresses of other
 * servers, and a link to the sign-in page must not lead to those.
 */
export function backPathIn(search: string): string {
  const back = new URLSearchParams(search).get("back") ?? "/";
  return /^\/(?![/\\])/.test(back) && !isDoorPath(back.split(/[?#]/)[0] ?? "") ? back : "/";
}
