import type { i18n as I18n } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { CodeOf } from "../../../src/messages/translation.ts";
import type { texts as access } from "../messages/en/access.ts";
import type { texts as account } from "../messages/en/account.ts";
import type { texts as applications } from "../messages/en/applications.ts";
import type { texts as assignments } from "../messages/en/assignments.ts";
import type { texts as audit } from "../messages/en/audit.ts";
import type { texts as common } from "../messages/en/common.ts";
import type { texts as configuration } from "../messages/en/configuration.ts";
import type { texts as connection } from "../messages/en/connection.ts";
import type { texts as cycles } from "../messages/en/cycles.ts";
import type { texts as deletedUsers } from "../messages/en/deleted-users.ts";
import type { texts as door } from "../messages/en/door.ts";
import type { texts as errorAnswers } from "../messages/en/error-answers.ts";
import type { texts as events } from "../messages/en/events.ts";
import type { texts as exchanges } from "../messages/en/exchanges.ts";
import type { texts as gallery } from "../messages/en/gallery.ts";
import type { texts as groups } from "../messages/en/groups.ts";
import type { texts as identityProviders } from "../messages/en/identity-providers.ts";
import type { texts as imports } from "../messages/en/imports.ts";
import type { texts as instanceTokens } from "../messages/en/instance-tokens.ts";
import type { texts as links } from "../messages/en/links.ts";
import type { texts as log } from "../messages/en/log.ts";
import type { texts as mappings } from "../messages/en/mappings.ts";
import type { texts as matching } from "../messages/en/matching.ts";
import type { texts as organizations } from "../messages/en/organizations.ts";
import type { texts as overview } from "../messages/en/overview.ts";
import type { texts as people } from "../messages/en/people.ts";
import type { texts as plans } from "../messages/en/plans.ts";
import type { texts as reconcile } from "../messages/en/reconcile.ts";
import type { texts as rejectedRequests } from "../messages/en/rejected-requests.ts";
import type { texts as removals } from "../messages/en/removals.ts";
import type { texts as retention } from "../messages/en/retention.ts";
import type { texts as schemas } from "../messages/en/schemas.ts";
import type { texts as scimTokens } from "../messages/en/scim-tokens.ts";
import type { texts as scope } from "../messages/en/scope.ts";
import type { texts as settings } from "../messages/en/settings.ts";
import type { texts as setup } from "../messages/en/setup.ts";
import type { texts as system } from "../messages/en/system.ts";
import type { texts as users } from "../messages/en/users.ts";
import type { texts as webhooks } from "../messages/en/webhooks.ts";

/** The texts of each page, by the name of their file. */
interface Catalogues {
  readonly access: typeof access;
  readonly account: typeof account;
  readonly applications: typeof applications;
  readonly audit: typeof audit;
  readonly assignments: typeof assignments;
  readonly common: typeof common;
  readonly configuration: typeof configuration;
  readonly connection: typeof connection;
  readonly cycles: typeof cycles;
  readonly "deleted-users": typeof deletedUsers;
  readonly door: typeof door;
  readonly "error-answers": typeof errorAnswers;
  readonly events: typeof events;
  readonly exchanges: typeof exchanges;
  readonly gallery: typeof gallery;
  readonly groups: typeof groups;
  readonly imports: typeof imports;
  readonly "identity-providers": typeof identityProviders;
  readonly "instance-tokens": typeof instanceTokens;
  readonly links: typeof links;
  readonly log: typeof log;
  readonly mappings: typeof mappings;
  readonly matching: typeof matching;
  readonly organizations: typeof organizations;
  readonly overview: typeof overview;
  readonly people: typeof people;
  readonly plans: typeof plans;
  readonly reconcile: typeof reconcile;
  readonly "rejected-requests": typeof rejectedRequests;
  readonly removals: typeof removals;
  readonly retention: typeof retention;
  readonly schemas: typeof schemas;
  readonly "scim-tokens": typeof scimTokens;
  readonly scope: typeof scope;
  readonly settings: typeof settings;
  readonly setup: typeof setup;
  readonly system: typeof system;
  readonly users: typeof users;
  readonly webhooks: typeof webhooks;
}

export type Namespace = keyof Catalogues;

type KeyOf<Own extends Namespace, Other extends Namespace> =
  | CodeOf<Catalogues[Own]>
  | { readonly [Name in Other]: `${Name}:${CodeOf<Catalogues[Name]>}` }[Other];

type Params = Readonly<Record<string, string | number>>;

export interface Texts<Own extends Namespace, Other extends Namespace> {
  /** The text of a key of the page's own file, or of another file by `name:key`. */
  readonly t: (key: KeyOf<Own, Other>, params?: Params) => string;
  readonly i18n: I18n;
}

/** The texts of a page. A page waits for its files, each in the reader's language alone. */
export function useTexts<Own extends Namespace = "common", Other extends Namespace = "common">(
  ...names: readonly [own?: Own, ...others: readonly Other[]]
): Texts<Own, Other> {
  const [own = "common", ...others] = names;
  const { t: find, i18n } = useTranslation([own, ...others]);
  const t = useCallback((key: string, params: Params = {}) => find(key, { ...params }), [find]);
  return { t, i18n };
}
