import { hasCome } from "../has-come.ts";

/** How long each server of a target may take to learn of a new account. */
const SPREADING_MS = 10 * 60_000;

/**
 * True for an account that was linked so recently that a part of the target may not know it yet: a refusal to take it as
 * a member says nothing lasting then.
 */
export function isNewAccount(linkedAt: number, now: number): boolean {
  return !hasCome(linkedAt + SPREADING_MS, now, SPREADING_MS);
}
