/** The roles that a person can have in an organization, from the one with the fewest rights to the one with the most. */
export const ORGANIZATION_ROLES = ["reader", "helpdesk", "provisioning-admin", "owner"] as const;

/** The role of a person in an organization. */
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

/** The role of the persons who run the installation and create organizations. */
export const INSTANCE_ROLE = "instance-admin";

/** A role as it is stored: that of the instance stands under the id of the instance. */
export type PersonRole = OrganizationRole | typeof INSTANCE_ROLE;

/** True for a role that a person has in an organization, and not in the instance. */
export function isOrganizationRole(role: PersonRole): role is OrganizationRole {
  return role !== INSTANCE_ROLE;
}
