type Query = Readonly<Record<string, unknown>>;

/**
 * The keys of everything that the console has read, in one place: a change marks what it touches by the beginning of a
 * key, and the stream of events finds what it makes stale.
 */
export const keys = {
  organization: (org: string) => ["organization", org] as const,
  overview: (org: string) => [...keys.organization(org), "overview"] as const,
  search: (org: string, text: string) => [...keys.organization(org), "search", text] as const,
  directory: (org: string) => [...keys.organization(org), "directory"] as const,
  users: (org: string, query: Query) => [...keys.directory(org), "users", query] as const,
  user: (org: string, user: string) => [...keys.directory(org), "user", user] as const,
  userAccounts: (org: string, user: string) => [...keys.user(org, user), "accounts"] as const,
  userTimeline: (org: string, user: string) => [...keys.user(org, user), "timeline"] as const,
  groups: (org: string, query: Query) => [...keys.directory(org), "groups", query] as const,
  group: (org: string, group: string) => [...keys.directory(org), "group", group] as const,
  groupAccounts: (org: string, group: string) => [...keys.group(org, group), "accounts"] as const,
  members: (org: string, group: string, query: Query) =>
    [...keys.group(org, group), "members", query] as const,
  deletedUsers: (org: string, query: Query) => [...keys.directory(org), "deleted-users", query] as const,
};
