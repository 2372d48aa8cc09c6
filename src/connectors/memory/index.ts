import type { Abilities } from "../../core/provisioning/abilities.ts";
import type { AccountRules } from "../../core/provisioning/account-rules.ts";
import { NO_BULK } from "../../core/provisioning/bulk.ts";
import type { Connector } from "../../ports/target.ts";
import { MEMORY_GROUP_MAPPING, MEMORY_USER_MAPPING } from "./mappings.ts";
import { openMemorySystem } from "./system.ts";
import { openMemoryTarget } from "./target.ts";

/** A person is known by a login and switched off by a status: nothing here is named as SCIM names it. */
const MEMORY_RULES: AccountRules = {
  naturalKey: { user: "login", group: "title" },
  sourceId: "origin",
  caseExact: ["origin"],
  disabled: { path: "status", value: "suspended" },
  enabled: "live",
};

/** Everything is possible in memory. */
const MEMORY_ABILITIES: Abilities = {
  patch: { user: "verified", group: "verified" },
  filter: "verified",
  groups: "verified",
  changes: { user: "verified", group: "verified" },
  memberLists: "verified",
  membersPerCallMax: 100,
  pageSizeMax: 100,
  attributes: { user: undefined, group: undefined },
  kept: { user: [], group: [] },
  bulk: NO_BULK,
  notes: [],
};

/**
 * Targets in the memory of this process, by the setting `name`. They show that the port is not SCIM's, and
 * give tests every fault without a network: see `SENTINELS`.
 */
export const memoryConnector: Connector = {
  name: "memory",
  defaultMappings: { user: MEMORY_USER_MAPPING, group: MEMORY_GROUP_MAPPING },
  firstMappings: { user: MEMORY_USER_MAPPING, group: MEMORY_GROUP_MAPPING },
  rules: MEMORY_RULES,

  parseConfig(config) {
    const unknown = Object.keys(config).find((name) => name !== "name");
    if (unknown !== undefined) return { ok: false, code: "config.unknown", params: { name: unknown } };
    return { ok: true, wire: { baseUrl: "http://memory.invalid/" } };
  },

  async connect({ config, abilities }) {
    const system = openMemorySystem(String(config["name"] ?? ""));
    return openMemoryTarget(system, abilities ?? MEMORY_ABILITIES);
  },
};
