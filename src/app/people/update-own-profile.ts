import { INSTANCE } from "../../core/ids.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import { createAuditWrite } from "../audit.ts";
import { type Deps, type PersonActor, type Refusal, refuse } from "../deps.ts";

/** The name and the language that a person chooses. Each of them stays if it is left out. */
export interface ProfileChange {
  readonly displayName?: string | undefined;
  readonly language?: "en" | "fr" | null | undefined;
}

/** Changes the name of the caller as others read it, or the language of the console. */
export async function updateOwnProfile(
  deps: Deps,
  actor: PersonActor,
  { displayName, language }: ProfileChange,
): Promise<MusterPersonRow | Refusal> {
  const { personId: id, name } = actor;
  const before = await deps.store.get("person", { org: INSTANCE, id });
  if (before === undefined) return refuse("conflict", "person.changed-meanwhile", { name });
  const { version } = before;
  const set = {
    ...(displayName === undefined ? {} : { display_name: displayName }),
    ...(language === undefined ? {} : { language }),
    version: version + 1,
  };
  const committed = await deps.store.commit([
    { op: "update", table: "person", key: { org: INSTANCE, id }, set, expect: { version } },
    createAuditWrite(deps, actor, {
      org: INSTANCE,
      category: "person",
      activity: "update-profile",
      target: id,
      detail: {
        name,
        ...(displayName === undefined ? {} : { displayName, before: before.display_name }),
        ...(language === undefined ? {} : { language }),
      },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "person.changed-meanwhile", { name });
  return { ...before, ...set };
}
