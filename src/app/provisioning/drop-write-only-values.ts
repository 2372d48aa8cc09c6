import type { FlatAttributes } from "../../core/mapping/flat.ts";
import type { Write } from "../../ports/store.ts";
import type { LinkRow } from "../../ports/tables.ts";
import { commitOrThrow } from "../commit.ts";
import { readEachPage } from "../paging.ts";
import type { CycleContext } from "./context.ts";
import { updateLink } from "./writes/link.ts";

const TYPES = ["user", "group"] as const;

/**
 * Removes the values that links and refusals hold of attributes which have become write-only: nothing may show them any
 * more. Runs under the lease of the application, where no cycle can write them again, and only after a change of the
 * configuration.
 */
export async function dropWriteOnlyValues(context: CycleContext): Promise<void> {
  const { application, provisioning, mappings } = context;
  if (provisioning.config_version === application.version) return;
  for (const type of TYPES) {
    const paths = new Set(mappings[type].writeOnlyPaths);
    if (paths.size === 0) continue;
    await dropFromLinks(context, type, paths);
    await dropRefusals(context, type, paths);
  }
}

async function dropFromLinks(
  context: CycleContext,
  type: LinkRow["type"],
  paths: ReadonlySet<string>,
): Promise<void> {
  const { deps, org, app } = context;
  for await (const rows of readEachPage(deps.store, "link", { org, app, type })) {
    const writes = rows.flatMap((row): Write[] => {
      const kept = without(row.projected, paths);
      return kept === row.projected ? [] : [updateLink(context, row, kept)];
    });
    if (writes.length > 0) await commitOrThrow(deps, writes);
  }
}

function without(attributes: FlatAttributes, paths: ReadonlySet<string>): FlatAttributes {
  const kept = Object.entries(attributes).filter(([path]) => !paths.has(path));
  return kept.length === Object.keys(attributes).length ? attributes : Object.fromEntries(kept);
}

/** A refused value is stored to compare with. The refusal of an attribute that is write-only is stored without one. */
async function dropRefusals(
  { deps, org, app }: CycleContext,
  type: LinkRow["type"],
  paths: ReadonlySet<string>,
): Promise<void> {
  for (const part of paths) {
    for await (const rows of readEachPage(deps.store, "target_refusal", { org, app, part })) {
      const stored = rows.filter(
        ({ value, evidence_for }) => value !== "" && (evidence_for ?? type) === type,
      );
      const writes = stored.map(
        ({ object, version }): Write => ({
          op: "delete",
          table: "target_refusal",
          key: { org, app, object, part },
          expect: { version },
        }),
      );
      if (writes.length > 0) await commitOrThrow(deps, writes);
    }
  }
}
