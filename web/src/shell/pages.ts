/**
 * The pages of an organization, as the side bar lists them for those who may read them. Icons are drawn on 24 × 24.
 */
export const PAGES = [
  {
    section: undefined,
    pages: [
      {
        to: "/organizations/$org",
        text: "page.overview",
        icon: "M4 13h6V4H4zM14 20h6v-9h-6zM14 4v3h6V4zM4 20h6v-3H4z",
        isExact: true,
        permission: "provisioning:read",
      },
    ],
  },
  {
    section: "section.directory",
    pages: [
      {
        to: "/organizations/$org/users",
        text: "page.users",
        icon: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.7-6 7.5-6s6.9 2 7.5 6",
        isExact: false,
        permission: "directory:read",
      },
      {
        to: "/organizations/$org/groups",
        text: "page.groups",
        icon: "M9 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.500c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.900c2 .6 3.2 2.1 3.5 4.6",
        isExact: false,
        permission: "directory:read",
      },
      {
        to: "/organizations/$org/deleted-users",
        text: "page.deleted-users",
        icon: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.5 11v5M13.5 11v5",
        isExact: false,
        permission: "directory:read",
      },
      {
        to: "/organizations/$org/imports",
        text: "page.imports",
        icon: "M12 3.500v10.500M7.500 9.500l4.500 4.500 4.500-4.500M4.500 15v5h15v-5",
        isExact: false,
        permission: "directory:read",
      },
      {
        to: "/organizations/$org/schemas",
        text: "page.schemas",
        icon: "M4 5.500h7v5H4zM13 13.500h7v5h-7zM7.500 10.500v5.500H13",
        isExact: false,
        permission: "directory:read",
      },
    ],
  },
  {
    section: "section.provisioning",
    pages: [
      {
        to: "/organizations/$org/applications",
        text: "page.applications",
        icon: "M4 5.500h16v13H4zM4 9.500h16M7 7.500h.01",
        isExact: false,
        permission: "applications:read",
      },
      {
        to: "/organizations/$org/log",
        text: "page.log",
        icon: "M6 3.500h12v17H6zM9 8h6M9 12h6M9 16h4",
        isExact: false,
        permission: "provisioning:read",
      },
      {
        to: "/organizations/$org/exchanges",
        text: "page.exchanges",
        icon: "M4 8.500h15M15.500 5l3.500 3.500L15.500 12M20 15.500H5M8.500 12L5 15.500 8.500 19",
        isExact: false,
        permission: "provisioning:read",
      },
    ],
  },
  {
    section: "section.scim",
    pages: [
      {
        to: "/organizations/$org/scim-tokens",
        text: "page.scim-tokens",
        icon: "M15 9a5 5 0 1 0-4.600 5L12 15.500h2v2h2v2h3.500v-3.200L14.700 11.500A5 5 0 0 0 15 9zM9 8.500h.01",
        isExact: false,
        permission: "organization:read",
      },
      {
        to: "/organizations/$org/rejected-requests",
        text: "page.rejected-requests",
        icon: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9 9l6 6M15 9l-6 6",
        isExact: false,
        permission: "directory:read",
      },
    ],
  },
  {
    section: "section.administration",
    pages: [
      {
        to: "/organizations/$org/people",
        text: "page.people",
        icon: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.5-3.500 3-5 6.500-5 1.500 0 2.900.3 4 .9M17.500 13.500l3 1v2.500c0 1.900-1.300 3-3 3.500-1.700-.5-3-1.600-3-3.500v-2.500z",
        isExact: false,
        permission: "people:read",
      },
      {
        to: "/organizations/$org/identity-providers",
        text: "page.identity-providers",
        icon: "M4 6.500h16v11H4zM8.500 12.500a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM5.800 17.500c.2-2 1.200-3 2.700-3s2.500 1 2.700 3M14 10h3.500M14 13.500h3.500",
        isExact: false,
        permission: "organization:read",
      },
      {
        to: "/organizations/$org/webhooks",
        text: "page.webhooks",
        icon: "M12 8.500a2.500 2.500 0 1 0-2.200-3.700M10.500 7.500 7 14.500M5.500 19.500a2.500 2.500 0 1 0 2.500-3.500h8M18.500 19a2.500 2.500 0 1 0-1.500-4.500L13 8",
        isExact: false,
        permission: "organization:read",
      },
      {
        to: "/organizations/$org/events",
        text: "page.events",
        icon: "M4 12h3l2.500-6 4 12 2.500-6h4",
        isExact: false,
        permission: "events:read",
      },
      {
        to: "/organizations/$org/audit",
        text: "page.audit",
        icon: "M12 3.500l7 2.500v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6zM9 12l2 2 4-4",
        isExact: false,
        permission: "organization:read",
      },
      {
        to: "/organizations/$org/error-answers",
        text: "page.error-answers",
        icon: "M12 3.500l9 16.500H3zM12 9.500v5M12 17h.01",
        isExact: false,
        permission: "organization:read",
      },
      {
        to: "/organizations/$org/retention",
        text: "page.retention",
        icon: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 7.500V12l3 2.500",
        isExact: false,
        permission: "organization:read",
      },
      {
        to: "/organizations/$org/configuration",
        text: "page.configuration",
        icon: "M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12.500l2 2-2 2M13 16.500h2.500",
        isExact: false,
        permission: "organization:read",
      },
    ],
  },
] as const;

/** The pages of the whole installation, for instance administrators. */
export const INSTANCE_PAGES = [
  {
    to: "/instance/organizations",
    text: "page.organizations",
    icon: "M4 20V6.500l7-2.500v16M11 9l9 2.500V20M2.500 20h19M7 9v.01M7 12.500v.01M7 16v.01M15.500 14v.01M15.500 17v.01",
  },
  {
    to: "/instance/tokens",
    text: "page.instance-tokens",
    icon: "M15 9a5 5 0 1 0-4.600 5L12 15.500h2v2h2v2h3.500v-3.200L14.700 11.500A5 5 0 0 0 15 9zM9 8.500h.01",
  },
  {
    to: "/instance/configuration",
    text: "page.instance-configuration",
    icon: "M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12.500l2 2-2 2M13 16.500h2.500",
  },
  {
    to: "/instance/system",
    text: "page.system",
    icon: "M4 5h16v6H4zM4 13h16v6H4zM7.500 8h.01M7.500 16h.01M11 8h5.500M11 16h5.500",
  },
] as const;
