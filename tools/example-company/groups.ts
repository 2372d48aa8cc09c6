import { DEPARTMENTS } from "./departments.ts";
import { type CompanySize, placeAt, seatAt, userNameAt } from "./people.ts";
import { PLACES } from "./places.ts";

/** A row of groups.csv: `groupName, memberType, member`. */
export type GroupRow = readonly [group: string, memberType: "user" | "group" | "", member: string];

interface Group {
  readonly name: string;
  /** Another group that is a member of this one. */
  readonly nested?: string;
  /** Numbers of the people in it, each once. */
  readonly members: () => Iterable<number>;
}

const ADJECTIVES = "Amber Brisk Copper Drifting Evening Frosted Granite Hollow Ivory Jade".split(" ");
const NOUNS = "Anchor Beacon Compass Delta Estuary Falcon Glacier Harbour Island Juniper Kestrel".split(" ");

/** The fewest groups that still show what the example promises: the large, the empty and the nested ones. */
export const GROUPS_MIN = 6;

/** Memberships of the first `count` groups, group by group; a group without any has one row with its name. */
export function* groupRows(size: CompanySize, count: number): Generator<GroupRow> {
  const groups = [...fixedGroups(size), ...projectsOf(size, count)].slice(0, count);
  for (const { name, nested, members } of groups) {
    let isEmpty = true;
    if (nested !== undefined) yield [name, "group", nested];
    for (const index of members()) {
      isEmpty = false;
      yield [name, "user", userNameAt(size.seed, index)];
    }
    if (isEmpty && nested === undefined) yield [name, "", ""];
  }
}

function fixedGroups(size: CompanySize): Group[] {
  const { people } = size;
  return [
    // Two of every five: 400 of the example's 1 000.
    { name: "Town Hall", members: () => everyone(people, (index) => index % 5 < 2) },
    { name: "Contoso Alumni", members: () => [] },
    {
      name: "Leadership Team",
      members: () => everyone(Math.min(people, DEPARTMENTS.length + 1), () => true),
    },
    {
      name: "People Managers",
      nested: "Leadership Team",
      members: () =>
        everyone(people, (index) => index > DEPARTMENTS.length && seatAt(index, people).isManager),
    },
    { name: "Security Champions", members: () => spreadOut(people, 12, 5) },
    { name: "Incident Response", nested: "Security Champions", members: () => spreadOut(people, 9, 77) },
    ...DEPARTMENTS.map(
      ([department]): Group => ({
        name: `Department ${department.name}`,
        members: () => everyone(people, (index) => seatAt(index, people).department === department),
      }),
    ),
    ...Object.values(PLACES).map(
      (place): Group => ({
        name: `Office ${place.city}`,
        members: () => everyone(people, (index) => placeAt(size.seed, index) === place),
      }),
    ),
  ];
}

function* projectsOf({ people, seed }: CompanySize, count: number): Generator<Group> {
  for (let number = 0; number < count; number++) {
    const adjective = ADJECTIVES[number % ADJECTIVES.length];
    const noun = NOUNS[number % NOUNS.length];
    // Ten and eleven have no common factor: 110 names before the first comes again, numbered.
    const round = Math.floor(number / (ADJECTIVES.length * NOUNS.length));
    const name = `Project ${adjective} ${noun}${round === 0 ? "" : ` ${round + 1}`}`;
    yield { name, members: () => spreadOut(people, 4 + ((number * 13) % 37), seed + number * 101) };
  }
}

function* everyone(people: number, isIn: (index: number) => boolean): Generator<number> {
  for (let index = 0; index < people; index++) if (isIn(index)) yield index;
}

/** Up to `wanted` different people, far from each other. */
function* spreadOut(people: number, wanted: number, start: number): Generator<number> {
  const step = [7919, 104_729].find((prime) => people % prime !== 0) ?? 1;
  for (let turn = 0; turn < Math.min(wanted, people); turn++) yield (start + turn * step) % people;
}
