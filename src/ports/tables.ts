import type { ChangeKind } from "../core/events/event.ts";
import type {
  AccountId,
  AppId,
  ObjectId,
  OrgId,
  PersonId,
  PrincipalId,
  SecretId,
  TokenId,
} from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { FlatAttributes } from "../core/mapping/flat.ts";
import type { Fault } from "../core/provisioning/fault.ts";
import type { LaneName, Lanes } from "../core/provisioning/lanes.ts";
import type { Quarantine } from "../core/provisioning/quarantine.ts";
import type { StoredSettings } from "../core/provisioning/records/settings.ts";
import type { StoredRole } from "../core/provisioning/roles.ts";
import type { CycleStatistics } from "../core/provisioning/statistics.ts";
import type { TestedConnection } from "../core/provisioning/tested-connection.ts";
import type {
  ApprovalRow,
  CycleRow,
  DecisionRow,
  DueChangeRow,
  ExchangeRow,
  JournalRow,
  PlanMemberRow,
  PlanRow,
  ProvisioningLogRow,
  TargetRefusalRow,
} from "./cycle-tables.ts";
import { ERROR_ANSWER_KEYS, type ErrorAnswerTables } from "./error-answer-tables.ts";
import { IDENTITY_KEYS, type IdentityTables } from "./identity-tables.ts";
import { IMPORT_KEYS, type ImportTables } from "./import-tables.ts";
import type { Flag, ObjectType, ResourceKind } from "./kinds.ts";
import type { LeaseRow } from "./lease-tables.ts";
import { LINK_KEYS, type LinkTables } from "./link-tables.ts";
import { NOTICE_KEYS, type NoticeTables } from "./notice-tables.ts";
import { PASSKEY_KEYS, type PasskeyTables } from "./passkey-tables.ts";
import type {
  MusterPersonRow,
  OneTimeLinkRow,
  PersonRoleRow,
  SessionRow,
  SignInDelayRow,
} from "./people-tables.ts";
import { RECONCILIATION_KEYS, type ReconciliationTables } from "./reconciliation-tables.ts";
import { RECORDING_KEYS, type RecordingTables } from "./recording-tables.ts";
import type { RejectedRequestRow, TokenUseRow } from "./rejection-tables.ts";
import { REMOVAL_KEYS, type RemovalTables } from "./removal-tables.ts";
import { RETENTION_KEYS, type RetentionTables } from "./retention-tables.ts";
import type { SelectedGroupRow } from "./selection-tables.ts";
import { TRUST_KEYS, type TrustTables } from "./trust-tables.ts";
import type { TypeSetRow } from "./type-set-tables.ts";
import type { DeliveryRow, WebhookRow } from "./webhook-tables.ts";

/**
 * The rows that a store keeps, by table. Times are milliseconds since 1970, in UTC. Keys begin with the
 * organization. Text compared without case is folded before it gets here, and compared bytewise.
 */
export interface Tables
  extends IdentityTables,
    PasskeyTables,
    NoticeTables,
    ReconciliationTables,
    RecordingTables,
    RemovalTables,
    TrustTables,
    RetentionTables,
    ImportTables,
    ErrorAnswerTables,
    LinkTables {
  organization: OrganizationRow;
  type_set: TypeSetRow;
  object: ObjectRow;
  index_entry: IndexEntryRow;
  unique_value: IndexEntryRow;
  membership: MembershipRow;
  former_membership: MembershipRow;
  feed: FeedRow;
  application: ApplicationRow;
  provisioning: ProvisioningRow;
  assignment: AssignmentRow;
  selected_group: SelectedGroupRow;
  link: LinkRow;
  link_member: LinkMemberRow;
  pending: PendingRow;
  approval: ApprovalRow;
  due_change: DueChangeRow;
  target_refusal: TargetRefusalRow;
  plan: PlanRow;
  decision: DecisionRow;
  plan_member: PlanMemberRow;
  cycle: CycleRow;
  journal: JournalRow;
  exchange: ExchangeRow;
  provisioning_log: ProvisioningLogRow;
  token: TokenRow;
  lease: LeaseRow;
  rejected_request: RejectedRequestRow;
  token_use: TokenUseRow;
  webhook: WebhookRow;
  delivery: DeliveryRow;
  person: MusterPersonRow;
  person_role: PersonRoleRow;
  session: SessionRow;
  one_time_link: OneTimeLinkRow;
  sign_in_delay: SignInDelayRow;
}

export interface OrganizationRow {
  readonly org: OrgId;
  readonly name: string;
  readonly name_key: string;
  readonly created: number;
  /** Days for which a user that SCIM deletes is kept and can be restored; 0: it is gone at once. */
  readonly soft_delete_days: number;
  /** The version of its `type_set`; 0 while it has none. */
  readonly types: number;
}

/** A user, a group or a custom resource. `deleted` is the time of its soft deletion, else null. */
export interface ObjectRow {
  readonly org: OrgId;
  readonly id: ObjectId;
  readonly type: ResourceKind;
  readonly version: number;
  readonly created: number;
  readonly modified: number;
  readonly deleted: number | null;
  /** `externalId` by integration: `{ [principal id]: text }`. */
  readonly external: JsonObject;
  /** The SCIM document without id, meta, schemas, externalId, members and groups. */
  readonly doc: JsonObject;
}

/**
 * An index entry of an object: `index_entry` may repeat, `unique_value` is unique in (org, type, path, value).
 * The external id of an integration has the path `externalId:` + principal id, and what a soft-deleted object
 * was known by, `former:` + its path.
 */
export interface IndexEntryRow {
  readonly org: OrgId;
  readonly type: ResourceKind;
  readonly path: string;
  readonly value: string;
  readonly id: ObjectId;
}

/** `former_membership` keeps those of a soft-deleted object, until it is restored or gone. */
export interface MembershipRow {
  readonly org: OrgId;
  readonly group_id: ObjectId;
  readonly member_id: ObjectId;
  readonly member_type: ObjectType;
}

export type FeedKind = "user" | "group" | "resource" | "member" | "assignment" | "notice";

/**
 * One change of the directory. `user`, `group`, `resource` (of a custom type): `object` was added, changed or removed.
 * `member`: `other` was added to or removed from the group `object`. `assignment`: the subject `other` was added to or
 * removed from the application `object`. `notice`: `object` is an application or an import. The store gives each entry its place in the feed.
 */
export interface FeedRow {
  readonly org: OrgId;
  readonly kind: FeedKind;
  readonly object: string;
  readonly other: string | null;
  readonly change: ChangeKind;
  readonly at: number;
  /** More about the event: the JSON text of a `FeedDetail` (core/events/feed-detail.ts), or null. */
  readonly detail?: string | null;
}

/** An application with what its provisioning sends out. `version` grows with each change of configuration. */
export interface ApplicationRow {
  readonly org: OrgId;
  readonly id: AppId;
  readonly name: string;
  readonly name_key: string;
  readonly connector: string;
  /** The template of the gallery that it was created from; null without one. */
  readonly template: string | null;
  /** Connector settings, validated by the connector: for SCIM `{ url, … }`. Holds no secret. */
  readonly config: JsonObject;
  readonly secret: SecretId | null;
  /** `{ user, group }`: object mappings, or null for the connector's default. */
  readonly mappings: JsonObject | null;
  /** `{ user?, group? }`: the mappings of its template, which are its default in place of the connector's. */
  readonly template_mappings: JsonObject | null;
  /** `{ user?, group? }`: scoping filters; null: assignments alone decide. See core/mapping/scope. */
  readonly scopes: JsonObject | null;
  /** The roles that assignments can give; null: none. See core/provisioning/roles.ts. */
  readonly roles: readonly StoredRole[] | null;
  /** Interval, thresholds and policies that were set; see core/provisioning/settings.ts. */
  readonly settings: StoredSettings;
  /** The values of `Guid` and `RandomString` are drawn from it, from the object and the attribute. It never changes. */
  readonly seed: string;
  readonly version: number;
  /** The version in which the settings of the connector last changed: older cycles worked with another target. */
  readonly target_version: number;
  readonly created: number;
  readonly modified: number;
}

export type ProvisioningState = "waiting" | "on" | "off" | "quarantine";

/** How far provisioning of an application has come. `waiting`: the schedule starts after the first apply. */
export interface ProvisioningRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly state: ProvisioningState;
  /** Feed cursor up to which everything was evaluated; null before the initial cycle closed. */
  readonly watermark: string | null;
  /** The version of the application that the watermark belongs to. */
  readonly config_version: number;
  readonly abilities: JsonObject | null;
  readonly quarantine: Quarantine | null;
  readonly lanes: Lanes;
  readonly statistics: CycleStatistics;
  /** The last test of the connection that a person ran; null before the first one. */
  readonly tested: TestedConnection | null;
  readonly next_run: number | null;
  /** 1 from the beginning of an initial cycle until its end is stored: if it is interrupted, the next one is initial. */
  readonly initial_owed: 0 | 1;
  readonly version: number;
}

/** `subject` is an object id, or `*` for everyone; `role` the id of a role of the application, or empty without one. */
export interface AssignmentRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly subject: string;
  readonly subject_type: ObjectType | "all";
  readonly role: string;
  readonly created: number;
}

/** How a link came to be: by a cycle, by a person, or from a file of links. */
export type Provenance = "created" | "adopted" | "recovered" | "manual" | "imported";

/** Directory object and account. `projected` is what the target was last seen or made to hold, flat. */
export interface LinkRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly account: AccountId;
  readonly status: "complete" | "incomplete";
  /** Whether the object was in scope when it was last evaluated. */
  readonly scope: "in" | "out";
  readonly provenance: Provenance;
  readonly projected: FlatAttributes;
  /** The texts that the target shows in place of projected ones, by path, where it spells them its own way. */
  readonly spelt?: FlatAttributes | null;
  /** The values that the account had before it was renamed because its user was deleted, by path. */
  readonly former_names?: FlatAttributes | null;
  /** When a person approved the removal of access that still holds; null for any other. */
  readonly leave_approved?: number | null;
  /** Hash over `projected`, so that unchanged objects are found without reading it. */
  readonly hash: string;
  readonly version: number;
  readonly created: number;
  readonly modified: number;
}

/** The ledger of memberships that the target is known to hold; both ends are directory objects. */
export interface LinkMemberRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly group_id: ObjectId;
  readonly member_id: ObjectId;
}

/** An object that the next cycles must look at again although it did not change. `parked`: not by itself. */
export interface PendingRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
  readonly reason: string;
  /** The object whose account it waits for, else null. */
  readonly waiting_for: ObjectId | null;
  /** Failures in a row, and how many of the last ones were the same refusal by the target. */
  readonly attempts: number;
  readonly equal_failures: number;
  readonly next_attempt: number;
  readonly parked: Flag;
  readonly fault: Fault | null;
  readonly since: number;
  /** The lane that it failed in, or that held it back, else null; since when it fails there. */
  readonly lane: LaneName | null;
  readonly failing_since: number | null;
}

export type TokenKind = "instance-admin" | "organization-admin" | "scim" | "metrics" | "personal";

/** A bearer, known by its hash alone. `profile` is the SCIM mode of what comes with it. */
export interface TokenRow {
  readonly org: OrgId;
  readonly id: TokenId;
  readonly hash: string;
  readonly kind: TokenKind;
  readonly principal: PrincipalId | null;
  readonly profile: string | null;
  readonly name: string;
  readonly created: number;
  readonly expires: number;
  readonly revoked: number | null;
  /** The user whose token it is: it is revoked when that user is deactivated or deleted. Else null. */
  readonly issued_to: ObjectId | null;
  /** The person whose roles a personal token has; null for other kinds. */
  readonly person: PersonId | null;
  /** Requests that it may go on sending each second; 0: without a limit; null: as many as the server allows by default. */
  readonly requests_per_second: number | null;
}

/** The columns that make a row unique, by table; the store's primary keys. */
export const PRIMARY_KEY = {
  organization: ["org"],
  type_set: ["org"],
  object: ["org", "id"],
  index_entry: ["org", "type", "path", "value", "id"],
  unique_value: ["org", "type", "path", "value"],
  membership: ["org", "group_id", "member_id"],
  former_membership: ["org", "member_id", "group_id"],
  feed: ["org"],
  application: ["org", "id"],
  provisioning: ["org", "app"],
  assignment: ["org", "app", "subject", "role"],
  selected_group: ["org", "app", "group_id"],
  link: ["org", "app", "object"],
  link_member: ["org", "app", "group_id", "member_id"],
  pending: ["org", "app", "object"],
  approval: ["org", "app", "object"],
  due_change: ["org", "app", "due", "object"],
  target_refusal: ["org", "app", "object", "part"],
  plan: ["org", "id"],
  decision: ["org", "plan", "n"],
  plan_member: ["org", "plan", "group_id", "member_id"],
  cycle: ["org", "id"],
  journal: ["org", "id"],
  exchange: ["org", "id"],
  provisioning_log: ["org", "id"],
  token: ["org", "id"],
  lease: ["org", "name"],
  rejected_request: ["org", "id"],
  token_use: ["org", "token"],
  webhook: ["org", "id"],
  delivery: ["org", "id"],
  person: ["org", "id"],
  person_role: ["org", "person"],
  session: ["org", "id"],
  one_time_link: ["org", "id"],
  sign_in_delay: ["org", "subject"],
  ...IDENTITY_KEYS,
  ...PASSKEY_KEYS,
  ...NOTICE_KEYS,
  ...RECONCILIATION_KEYS,
  ...RECORDING_KEYS,
  ...REMOVAL_KEYS,
  ...TRUST_KEYS,
  ...RETENTION_KEYS,
  ...IMPORT_KEYS,
  ...ERROR_ANSWER_KEYS,
  ...LINK_KEYS,
} as const satisfies { readonly [Table in keyof Tables]: readonly (keyof Tables[Table])[] };

export type TableName = keyof Tables;
export type Row<Table extends TableName> = Tables[Table];

/** Columns that are written with a row and never read back with it. */
export interface WriteOnlyColumns {
  object: {
    /** `doc` as searches compare it: `searchDocument` of its type (core/scim). Goes with every `doc` written. */
    readonly search: JsonObject;
  };
}

/** A row as it is written. */
export type NewRow<Table extends TableName> = Row<Table> &
  (Table extends keyof WriteOnlyColumns ? WriteOnlyColumns[Table] : unknown);

/** The columns that an update sets; of an object, the document and its search form together or not at all. */
export type Changes<Table extends TableName> = Table extends "object"
  ? Partial<Omit<ObjectRow, "doc">> &
      (
        | { readonly doc?: never; readonly search?: never }
        | (WriteOnlyColumns["object"] & Pick<ObjectRow, "doc">)
      )
  : Partial<Row<Table>>;
/** The primary key of a row. */
export type Key<Table extends TableName> = Pick<
  Tables[Table],
  Extract<(typeof PRIMARY_KEY)[Table][number], keyof Tables[Table]>
>;
