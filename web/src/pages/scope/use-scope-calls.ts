import { useQueryClient } from "@tanstack/react-query";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import {
  type ApplicationScopeShape,
  type ScopePreviewShape,
  scopeRoutes,
} from "../../../../src/contract/scopes.ts";
import { keys } from "../../api/keys.ts";
import { useConsole } from "../../shell/console-context.ts";
import type { GivenFilter } from "./scope-draft.ts";

/** What came of the filters of a form; `of` is their JSON text. `asked`: saving them takes access away. */
export type ScopeResult = { readonly of: string } & (
  | { readonly kind: "counted" | "asked"; readonly preview: ScopePreviewShape }
  | { readonly kind: "saved"; readonly scope: ApplicationScopeShape }
);

interface ScopeCallsInput {
  readonly application: ApplicationShape;
  readonly type: "user" | "group";
  /** The version that was edited: a change of another editor since then is not overwritten. */
  readonly version: number;
}

/** Counts the effect of filters and saves them; `save` only counts where accounts would lose access. */
export function useScopeCalls({ application, type, version }: ScopeCallsInput) {
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app } = application;
  const params = { org, app };
  const preview = (filters: GivenFilter[]) =>
    client.call(scopeRoutes.previewScope, { params, body: { type, filters } });
  async function store(filters: GivenFilter[]) {
    const body = { [type]: filters.length === 0 ? null : { filters }, version };
    try {
      const scope = await client.call(scopeRoutes.setScope, { params, body });
      void queries.invalidateQueries({ queryKey: keys.application(org, app) });
      return { kind: "saved", of: JSON.stringify(filters), scope } as const;
    } catch (error) {
      // After a conflict, the present filters are offered.
      void queries.invalidateQueries({ queryKey: keys.scope(org, app) });
      throw error;
    }
  }
  return {
    store,
    async count(filters: GivenFilter[]): Promise<ScopeResult> {
      return { kind: "counted", of: JSON.stringify(filters), preview: await preview(filters) };
    },
    async save(filters: GivenFilter[]): Promise<ScopeResult> {
      const effect = await preview(filters);
      if (effect.losing === 0) return store(filters);
      return { kind: "asked", of: JSON.stringify(filters), preview: effect };
    },
  };
}
