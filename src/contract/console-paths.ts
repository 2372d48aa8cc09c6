/**
 * The addresses that the console has, as patterns of the server: each answers with the same document, and the console
 * shows the page. Every other address keeps its 404, so that a client of the API that mistypes one learns of it.
 */
export const CONSOLE_PATHS = [
  "/",
  "/sign-in",
  "/welcome",
  "/account",
  "/instance/*",
  "/organizations/*",
] as const;
