import { type BulkUse, describeBulkUse } from "../../core/provisioning/bulk.ts";
import type { Connector, Target } from "../../ports/target.ts";
import { openApi } from "./api.ts";
import { BulkSender } from "./bulk/bulk-sender.ts";
import { parseConfig } from "./config.ts";
import { create } from "./create.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING, FIRST_USER_MAPPING, SCIM_RULES } from "./defaults.ts";
import { assumeAbilities, discover } from "./discovery.ts";
import { find } from "./find.ts";
import { changeMembers, checkMembers, readMembers } from "./members.ts";
import { MergeTurns } from "./merge-turns.ts";
import { openTokenSource } from "./oauth/shared-sources.ts";
import { list, read, test } from "./reads.ts";
import { remove } from "./remove.ts";
import { noteBulkRefused, noteFound, type ScimConnection, withLearned } from "./state.ts";
import { update } from "./update.ts";

/** A cycle and the event cycles beside it have connections of their own to one target. */
const mergeTurns = new MergeTurns();

/** Targets that speak SCIM 2.0 (RFC 7643, RFC 7644), with a bearer token or with OAuth 2.0 client credentials. */
export const scimConnector: Connector = {
  name: "scim",
  defaultMappings: { user: DEFAULT_USER_MAPPING, group: DEFAULT_GROUP_MAPPING },
  firstMappings: { user: FIRST_USER_MAPPING, group: DEFAULT_GROUP_MAPPING },
  rules: SCIM_RULES,

  parseConfig(config) {
    const parsed = parseConfig(config);
    if (!parsed.ok) return parsed;
    const { url, timeoutMs, rates, oauth } = parsed.config;
    const answer = timeoutMs === undefined ? {} : { answerMs: timeoutMs };
    const wire = { baseUrl: url, ...answer, ...(rates.length === 0 ? {} : { rates }) };
    return oauth === undefined
      ? { ok: true, wire }
      : {
          ok: true,
          wire,
          tokenWire: { baseUrl: oauth.tokenUrl, ...answer },
          isSigningKey: oauth.method === "private_key_jwt",
        };
  },

  async connect({ config, secret, wire, abilities, tokens, lists = new Map(), now }): Promise<Target> {
    const parsed = parseConfig(config);
    if (!parsed.ok) throw new TypeError(`settings that were not checked: ${parsed.code}`);
    const { url, bytesPerCall, oauth } = parsed.config;
    const isExchanged = oauth !== undefined && secret !== undefined && tokens !== undefined;
    const source = isExchanged ? openTokenSource(oauth, secret, tokens) : undefined;
    const bulkUse = () => useOfBulk(connection, { now: now(), isOn: wire.sendJoined !== undefined });
    const bulk =
      wire.sendJoined &&
      new BulkSender({
        url,
        wire,
        sendJoined: wire.sendJoined.bind(wire),
        bounds: () => (bulkUse().state === "used" ? connection.abilities.bulk.offered : null),
        onRefused: (status) => noteBulkRefused(connection, { status, at: now() }),
      });
    const api = openApi({ url, secret, source, wire, bulk, bytesPerCall });
    const connection: ScimConnection = {
      api,
      config: parsed.config,
      lists,
      abilities: abilities ?? assumeAbilities(parsed.config),
      facts: undefined,
      vainCreates: { user: 0, group: 0 },
      vainUpdates: { user: 0, group: 0 },
      joinedFilters: "untested",
      writeOnly: new Set(),
      mergeTurns,
    };
    return {
      abilities: () => connection.abilities,
      async test(signal) {
        const found = await test(api, parsed.config, signal);
        if (found.ok) noteFound(connection, found.value);
        return found.ok ? { ok: true, value: withLearned(found.value, connection.abilities) } : found;
      },
      async discover(signal) {
        const found = await discover(api, parsed.config, signal);
        if (found.ok) connection.abilities = withLearned(found.value, connection.abilities);
        return found.ok ? { ok: true, value: connection.abilities } : found;
      },
      find: (type, search, signal) => find(connection, type, search, signal),
      read: (type, id, signal) => read(api, { type, id }, signal),
      readMembers: (group, signal) => readMembers(connection, group, signal),
      checkMembers: (group, accounts, signal) => checkMembers(connection, group, accounts, signal),
      list: (type, signal) => list(api, { type, pageSize: connection.abilities.pageSizeMax }, signal),
      create: (account, step, signal) => create(connection, account, step, signal),
      update: (account, changes, step, signal) => update(connection, { account, changes, step }, signal),
      remove: (account, step, signal) => remove(api, account, step, signal),
      changeMembers: (group, change, step, signal) =>
        changeMembers(connection, { group, change, step }, signal),
      bulk: bulkUse,
      async close() {},
    };
  },
};

/** Some targets count each operation against their limits, so that bulk requests gain nothing where limits are published. */
function useOfBulk(
  { abilities, config }: ScimConnection,
  { now, isOn }: { readonly now: number; readonly isOn: boolean },
): BulkUse {
  const isLimited = config.rates.some(({ calls }) => calls !== "reads");
  return describeBulkUse(abilities.bulk, { now, isOn, isLimited });
}
