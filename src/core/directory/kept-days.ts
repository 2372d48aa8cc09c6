/** For how many days `muster init` and `muster org create` let a new organization keep the users that SCIM deletes. */
export const KEPT_DAYS = 30;
