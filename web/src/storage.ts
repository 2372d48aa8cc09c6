/** What the console keeps on this device: choices of the reader, never data of the directory. */

/** A kept value; undefined when there is none, or when the browser keeps nothing. */
export function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value; a browser that keeps nothing forgets the choice with the page. */
export function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage that is switched off or full is no reason to refuse the choice.
  }
}
