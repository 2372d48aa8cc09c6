import type { Abilities, Connector, Target } from "../../ports/target.ts";
import { openApi } from "./api.ts";
import { parseConfig } from "./config.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING, SCIM_RULES } from "./defaults.ts";
import { defaultAbilities, discover } from "./discovery.ts";
import { checkMembers, find, list, read, readMembers, test } from "./reads.ts";
import { changeMembers, create, remove, update } from "./writes.ts";

/** Targets that speak SCIM 2.0 (RFC 7643, RFC 7644), with a bearer token. */
export const scimConnector: Connector = {
  name: "scim",
  defaultMappings: { user: DEFAULT_USER_MAPPING, group: DEFAULT_GROUP_MAPPING },
  rules: SCIM_RULES,

  parseConfig(config) {
    const parsed = parseConfig(config);
    if (!parsed.ok) return parsed;
    const { url, timeoutMs } = parsed.config;
    return { ok: true, wire: { baseUrl: url, ...(timeoutMs === undefined ? {} : { answerMs: timeoutMs }) } };
  },

  async connect({ config, secret, wire, abilities }): Promise<Target> {
    const parsed = parseConfig(config);
    if (!parsed.ok) throw new TypeError(`settings that were not checked: ${parsed.code}`);
    const api = openApi({ url: parsed.config.url, secret, wire });
    let known: Abilities = abilities ?? defaultAbilities(parsed.config);
    return {
      abilities: () => known,
      test: (signal) => test(api, parsed.config, signal),
      async discover(signal) {
        const found = await discover(api, parsed.config, signal);
        if (found.ok) known = found.value;
        return found;
      },
      find: (type, path, value, signal) => find(api, { type, path, value }, signal),
      read: (type, id, signal) => read(api, { type, id }, signal),
      readMembers: (group, signal) => readMembers(api, group, signal),
      checkMembers: (group, accounts, signal) => checkMembers(api, group, accounts, signal),
      list: (type, signal) => list(api, type, known.pageSizeMax, signal),
      create: (account, step, signal) => create(api, account, step, signal),
      update: (account, changes, step, signal) => update(api, { account, changes, step }, signal),
      remove: (account, step, signal) => remove(api, account, step, signal),
      changeMembers: (group, change, step, signal) => changeMembers(api, { group, change, step }, signal),
      async close() {},
    };
  },
};
