import { useQueryClient } from "@tanstack/react-query";
import { definition, definitionRoutes } from "../../../../src/contract/definitions.ts";
import { keys } from "../../api/keys.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";

type Attributes = readonly Readonly<Record<string, unknown>>[];

/** Ways to change the attributes of a schema of the organization. */
export interface SchemaChange {
  /** Reads the schema, so that a change of another editor stays, and applies what `change` makes of its attributes. */
  apply(change: (attributes: Attributes) => Attributes): Promise<unknown>;
  /** Shows the new definitions. */
  refresh(): void;
}

export function useSchemaChange(schema: string): SchemaChange {
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  return {
    async apply(change) {
      const found = await client.call(definitionRoutes.getSchema, { params: { org, schema } });
      const { origin: _origin, usedBy: _usedBy, ...before } = found;
      const after = definition.parse({ ...before, attributes: change(before.attributes) });
      return client.call(definitionRoutes.applyDefinitions, { params: { org }, body: { schemas: [after] } });
    },
    refresh: () => void queries.invalidateQueries({ queryKey: keys.definitions(org) }),
  };
}
