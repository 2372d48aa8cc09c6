const GIVEN = ["Adele", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas"];
const FAMILY = ["Abara", "Berger", "Castell", "Dvorak", "Ekberg", "Fontane", "Gruber", "Halloran"];
const TITLES = ["Engineer", "Accountant", "Nurse", "Technician", "Analyst", "Buyer", "Planner"];

export const USER_NAME = (index: number): string => `person.${index}@contoso.example`;

/** The body of a POST to `/Users`: what a directory of a company usually sends. About 900 bytes. */
export function userBody(index: number): Readonly<Record<string, unknown>> {
  const given = GIVEN[index % GIVEN.length];
  const family = `${FAMILY[index % FAMILY.length]}-${index}`;
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
    externalId: `employee-${index}`,
    userName: USER_NAME(index),
    active: true,
    displayName: `${given} ${family}`,
    name: { givenName: given, familyName: family, formatted: `${given} ${family}` },
    title: TITLES[index % TITLES.length],
    preferredLanguage: "en-GB",
    timezone: "Europe/Vienna",
    emails: [
      { value: USER_NAME(index), type: "work", primary: true },
      { value: `home.${index}@mail.example`, type: "home" },
    ],
    phoneNumbers: [{ value: `+43 1 555 ${String(index).padStart(6, "0")}`, type: "work" }],
    addresses: [
      {
        type: "work",
        streetAddress: `${index % 200} Ring Road`,
        locality: "Vienna",
        postalCode: "1010",
        country: "AT",
      },
    ],
    [enterprise]: {
      employeeNumber: String(index),
      department: `Department ${index % 50}`,
      costCenter: "4711",
    },
  };
}
