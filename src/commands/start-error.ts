/** Why the instance cannot start: a stable code with parameters (docs/errors.md). */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.params = params;
  }
}
