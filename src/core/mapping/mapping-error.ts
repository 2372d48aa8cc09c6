/** An error in a mapping with its place: a JSON pointer into the mapping and, within a text, the position. */
export interface MappingError {
  readonly code: string;
  readonly pointer: string;
  readonly position?: number;
  /** The tokens that can stand at the position, in the signs of the expression language. */
  readonly expected?: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export function createMappingError(
  pointer: string,
  code: string,
  params: MappingError["params"] = {},
): MappingError {
  return { code, pointer, params };
}
