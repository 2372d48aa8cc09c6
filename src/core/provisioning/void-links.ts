/**
 * The account of a link as the target shows it. `confirmed`: an account of this id with the name that was last written.
 * `other`: an account of this id with another name. `absent`: the target says that it has no such account. `unknown`: no
 * answer that tells.
 */
export type LinkSight = "confirmed" | "other" | "absent" | "unknown";

/**
 * The links that are void in a target whose address or settings changed. Absent accounts are. An account with another
 * name was renamed in the target, or belongs to a different person of another target, where ids repeat; as long as more
 * accounts are confirmed than have another name, it is the former target. Pure and total.
 */
export function listVoidLinks<Id>(sights: ReadonlyMap<Id, LinkSight>): ReadonlySet<Id> {
  const others = countSights(sights, "other");
  const isOtherTarget = others > 0 && others >= countSights(sights, "confirmed");
  const voids = [...sights].filter(([, sight]) => sight === "absent" || (sight === "other" && isOtherTarget));
  return new Set(voids.map(([id]) => id));
}

function countSights(sights: ReadonlyMap<unknown, LinkSight>, wanted: LinkSight): number {
  return [...sights.values()].filter((sight) => sight === wanted).length;
}
