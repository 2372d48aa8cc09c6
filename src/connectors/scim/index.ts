import type { Connector, Target } from "../../ports/target.ts";
import { openApi } from "./api.ts";
import { parseConfig } from "./config.ts";
import { defaultAbilities, discover } from "./discovery.ts";
import { find, list, read, readMembers, test } from "./reads.ts";
import { changeMembers, create, remove, update } from "./writes.ts";

/** Targets that speak SCIM 2.0 (RFC 7643, RFC 7644), with a bearer token. */
export const scimConnector: Connector = {
  name: "scim",

  parseConfig(config) {
    const parsed = parseConfig(config);
    if (!parsed.ok) return parsed;
    const { url, timeoutMs } = parsed.config;
    return { ok: true, wire: { baseUrl: url, ...(timeoutMs === undefined ? {} : { answerMs: timeoutMs }) } };
  },

  connect({ config, secret, wire, abilities }): Target {
    const parsed = parseConfig(config);
    if (!parsed.ok) throw new TypeError(`settings that were not checked: ${parsed.code}`);
    const api = openApi({ url: parsed.config.url, secret, wire });
    const { pageSizeMax } = abilities ?? defaultAbilities(parsed.config);
    return {
      test: (signal) => test(api, parsed.config, signal),
      discover: (signal) => discover(api, parsed.config, signal),
      find: (type, path, value, signal) => find(api, type, path, value, signal),
      read: (type, id, signal) => read(api, type, id, signal),
      readMembers: (id, signal) => readMembers(api, id, signal),
      list: (type, signal) => list(api, type, pageSizeMax, signal),
      create: (type, attributes, step, signal) => create(api, type, attributes, step, signal),
      update: (type, id, changes, step, signal) => update(api, type, id, changes, step, signal),
      remove: (type, id, step, signal) => remove(api, type, id, step, signal),
      changeMembers: (group, change, step, signal) => changeMembers(api, group, change, step, signal),
    };
  },
};
