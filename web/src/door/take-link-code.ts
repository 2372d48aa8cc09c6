/**
 * The code of a one-time link, from the fragment of the address. The fragment is removed at once, so that the code
 * stays neither in the address bar nor in the history of the browser.
 */
export function takeLinkCode(): string | undefined {
  const code = location.hash.replace(/^#/, "");
  if (code === "") return undefined;
  history.replaceState(null, "", location.pathname);
  return code;
}
