import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import type { ScopePath } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal } from "../../deps.ts";
import { readRowsAmong } from "../../paging.ts";
import type { ScopedApplication } from "../read-scope.ts";
import { type AssignedPath, explainPaths } from "./assigned-paths.ts";
import { compareStandings, openViews } from "./compare-standings.ts";
import { readScopedApplication } from "./scoped-application.ts";
import type { TriedRemoval } from "./tried-removal.ts";

/** An assignment or a group that gives access to a user, and what would still give it without. */
export interface AccessPart {
  readonly kind: "assignment" | "group";
  /** The subject of the assignment, or the group; undefined for everyone. */
  readonly subject: ObjectRow | undefined;
  /** The value of the role that the assignment gives, or its id if the application does not define it; else undefined. */
  readonly role: string | undefined;
  /** Whether the user would still have access without this part, and why. */
  readonly keeps: boolean;
  readonly keptBy: readonly Reason[];
}

/** Parts that are tried for one user. */
const PARTS_MAX = 20;

/**
 * Tries what a user in scope keeps when each single part of the access goes: each assignment that reaches the user, and
 * each group on the way to one. A group beside the shortest ways can go without a loss, so that it is left out.
 */
export async function explainAccess(
  deps: Deps,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
  { object, paths }: { readonly object: ObjectRow; readonly paths: readonly AssignedPath[] },
): Promise<readonly AccessPart[]> {
  const read = await readScopedApplication(deps, org, app);
  if (isRefusal(read) || object.type !== "user") return [];
  const { scoped } = read;
  const reach = scoped.settings.nestedGroups ? "nested" : "immediate";
  const ways = await deps.store.scopePaths(org, app, [object.id], { reach });
  const counted = paths.filter(({ counts }) => counts);
  const groups = [...new Set(counted.flatMap((path) => path.groups.map(({ id }) => id)))];
  const named = [...groups, ...ways.map(({ subject }) => subject).filter((subject) => subject !== "*")];
  const rows = await readRowsAmong(
    deps.store,
    "object",
    { org },
    { column: "id", values: [...new Set(named)] },
  );
  const parts: AccessPart[] = [];
  for (const removal of listRemovals(ways, groups, new Map(rows.map((row) => [row.id, row])))) {
    if (parts.length === PARTS_MAX) break;
    parts.push(await tryPart(scoped, removal, { object, paths }));
  }
  return parts;
}

type PartRemoval = Extract<TriedRemoval, { readonly kind: "assignment" | "group" }>;

/** The assignments first, as they are what an administrator gave. */
function listRemovals(
  ways: readonly ScopePath[],
  groups: readonly ObjectId[],
  rows: ReadonlyMap<string, ObjectRow>,
): readonly PartRemoval[] {
  return [
    ...ways.flatMap(({ subject, role }): readonly PartRemoval[] => {
      const found = subject === "*" ? "everyone" : rows.get(subject);
      return found === undefined ? [] : [{ kind: "assignment", subject: found, role }];
    }),
    ...groups.flatMap((id): readonly PartRemoval[] => {
      const group = rows.get(id);
      return group === undefined ? [] : [{ kind: "group", group }];
    }),
  ];
}

async function tryPart(
  scoped: ScopedApplication,
  removal: PartRemoval,
  { object, paths }: { readonly object: ObjectRow; readonly paths: readonly AssignedPath[] },
): Promise<AccessPart> {
  const [compared] = await compareStandings(await openViews(scoped, removal), [object]);
  const keeps = compared?.after.isIn === true;
  const left = paths.filter(({ groups }) => !isThrough(groups, removal));
  const keptBy = keeps
    ? explainPaths(
        compared.after.reasons,
        left.filter(({ counts }) => counts),
      )
    : [];
  if (removal.kind === "group") {
    return { kind: "group", subject: removal.group, role: undefined, keeps, keptBy };
  }
  const subject = removal.subject === "everyone" ? undefined : removal.subject;
  const id = removal.role === "" ? undefined : removal.role;
  const role = scoped.application.roles?.find((each) => each.id === id)?.value ?? id;
  return { kind: "assignment", subject, role, keeps, keptBy };
}

/** True if a way ends at the removed assignment's group, or leads through the removed group. */
function isThrough(groups: AssignedPath["groups"], removal: PartRemoval): boolean {
  if (removal.kind === "group") return groups.some(({ id }) => id === removal.group.id);
  return removal.subject !== "everyone" && groups.at(-1)?.id === removal.subject.id;
}
