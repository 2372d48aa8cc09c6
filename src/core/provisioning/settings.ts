/** How an application is provisioned. Every value has a default. */
export interface Settings {
  readonly everySeconds: number;
  /**
   * Deprovisioning guard: the limit within a rolling window is the smaller of share and count, but at least
   * the floor.
   */
  readonly deletionShareMax: number;
  readonly deletionCountMax: number;
  readonly deletionFloor: number;
  readonly deletionWindowHours: number;
  /** The action on an account whose user the directory no longer has. */
  readonly onUserGone: "disable" | "delete";
  /** The action on a target's group whose group has left scope or no longer exists. */
  readonly onGroupLeave: "delete" | "keep";
  /**
   * If more unlinked objects than this need a match, the target is listed once instead of searched for each
   * of them.
   */
  readonly listOverUnlinked: number;
  /** An object is parked after this many identical refusals in succession. */
  readonly parkAfter: number;
}

export const DEFAULT_SETTINGS: Settings = {
  everySeconds: 300,
  deletionShareMax: 0.2,
  deletionCountMax: 50,
  deletionFloor: 5,
  deletionWindowHours: 24,
  onUserGone: "disable",
  onGroupLeave: "delete",
  listOverUnlinked: 50,
  parkAfter: 3,
};

/** The settings of an application. A setting without a stored value has its default. */
export function completeSettings(stored: Partial<Settings>): Settings {
  const settings = { ...DEFAULT_SETTINGS, ...stored };
  return { ...settings, parkAfter: Math.max(1, settings.parkAfter) };
}
