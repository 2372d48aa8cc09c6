import type { JsonObject } from "../../core/json.ts";
import { type CompiledScopes, type ParsedScopes, parseScopes } from "../../core/mapping/scope/scope.ts";
import { type ConfigurationError, type Deps, type Refusal, refuseConfiguration } from "../deps.ts";

/**
 * Compiles the stored scoping filters of an application. An attribute that the directory no longer knows is accepted:
 * it has no value.
 */
export function compileScopes(
  { regex }: Pick<Deps, "regex">,
  stored: JsonObject | null,
): CompiledScopes | Refusal {
  const parsed = parseScopes(stored ?? {}, { regex });
  return parsed.ok ? parsed.compiled : refuseScopes(parsed);
}

/** Refuses scoping filters, with all of their errors. */
export function refuseScopes({ errors }: Extract<ParsedScopes, { readonly ok: false }>): Refusal {
  return refuseConfiguration(
    "app.scope-invalid",
    errors.map((error): ConfigurationError => ({ ...error, code: `scoping.${error.code}` })),
  );
}
