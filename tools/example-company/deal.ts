/**
 * Deals the numbers 0, 1, 2… out to kinds by weight, round after round, like cards: which kind a number goes
 * to and its place within that kind can be computed both ways, so that nothing need be remembered.
 */
export interface Deal<Kind> {
  readonly of: (number: number) => { readonly kind: Kind; readonly ordinal: number };
  readonly numberOf: (kind: Kind, ordinal: number) => number;
}

export function dealOf<Kind>(weights: readonly (readonly [Kind, number])[]): Deal<Kind> {
  const round = spread(weights);
  const seatsOf = new Map<Kind, number[]>();
  for (const [seat, kind] of round.entries()) seatsOf.set(kind, [...(seatsOf.get(kind) ?? []), seat]);
  return {
    of(number) {
      const seat = number % round.length;
      const kind = round[seat] as Kind;
      const seats = seatsOf.get(kind) ?? [];
      return { kind, ordinal: Math.floor(number / round.length) * seats.length + seats.indexOf(seat) };
    },
    numberOf(kind, ordinal) {
      const seats = seatsOf.get(kind) ?? [];
      return Math.floor(ordinal / seats.length) * round.length + (seats[ordinal % seats.length] ?? 0);
    },
  };
}

/** One round: each kind once first, then again those that are left, so that a small company has them all. */
function spread<Kind>(weights: readonly (readonly [Kind, number])[]): Kind[] {
  const round: Kind[] = [];
  const turns = Math.max(...weights.map(([, weight]) => weight));
  for (let turn = 0; turn < turns; turn++) {
    for (const [kind, weight] of weights) if (turn < weight) round.push(kind);
  }
  return round;
}
