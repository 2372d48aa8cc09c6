import type { PersonColumn } from "../../src/core/directory/person.ts";
import { dealOf } from "./deal.ts";
import { DEPARTMENTS, type Department } from "./departments.ts";
import { CULTURES, type Culture, nameOf } from "./names.ts";
import { PLACES, type Place } from "./places.ts";
import { type Random, randomOf } from "./random.ts";

/** The columns of the example: those of an import without the company and the employee number. */
export type ExampleColumn = Exclude<PersonColumn, "companyName" | "employeeId"> | "manager";

export interface Person {
  readonly userName: string;
  readonly columns: Readonly<Record<ExampleColumn, string>>;
}

export interface CompanySize {
  readonly seed: number;
  readonly people: number;
}

/** How many people report to one person. */
const SPAN = 7;
const DOMAIN = "contoso.example";
const ALL_PLACES = Object.values(PLACES) as [Place, ...Place[]];

const departments = dealOf<Department>(DEPARTMENTS);
const cultures = dealOf<Culture>(CULTURES);

/**
 * Person number `index` of a company: number 0 leads it, each department is a tree under its head. Everything
 * about a person follows from (seed, number, size), so that a company of any size streams in constant memory.
 */
export function personAt({ seed, people }: CompanySize, index: number): Person {
  const random = randomOf(seed, index);
  const place = placeOf(index, random);
  const objectId = random.uuid();
  const name = nameAt(seed, index);
  const seat = seatAt(index, people);
  const userName = `${name.account}@${DOMAIN}`;
  const isEnabled = seat.isManager || !random.chance(3);
  const columns = {
    userPrincipalName: userName,
    displayName: name.displayName,
    surname: name.surname,
    mail: userName,
    givenName: name.givenName,
    objectId,
    userType: seat.isManager || !random.chance(4) ? "Member" : "Guest",
    jobTitle: titleOf(seat, random),
    department: seat.department?.name ?? "Management",
    accountEnabled: isEnabled ? "true" : "false",
    usageLocation: place.country,
    streetAddress: `${1 + random.below(180)} ${place.street}`,
    state: place.state,
    country: place.country,
    officeLocation: `${place.city} ${random.pick(["1", "2", "3", "4"])}/${100 + random.below(60)}`,
    city: place.city,
    postalCode: place.postalCode,
    telephoneNumber: dialled(place.telephone, random),
    mobilePhone: random.chance(60) ? dialled(place.mobile, random) : "",
    manager: seat.managerIndex === undefined ? "" : userNameAt(seed, seat.managerIndex),
  };
  return { userName, columns };
}

/** The name that person number `index` signs in with. */
export function userNameAt(seed: number, index: number): string {
  return `${nameAt(seed, index).account}@${DOMAIN}`;
}

/** Where person number `index` works, without making the rest of the person. */
export function placeAt(seed: number, index: number): Place {
  return placeOf(index, randomOf(seed, index));
}

/** The first draws of a person's stream, so that `placeAt` and `personAt` agree. */
function placeOf(index: number, random: Random): Place {
  return random.chance(70) ? random.pick(cultures.of(index).kind.homes) : random.pick(ALL_PLACES);
}

function nameAt(seed: number, index: number) {
  const { kind, ordinal } = cultures.of(index);
  return nameOf(kind, ordinal, seed);
}

/** A person's place in the tree of managers. */
export interface Seat {
  readonly department: Department | undefined;
  /** 0 for the head of the department. */
  readonly rank: number;
  readonly managerIndex: number | undefined;
  readonly isManager: boolean;
}

/** The seat of person number `index` in a company of so many people. */
export function seatAt(index: number, people: number): Seat {
  if (index === 0) {
    return { department: undefined, rank: 0, managerIndex: undefined, isManager: people > 1 };
  }
  const { kind: department, ordinal: rank } = departments.of(index - 1);
  const indexAt = (other: number) => 1 + departments.numberOf(department, other);
  return {
    department,
    rank,
    managerIndex: rank === 0 ? 0 : indexAt(Math.floor((rank - 1) / SPAN)),
    isManager: indexAt(rank * SPAN + 1) < people,
  };
}

function titleOf({ department, rank, isManager }: Seat, random: Random): string {
  if (department === undefined) return "Chief Executive Officer";
  if (rank === 0) return department.headTitle;
  if (!isManager) return random.pick(department.titles);
  return rank <= SPAN ? `Director, ${department.name}` : `${department.name} Manager`;
}

function dialled(template: string | undefined, random: Random): string {
  return (template ?? "").replaceAll("#", () => String(random.below(10)));
}
