import type { ConfigurationErrorShape } from "../contract/problem.ts";

/** An error of a configuration, with its place in a file where it was read from one; lines and columns count from 1. */
export interface PlacedError extends ConfigurationErrorShape {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The place as editors and compilers write it, or the pointer for an error without a file. */
export function formatPlace({ file, line, column, pointer }: PlacedError): string {
  if (file !== undefined) return `${file}:${line ?? 1}:${column ?? 1}`;
  return pointer === "" ? "/" : pointer;
}
