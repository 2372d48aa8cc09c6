import type { JsonObject } from "../../core/json.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";

/** A system in memory: accounts by id, members by group. */
export interface MemorySystem {
  readonly accounts: Readonly<Record<ObjectType, Map<string, JsonObject>>>;
  readonly members: Map<string, Set<string>>;
  /** Calls that wrote something or tried to, in order. */
  readonly writes: string[];
  lastId: number;
  /** Connections that are open now. */
  open: number;
}

const systems = new Map<string, MemorySystem>();

/** The system of this name; it begins empty and lives as long as the process. */
export function openMemorySystem(name: string): MemorySystem {
  const known = systems.get(name);
  if (known !== undefined) return known;
  const system: MemorySystem = {
    accounts: { user: new Map(), group: new Map() },
    members: new Map(),
    writes: [],
    lastId: 0,
    open: 0,
  };
  systems.set(name, system);
  return system;
}

/** Names that provoke a fault: a call that contains one of them meets it, and others do not. */
export const SENTINELS: readonly (readonly [name: string, kind: Fault["kind"], code: string])[] = [
  ["sentinel-unauthenticated", "unauthenticated", "target.unauthenticated"],
  ["sentinel-forbidden", "forbidden", "target.forbidden"],
  ["sentinel-duplicate", "already-exists", "target.duplicate"],
  ["sentinel-invalid", "invalid", "target.invalid"],
  ["sentinel-conflict", "conflict", "target.conflict"],
  ["sentinel-busy", "unavailable", "target.busy"],
  ["sentinel-limit", "rate-limited", "target.rate-limited"],
  ["sentinel-silence", "unknown-outcome", "target.unknown-outcome"],
];

/** The fault that a call with this content meets. */
export function findSentinel(content: unknown): Fault | undefined {
  const text = JSON.stringify(content) ?? "";
  const [, kind, code] = SENTINELS.find(([name]) => text.includes(name)) ?? [];
  if (kind === undefined || code === undefined) return undefined;
  return { kind, code, params: {}, refusedBy: "target" };
}
