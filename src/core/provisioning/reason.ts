/** One link of a reason chain: a message code with its parameters, never prose. */
export type Reason = {
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
};

export function createReason(code: string, params: Reason["params"] = {}): Reason {
  return { code, params };
}
