import type { AppId, ObjectId, OrgId } from "../core/ids.ts";
import type { Flag } from "./kinds.ts";

/** A group that goes to the target of an application whose setting `groups` is `selected`. */
export interface SelectedGroupRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly group_id: ObjectId;
  /** 1: in the target, only the memberships of this group are kept. */
  readonly memberships_only: Flag;
}
