type Query = Readonly<Record<string, unknown>>;

/**
 * The keys of everything that the console has read, in one place: a change marks what it touches by the beginning of a
 * key, and the stream of events finds what it makes stale.
 */
export const keys = {
  /** What belongs to the person who is signed in, and to no organization. */
  account: () => ["account"] as const,
  sessions: () => [...keys.account(), "sessions"] as const,
  secondFactor: () => [...keys.account(), "second-factor"] as const,
  newAuthenticator: () => [...keys.account(), "new-authenticator"] as const,
  passkeys: () => [...keys.account(), "passkeys"] as const,
  waysIn: () => [...keys.account(), "ways-in"] as const,
  personalTokens: () => [...keys.account(), "tokens"] as const,
  organizations: (query: Query) => ["organizations", query] as const,
  organizationContents: (org: string) => ["organization-contents", org] as const,
  administrators: () => ["administrators"] as const,
  organization: (org: string) => ["organization", org] as const,
  overview: (org: string) => [...keys.organization(org), "overview"] as const,
  search: (org: string, text: string) => [...keys.organization(org), "search", text] as const,
  directory: (org: string) => [...keys.organization(org), "directory"] as const,
  /** What a search in a field of a form found. */
  picks: (org: string, type: string, search: string) =>
    [...keys.directory(org), "picks", type, search] as const,
  users: (org: string, query: Query) => [...keys.directory(org), "users", query] as const,
  user: (org: string, user: string) => [...keys.directory(org), "user", user] as const,
  why: (org: string, user: string, app: string) => [...keys.userAccounts(org, user), "why", app] as const,
  userAccounts: (org: string, user: string) => [...keys.user(org, user), "accounts"] as const,
  userTimeline: (org: string, user: string) => [...keys.user(org, user), "timeline"] as const,
  groups: (org: string, query: Query) => [...keys.directory(org), "groups", query] as const,
  group: (org: string, group: string) => [...keys.directory(org), "group", group] as const,
  groupTimeline: (org: string, group: string) => [...keys.group(org, group), "timeline"] as const,
  groupAccounts: (org: string, group: string) => [...keys.group(org, group), "accounts"] as const,
  members: (org: string, group: string, query: Query) =>
    [...keys.group(org, group), "members", query] as const,
  deletedUsers: (org: string, query: Query) => [...keys.directory(org), "deleted-users", query] as const,
  /** What comes with the server is the same in every organization; its texts are in the language of the reader. */
  gallery: (language: string, query: Query) => ["gallery", language, "list", query] as const,
  template: (language: string, template: string) => ["gallery", language, "one", template] as const,
  applications: (org: string) => [...keys.organization(org), "applications"] as const,
  applicationList: (org: string) => [...keys.applications(org), "list"] as const,
  rehearsal: (org: string, app: string, object: string) => ["rehearsal", org, app, object] as const,
  applicationItself: (org: string, app: string) => [...keys.application(org, app), "itself"] as const,
  application: (org: string, app: string) => [...keys.applications(org), app] as const,
  assignments: (org: string, app: string, query: Query) =>
    [...keys.application(org, app), "assignments", query] as const,
  // Apart from the application: a removal that was made is not tried again while its dialog closes.
  removal: (org: string, app: string, query: Query) => ["removal", org, app, query] as const,
  retention: (owner: string) => ["retention", owner] as const,
  directoryRemoval: (org: string, query: Query) => ["removal", org, query] as const,
  links: (org: string, app: string, query: Query) => [...keys.application(org, app), "links", query] as const,
  link: (org: string, app: string, object: string) =>
    [...keys.application(org, app), "link", object] as const,
  roles: (org: string, app: string) => [...keys.application(org, app), "roles"] as const,
  selectedGroups: (org: string, app: string) => [...keys.application(org, app), "selected-groups"] as const,
  settings: (org: string, app: string) => [...keys.application(org, app), "settings"] as const,
  connectionTest: (org: string, app: string) => [...keys.application(org, app), "test"] as const,
  scope: (org: string, app: string) => [...keys.application(org, app), "scope"] as const,
  waiting: (org: string, app: string) => [...keys.application(org, app), "waiting"] as const,
  matches: (org: string, app: string, query: Query) =>
    [...keys.application(org, app), "matches", query] as const,
  reconciliation: (org: string, app: string) => [...keys.application(org, app), "reconciliation"] as const,
  cycles: (org: string, app: string) => [...keys.application(org, app), "cycles"] as const,
  cycle: (org: string, app: string, cycle: string) =>
    [...keys.application(org, app), "cycle", cycle] as const,
  history: (org: string, app: string, query: Query) =>
    [...keys.application(org, app), "history", query] as const,
  plans: (org: string, app: string) => [...keys.application(org, app), "plans"] as const,
  plan: (org: string, app: string, plan: string) => [...keys.application(org, app), "plan", plan] as const,
  decisions: (org: string, app: string, { plan, ...query }: Query & { readonly plan: string }) =>
    [...keys.plan(org, app, plan), "decisions", query] as const,
  tokens: (org: string) => [...keys.organization(org), "tokens"] as const,
  tokenList: (org: string) => [...keys.tokens(org), "list"] as const,
  token: (org: string, token: string) => [...keys.tokens(org), "token", token] as const,
  scimAddress: (org: string) => [...keys.organization(org), "scim-address"] as const,
  rejectedRequestLists: (org: string) => [...keys.organization(org), "rejected-requests", "list"] as const,
  rejectedRequests: (org: string, query: Query) => [...keys.rejectedRequestLists(org), query] as const,
  rejectedRequest: (org: string, request: string) =>
    [...keys.organization(org), "rejected-requests", "request", request] as const,
  imports: (org: string) => [...keys.organization(org), "imports"] as const,
  importList: (org: string, query: Query) => [...keys.imports(org), "list", query] as const,
  import: (org: string, id: string) => [...keys.imports(org), "import", id] as const,
  webhooks: (org: string) => [...keys.organization(org), "webhooks"] as const,
  webhookList: (org: string) => [...keys.webhooks(org), "list"] as const,
  webhook: (org: string, id: string) => [...keys.webhooks(org), "webhook", id] as const,
  deliveries: (org: string, id: string, query: Query) =>
    [...keys.webhook(org, id), "deliveries", query] as const,
  events: (org: string, query: Query) => [...keys.organization(org), "events", query] as const,
  definitions: (org: string) => [...keys.organization(org), "definitions"] as const,
  schemas: (org: string) => [...keys.definitions(org), "schemas"] as const,
  schema: (org: string, schema: string) => [...keys.definitions(org), "schema", schema] as const,
  resourceTypes: (org: string) => [...keys.definitions(org), "resource-types"] as const,
  resourceType: (org: string, name: string) => [...keys.definitions(org), "resource-type", name] as const,
  instanceTokens: () => ["instance-tokens"] as const,
  system: () => ["system"] as const,
  auditChain: (owner: string) => ["audit-chain", owner] as const,
  errorAnswers: (owner: string, query: Query) => ["error-answers", owner, query] as const,
  audit: (owner: string, query: Query) => ["audit", owner, query] as const,
  people: (org: string) => [...keys.organization(org), "people"] as const,
  peopleList: (org: string) => [...keys.people(org), "list"] as const,
  person: (org: string, person: string) => [...keys.people(org), "person", person] as const,
  personSessions: (org: string, person: string) => [...keys.person(org, person), "sessions"] as const,
  identityProviders: (org: string) => [...keys.organization(org), "identity-providers"] as const,
  names: (org: string, type: string, search: string | undefined) =>
    [...keys.directory(org), "names", type, search] as const,
  mapping: (org: string, app: string) => [...keys.application(org, app), "mapping"] as const,
  mappingTrial: (org: string, app: string, query: Query) =>
    [...keys.application(org, app), "mapping-trial", query] as const,
  functions: (org: string) => [...keys.organization(org), "functions"] as const,
  exchanges: (org: string, app: string, query: Query) =>
    [...keys.application(org, app), "exchanges", query] as const,
  exchange: (org: string, exchange: string) => [...keys.organization(org), "exchange", exchange] as const,
  logEntry: (org: string, app: string, entry: string) =>
    [...keys.application(org, app), "log-entry", entry] as const,
  log: (org: string, app: string, query: Query) => [...keys.application(org, app), "log", query] as const,
};
