/** How an application is provisioned. Every value has a default. */
export interface Settings {
  readonly everySeconds: number;
  /** Deprovisioning guard: the smaller of share and count, but never below the floor, in a rolling window. */
  readonly deletionShareMax: number;
  readonly deletionCountMax: number;
  readonly deletionFloor: number;
  readonly deletionWindowHours: number;
  /** What becomes of an account whose user is gone from the directory for good. */
  readonly onUserGone: "disable" | "delete";
  /** What becomes of a target's group whose group left scope or is gone. */
  readonly onGroupLeave: "delete" | "keep";
  /** With more unlinked objects than this, the target is listed once instead of asked for each. */
  readonly listOverUnlinked: number;
  /** The same refusal this many times in a row parks an object. */
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

/** The settings of an application; a setting that was not set has its default. */
export function completeSettings(stored: Partial<Settings>): Settings {
  const settings = { ...DEFAULT_SETTINGS, ...stored };
  return { ...settings, parkAfter: Math.max(1, settings.parkAfter) };
}
